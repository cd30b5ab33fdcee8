"""The events of an answer in order of time, each with the quotes that tell of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from assistant.annotations import Event, ResolvedDate
from assistant.answer.event_date import POINT_DAYS, days, event_date
from assistant.answer.question import Question
from assistant.models import Quote

# Of an answer that was not asked for a time; fewer dates make no story.
_DATED_QUOTES: Final = 3
# A quote less probable than this part of the best tells, if anything, of another matter.
_LIKELY: Final = 1 / 2
_BARE_YEAR: Final = re.compile(r"\d{4}")
_YEAR_ASKED: Final = re.compile(r"\b(?:what|which) years?\b", re.IGNORECASE)
# With fewer years between them, a year alone may be that of the event beside it.
_YEARS_APART: Final = 2


def build_timeline(question: Question, quotes: Sequence[Quote]) -> tuple[Event, ...]:
    """Return the events that the quotes date, earliest first; none where few quotes are dated.

    A "when" question has a timeline from one dated quote on, any other from three. Quotes of the
    same days are one event; a wider date ("in May") joins the one event that falls within it.
    Quotes far less probable than the best bring none, nor do datelines. A year alone is an event
    only where the question asks for a year, or where all others are years apart from it.
    `Event.quotes` are ranks, from 1.
    """
    least = _LIKELY * max((quote.score for quote in quotes), default=0.0)
    dated = [
        (rank, found)
        for rank, quote in enumerate(quotes, 1)
        if quote.score >= least and (found := event_date(question, quote)) is not None
    ]
    if len(dated) < (1 if question.kind == "when" else _DATED_QUOTES):
        return ()
    events = _grouped(dated, widest=None if question.kind == "when" else POINT_DAYS)
    if not _YEAR_ASKED.search(question.query):
        events = [event for event in events if not _is_stray_year(event, events)]
    return tuple(
        event.event() for event in sorted(events, key=lambda event: (event.first, event.last))
    )


def _is_stray_year(event: _Days, events: Sequence[_Days]) -> bool:
    """Tell whether an event has a year alone, and no other event lies years apart from it."""
    others = [other for other in events if other is not event]
    near = any(abs(other.first.year - event.first.year) < _YEARS_APART for other in others)
    return _BARE_YEAR.fullmatch(event.value) is not None and (near or not others)


@dataclass(slots=True)
class _Days:
    value: str
    first: date
    last: date
    ranks: list[int] = field(default_factory=list)

    def holds(self, other: _Days) -> bool:
        return self.first <= other.first and other.last <= self.last

    def event(self) -> Event:
        return Event(self.value, self.first, self.last, tuple(sorted(self.ranks)))


def _calendar(value: str) -> str:
    """Return a TIMEX3 value without the time of day: reports of one day are one event."""
    return re.sub(r"(?<=\d{4}-\d\d-\d\d)T[^/]*", "", value)


def _grouped(dated: Sequence[tuple[int, ResolvedDate]], widest: int | None) -> list[_Days]:
    """Join each date to the narrower event within it, where there is exactly one."""
    events: list[_Days] = []
    for rank, found in sorted(dated, key=lambda pair: (days(pair[1]), pair[0])):
        if found.value is None or found.first is None or found.last is None:
            continue
        new = _Days(_calendar(found.value), found.first, found.last, [rank])
        equal = [event for event in events if event.holds(new)]
        within = [event for event in events if new.holds(event)]
        if equal:
            equal[0].ranks.append(rank)
        elif len(within) == 1 and (widest is None or days(found) <= widest):
            within[0].ranks.append(rank)
        else:
            events.append(new)
    return events
