"""What a reader understood of one report, before it becomes an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.models import PublishedBasis


@dataclass(frozen=True, slots=True)
class Draft:
    """Fields of one report as a format's reader found them; `None` where the file does not say.

    `text` holds the clean body, its paragraphs separated by a blank line.
    """

    text: str
    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: date | None = None
    published_basis: PublishedBasis = "unknown"
    url: str | None = None
    language: str | None = None
