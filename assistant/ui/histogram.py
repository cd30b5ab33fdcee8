"""How many articles appeared when, as bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from assistant.written import month

# More bars than these are hairlines on a phone; years take their place.
MOST_MONTHS: Final = 36


class Bar(NamedTuple):
    """A month or year; `share` is its articles divided by the largest, in [0, 1]."""

    label: str
    articles: int
    share: float


class Histogram(NamedTuple):
    """Bars without gaps, oldest first; `unit` is `month` or `year`."""

    unit: str
    bars: list[Bar]


def histogram(months: Sequence[tuple[str, int]]) -> Histogram | None:
    """Return the bars of (`YYYY-MM`, articles); None where nothing is dated."""
    if not months:
        return None
    counts = Counter({_number(month): count for month, count in months})
    if max(counts) - min(counts) < MOST_MONTHS:
        return Histogram("month", _bars(counts, _month))
    years: Counter[int] = Counter()
    for number, count in counts.items():
        years[number // 12] += count
    return Histogram("year", _bars(years, str))


def _bars(counts: Counter[int], label: Callable[[int], str]) -> list[Bar]:
    largest = max(counts.values())
    spread: Iterable[int] = range(min(counts), max(counts) + 1)
    return [Bar(label(each), counts[each], round(counts[each] / largest, 3)) for each in spread]


def _number(month: str) -> int:
    year, within = month.split("-")
    return int(year) * 12 + int(within) - 1


def _month(number: int) -> str:
    return f"{month(number % 12 + 1, short=True)} {number // 12}"
