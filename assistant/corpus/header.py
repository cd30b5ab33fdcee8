"""Reads the `Title: ...` header fields that a dump may begin with."""

# ruff: noqa: E501 (patterns stay whole)
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.corpus.lines import Line

# The names a field goes by, in the words of scrapers and news agencies.
FIELD_NAMES: Final = {
    "title": "title", "headline": "title", "author": "author", "authors": "author", "byline": "author",
    "writer": "author", "source": "source", "publisher": "source", "outlet": "source", "publication": "source",
    "site": "source", "published": "published", "date": "published", "publication date": "published",
    "date published": "published", "published on": "published", "published at": "published", "url": "url",
    "link": "url", "canonical": "url", "canonical url": "url", "permalink": "url", "language": "language",
    "lang": "language",
}  # fmt: skip
# Fields that a page's own lines carry too: alone they are not the beginning of a header.
MIN_FIELDS: Final = 2
_FIELD: Final = re.compile(r"^(?P<name>[A-Za-z][A-Za-z ]{2,17}?)\s*:\s+(?P<value>\S.*)$")
_URL_LINE: Final = re.compile(
    r"^(?:(?:canonical(?: url)?|url|link|permalink|original(?: article)?|source(?: url)?|retrieved from)\s*:\s*)<?(?P<url>https?://\S+?)>?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Header:
    """The fields that open a dump and the number of lines they take."""

    fields: dict[str, str]
    size: int


def read_header(lines: Sequence[Line]) -> Header:
    """Return the header fields at the beginning of `lines`; none where they do not open the dump."""
    fields: dict[str, str] = {}
    size = 0
    for line in lines:
        match = _FIELD.match(line.text)
        name = FIELD_NAMES.get(match["name"].lower()) if match else None
        if match is None or name is None:
            break
        fields.setdefault(name, match["value"].strip())
        size += 1
    if size >= MIN_FIELDS or "title" in fields:
        return Header(fields, size)
    return Header({}, 0)


def url_line(lines: Sequence[Line]) -> str | None:
    """Return the address of a `URL: https://...` line anywhere in the dump, None where none stands."""
    for line in lines:
        match = _URL_LINE.match(line.text)
        if match:
            return match["url"]
    return None
