"""What an index holds, in numbers and as a list of reports; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.models import Citation

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What an index holds.

    `built` is an ISO 8601 time in UTC. `first` to `last` are publication dates; `undated` articles
    have none and `unsourced` ones no outlet. `sources` and `languages` hold (name, articles), the
    largest first; `months` hold ("2018-03", articles), the oldest first, only those with articles.
    `skipped` holds (path, why).
    """

    articles: int
    copies: int
    passages: int
    built: str
    model: str
    first: date | None = None
    last: date | None = None
    undated: int = 0
    sources: Counts = ()
    unsourced: int = 0
    languages: Counts = ()
    months: Counts = ()
    skipped: tuple[tuple[str, str], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form; dates as ISO 8601, each pair as an object."""
        return {
            "articles": self.articles,
            "copies": self.copies,
            "passages": self.passages,
            "built": self.built,
            "model": self.model,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "undated": self.undated,
            "sources": _counted(self.sources),
            "unsourced": self.unsourced,
            "languages": _counted(self.languages),
            "months": _counted(self.months),
            "skipped": [{"path": path, "why": why} for path, why in self.skipped],
        }


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list of articles; `total` counts those of all pages."""

    total: int
    citations: tuple[Citation, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "total": self.total,
            "articles": [citation.to_dict() for citation in self.citations],
        }


def _counted(counts: Counts) -> list[dict[str, Any]]:
    return [{"name": name, "articles": articles} for name, articles in counts]
