"""Dates a text: its time expressions, resolved against the publication date; pure."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from assistant.annotations import ResolvedDate
from assistant.answer.timex.engine import readings
from assistant.answer.timex.ranges import join_ranges
from assistant.models import Article, Span
from assistant.settings import CACHED_ARTICLES


def resolve_dates(
    text: str, published: date | None, *, part: Span | None = None
) -> list[ResolvedDate]:
    """Find the time expressions of English news text and resolve them.

    Args:
        text: any text; offsets of the result are into it.
        published: what relative expressions ("Monday", "last year") count from. Without it they
            stay unresolved: nothing is guessed.
        part: a slice; what lies in it is found as in the whole text, of the rest only some, which
            saves time.

    Returns:
        The expressions in the order of the text, without overlap. `value` is a TIMEX3 value.
    """
    return [
        ResolvedDate(
            start=reading.start,
            end=reading.end,
            text=text[reading.start : reading.end],
            value=reading.value,
            first=reading.first,
            last=reading.last,
            basis=reading.basis,
        )
        for reading in join_ranges(text, readings(text, published, part))
    ]


def article_dates(article: Article) -> tuple[ResolvedDate, ...]:
    """Return the dates of an article; offsets are into its text."""
    return tuple(resolve_dates(article.text, article.published))


def quote_dates(article: Article, start: int, end: int) -> tuple[ResolvedDate, ...]:
    """Return the dates within a slice of an article, read with the article as context.

    So "three days later" in the slice may lean on a date that the article names before it. Recent
    ones are remembered.
    """
    return _remembered(article.text, article.published, (start, end))


@lru_cache(maxsize=CACHED_ARTICLES)
def _remembered(text: str, published: date | None, part: Span) -> tuple[ResolvedDate, ...]:
    found = resolve_dates(text, published, part=part)
    return tuple(each for each in found if part[0] <= each.start and each.end <= part[1])
