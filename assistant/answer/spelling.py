"""Words that no article has, read as the name that is spelt or sounds like them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Final

from assistant.answer.words import STOP_WORDS
from assistant.known_names import KnownNames, Part, Written, name_parts, usual_form

# Among shorter words too many are one letter apart.
_SHORTEST: Final = 5
# A question with more unknown words is of another language or subject, and each takes 2 ms.
_MOST: Final = 6
# A name alone is read for another only where the articles write that so often.
_OFTEN: Final = 3
# A word is a name where it is hardly ever small.
_NEARLY_ALWAYS: Final = 0.9
_SOUNDS: Final = (("ph", "f"), ("ck", "k"), ("c", "k"), ("q", "k"), ("z", "s"))
_VOWELS: Final = re.compile(r"[aeiouy]+")
_LIKE: Final = str.maketrans("yiu", "eeo")
_DOUBLE: Final = re.compile(r"(.)\1")
# Words that sound alike have the same letters after this: comparing those is quick.
_SKELETON: Final = str.maketrans("cqzp", "kksf", "aeiouyh")
_GAP: Final = re.compile(r"[ .-]+")


def respelt(text: str, known: KnownNames) -> str:
    """Return a text with names as the articles spell them: "leech" is Leach where only he is known.

    Only a word that no article has is read for another, one letter away: beside a name, where the
    two are known together ("Jim Leach"); alone, where it sounds alike ("Leach").
    """
    parts = list(name_parts(text))
    unknown = [at for at, part in enumerate(parts) if _is_unknown(text, part, known)]
    for at in reversed(unknown if len(unknown) <= _MOST else ()):
        part = parts[at]
        beside = [parts[n] if 0 <= n < len(parts) else None for n in (at - 1, at + 1)]
        before, behind = (_beside(text, part, other, known) for other in beside)
        spelt = _spelt(part.key, before, behind, known)
        if spelt:
            small = text[part.start].islower()
            form = spelt if small else known.written(spelt).form or usual_form(spelt)
            text = text[: part.start] + form + text[part.end :]
    return text


def _is_unknown(text: str, part: Part, known: KnownNames) -> bool:
    key = part.key
    # The halves of a compound are seldom names: "sabre-rattling".
    halved = "-" in text[max(0, part.start - 1) : part.start] + text[part.end : part.end + 1]
    if halved or len(key) < _SHORTEST or not (key.isascii() and key.isalpha()):
        return False
    return not any(map(_count, (known.written(key), known.written(key.removesuffix("s")))))


def _count(one: Written) -> int:
    return one.capital + one.small


def _beside(text: str, part: Part, other: Part | None, known: KnownNames) -> str:
    """Return the key of the word beside a word, if it may belong to the same name."""
    if other is None:
        return ""
    between = text[min(part.end, other.end) : max(part.start, other.start)]
    if other.key in STOP_WORDS or not _GAP.fullmatch(between):
        return ""
    return other.key if _is_name(known.written(other.key)) else ""


def _is_name(one: Written) -> bool:
    return one.capital >= _NEARLY_ALWAYS * _count(one) > 0


def _spelt(key: str, before: str, behind: str, known: KnownNames) -> str | None:
    if before or behind:
        for near in one_letter_away(key):
            first, last = f"{before} {near}", f"{near} {behind}"
            if (before and known.written(first).capital) or (
                behind and known.written(last).capital
            ):
                return near
        return None
    found = {near: one for near in _alike(key) if _count(one := known.written(near))}
    best = max(found, key=lambda near: found[near].capital, default=None)
    if best is None or not all(map(_is_name, found.values())):
        return None
    return best if found[best].capital >= _OFTEN else None


def _alike(key: str) -> Iterator[str]:
    letters, heard = set(key.translate(_SKELETON)), sound(key)
    for near in one_letter_away(key):
        if set(near.translate(_SKELETON)) == letters and sound(near) == heard:
            yield near


def sound(word: str) -> str:
    """Return what is heard of a word, about: its consonants, and how each of its vowels begins."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    heard = _VOWELS.sub(lambda group: group[0][0].translate(_LIKE), word)
    return _DOUBLE.sub(r"\1", heard)


def one_letter_away(word: str) -> Iterator[str]:
    """Yield the words that come of one letter more, less or other, or of two exchanged.

    The first letter stays: it is seldom mistaken.
    """
    for at in range(1, len(word) + 1):
        first, rest = word[:at], word[at:]
        yield from (first + letter + rest for letter in ascii_lowercase)
        if rest:
            yield first + rest[1:]
            yield from (first + letter + rest[1:] for letter in ascii_lowercase)
            yield first + rest[1:2] + rest[:1] + rest[2:]
