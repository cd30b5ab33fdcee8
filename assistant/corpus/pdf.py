"""Read the text of a PDF: its lines put together to paragraphs, then read like a text dump."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, Final

from assistant.corpus.draft import Draft
from assistant.corpus.dump import read_dump
from assistant.corpus.encoding import clean_text
from assistant.corpus.extra import require
from assistant.corpus.records import FieldNames
from assistant.corpus.streams import read_whole
from assistant.corpus.unreadable import Unreadable
from assistant.settings import MAX_PDF_BYTES

# A news report has a few pages; a book would take minutes and is none.
_MAX_PAGES: Final = 300
# A line that reaches this share of the usual width was wrapped, not ended.
_FILLED: Final = 0.8
# The width that nine in ten lines stay within: a single long line must not set it.
_WIDTH_QUANTILE: Final = 0.9
# Page furniture is told from text by standing on at least this many pages, and most of them.
_REPEATED: Final = 3
_ENDS: Final = re.compile(r"""[.!?:;…。！？]["'”’»)\]]*$""")
# What programs put where nobody wrote a title.
_NO_TITLE: Final = re.compile(
    r"^(?:untitled|microsoft word\b|.*\.\w{2,5}$|print|document\d*$)", re.I
)


def read_stream(stream: BinaryIO, names: FieldNames) -> Iterator[Draft]:
    """Yield the one article of a PDF.

    Its creation date is when the file was made, so the publication date is what the pages say.

    Raises:
        Unreadable: it is malformed or encrypted, or holds pictures of text only.
    """
    pages, title, author = _open(read_whole(stream, MAX_PDF_BYTES))
    text = "\n\n".join(paragraphs_of(pages))
    if not text:
        raise Unreadable("no text in the PDF: scanned pages need text recognition first")
    draft = read_dump(text)
    yield replace(draft, title=title or draft.title, author=draft.author or author)


def paragraphs_of(pages: list[str]) -> list[str]:
    """Return the paragraphs of pages of hard-wrapped lines, without what every page repeats."""
    lines = _lines(pages)
    widths = sorted(len(line) for line in lines if line)
    if not widths:
        return []
    width = widths[int(_WIDTH_QUANTILE * (len(widths) - 1))]
    paragraphs: list[str] = []
    joined = False
    for line in lines:
        if not line:
            joined = False
            continue
        if joined:
            paragraphs[-1] = _join(paragraphs[-1], line)
        else:
            paragraphs.append(line)
        filled = len(line) >= _FILLED * width
        joined = filled or not _ENDS.search(line) and len(line) > width / 2
    return paragraphs


def _lines(pages: list[str]) -> list[str]:
    split = [[" ".join(line.split()) for line in page.split("\n")] for page in pages]
    seen = Counter(key for page in split for key in {_key(line) for line in page if line})
    often = max(_REPEATED, len(pages) // 2 + 1)
    return [line for page in split for line in page if not line or seen[_key(line)] < often]


def _key(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _join(paragraph: str, line: str) -> str:
    """Return the two joined; a word broken at the line's end becomes whole."""
    if re.search(r"[^\W\d_]{2}-$", paragraph) and line[:1].islower():
        return paragraph[:-1] + line
    return f"{paragraph} {line}"


def _open(data: bytes) -> tuple[list[str], str | None, str | None]:
    """Return the text of each page, and the title and author that the file names."""
    pypdf = require("pypdf", "Reading PDF")
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("encrypted: a password is needed")
        count = len(reader.pages)
        if count > _MAX_PAGES:
            raise Unreadable(f"{count} pages: more than the {_MAX_PAGES} of a report")
        pages = [clean_text(page.extract_text()) for page in reader.pages]
    except pypdf.errors.PyPdfError as exc:
        raise Unreadable(f"malformed PDF: {exc}") from exc
    about: Any = reader.metadata or {}
    title, author = (_stated(about.get(name)) for name in ("/Title", "/Author"))
    return pages, None if _NO_TITLE.match(title or "") else title, author


def _stated(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
