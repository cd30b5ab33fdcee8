"""What counts as a right quote or passage; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from assistant.models import Article, Citation, Span


class Slice(Protocol):
    """A slice of an article: a quote or a passage."""

    @property
    def article(self) -> Article:
        """The article that it is a slice of."""

    @property
    def start(self) -> int:
        """Offset of its first character."""

    @property
    def end(self) -> int:
        """Offset after its last character."""

    @property
    def text(self) -> str:
        """The slice, word for word."""


def holds(text: str, answers: Iterable[str]) -> bool:
    """Tell whether one of the answers stands in `text` as whole words, whatever their case."""
    flat = " ".join(text.split())
    return any(
        re.search(rf"(?<!\w){re.escape(' '.join(answer.split()))}(?!\w)", flat, re.IGNORECASE)
        for answer in answers
    )


def overlaps(found: Slice, spans: Iterable[Span]) -> bool:
    """Tell whether a slice shares a character with one of the spans of its article."""
    return any(found.start < end and start < found.end for start, end in spans)


def is_named(article: Article, names: Iterable[str]) -> bool:
    """Tell whether one of `names` is the id, url, path or title of an article or of its copy.

    A path may be written from further up: `corpus/march/vote.txt` names `march/vote.txt`.
    """
    wanted = {_plain(name) for name in names}
    reports = (article.citation, *article.copies)
    return any(_goes_by(report, wanted) for report in reports)


def _goes_by(report: Citation, wanted: set[str]) -> bool:
    known = {_plain(name) for name in (report.id, report.url, report.path, report.title) if name}
    if known & wanted:
        return True
    path = _plain(report.path)
    return bool(path) and any(name.endswith(f"/{path}") for name in wanted if "://" not in name)


def _plain(name: str) -> str:
    return " ".join(name.split()).replace("\\", "/").removeprefix("./").rstrip("/").casefold()
