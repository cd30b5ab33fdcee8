"""Turn bytes into clean text: the encoding is detected, the text NFC, control characters go."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

from assistant.corpus.extra import require
from assistant.corpus.unreadable import Unreadable

# UTF-32 before UTF-16: the UTF-16 mark is the beginning of the UTF-32 one.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x7fELF", "a program"),
)
_CHARSET: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""")
# Browsers look for the declared charset in the first kilobyte; some pages put it later.
_CHARSET_WINDOW: Final = 4096
# Enough text to tell encodings apart; guessing over a whole book takes seconds.
_GUESS_BYTES: Final = 65_536
_USUAL: Final = "cp1252"
# Text in any encoding has few control characters; compressed data has about one byte in ten.
_MAX_CONTROL_SHARE: Final = 0.02
# Tabs stay: a paragraph with one must still be found in its file.
_DROPPED: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_END: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text of `data`, as `clean_text` leaves it.

    A byte order mark decides, else UTF-8 if it fits, else `declared` or the charset that a page
    names, else a guess.

    Raises:
        Unreadable: the bytes are not text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return clean_text(data.decode(name, "replace").removeprefix("\ufeff"))
    _refuse_binary(data)
    text = _as_utf8(data)
    if text is None:
        text = _as_named(data, declared) or _as_guessed(data)
    return clean_text(text)


def encoding_of(sample: bytes) -> str:
    """Return the name of the codec for a longer text that begins with `sample`."""
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return "utf-8-sig" if name == "utf-8" else name
    _refuse_binary(sample)
    # The sample may end within a character.
    if any(_as_utf8(sample[: len(sample) - cut]) is not None for cut in range(4)):
        return "utf-8"
    return _guess(sample)


def clean_text(text: str) -> str:
    r"""Return `text` in NFC with "\n" line ends and no other control character than tabs."""
    text = _LINE_END.sub("\n", text)
    return unicodedata.normalize("NFC", _DROPPED.sub("", text))


def _as_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _as_named(data: bytes, declared: str | None) -> str | None:
    found = _CHARSET.search(data[:_CHARSET_WINDOW])
    for name in (declared, found and found[1].decode("ascii")):
        try:
            if name and codecs.lookup(name).name != "utf-8":
                return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return None


def _as_guessed(data: bytes) -> str:
    return data.decode(_guess(data), "replace")


def _guess(data: bytes) -> str:
    sample = data[:_GUESS_BYTES]
    if len(data) > _GUESS_BYTES:
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    if sample.decode("utf-8", "replace").count("\ufffd") * 1000 < len(sample):
        return "utf-8"
    matches = require("charset_normalizer", "Detecting an encoding").from_bytes(sample)
    best = matches.best()
    if best is None:
        raise Unreadable("binary: no text encoding fits")
    tied = (
        match for match in matches if (match.chaos, match.coherence) == (best.chaos, best.coherence)
    )
    # Among encodings that fit as well, the web's usual one: the guesser takes the first by name.
    fitting = {name for match in tied for name in (match.encoding, *match.could_be_from_charset)}
    return _USUAL if _USUAL in fitting else str(best.encoding)


def _refuse_binary(data: bytes) -> None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(f"binary: {name} under another file name")
    sample = data[:_GUESS_BYTES]
    controls = sum(sample.count(code) for code in (*range(9), *range(14, 27), *range(28, 32)))
    if controls > _MAX_CONTROL_SHARE * len(sample):
        raise Unreadable("binary: too many control characters for text")
