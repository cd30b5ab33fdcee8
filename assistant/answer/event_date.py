"""The day a quote tells of, among the dates it mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from assistant.annotations import ResolvedDate
from assistant.answer.absence import tells_absence
from assistant.answer.clues import DATE
from assistant.answer.names import find_names
from assistant.answer.question import Question
from assistant.answer.timex.dateline import is_dateline
from assistant.answer.weights import VARIETY
from assistant.answer.words import stem, stems, word_spans
from assistant.models import Quote, Span

# A wider value ("in 2018") does not tell one event from another.
POINT_DAYS: Final = 31
# What spans more than a year ("since 2012", "the 1990s") is no event.
_WIDEST_DAYS: Final = 366
# Words between two dates told as one: "between 2012 and the beginning of this year" has four.
_MOST_BETWEEN: Final = 4

_Told = tuple[ResolvedDate, frozenset[str]]


def event_date(question: Question, quote: Quote) -> ResolvedDate | None:
    """Return the resolved date of what the quote reports, or None where it gives none.

    It is the one in the highlighted words; with several, or none, the one nearest to the
    highlight and to the question's words. A dateline dates the report, not what it reports.
    """
    dated = [
        each for each in quote.dates
        if is_calendar(each) and _inside(each, quote)
        and not is_dateline(quote.article.text, each.start, each.end)
        and not tells_absence(question, quote, each)
    ]  # fmt: skip
    direct = [each for each in dated if _touches(each, quote.highlights)]
    choice = direct or dated
    if len(choice) < 2:
        return choice[0] if choice else None
    marks = _marks(question, quote)
    return min(choice, key=lambda each: (_distance(each, marks), days(each), each.start))


def date_highlights(question: Question, quote: Quote) -> tuple[Span, ...]:
    """Return what to underline where a question asks when: whole dates, and those alone.

    Words around a date go and half a date becomes the whole. What is no time at all ("three" in
    "three-year-old") gives way to the date of the event, if the quote has one. Years in which it
    did not happen are not underlined.
    """
    found: list[Span] = []
    for start, end in quote.highlights:
        touched = [each for each in quote.dates if _touches(each, [(start, end)])]
        meant = [each for each in touched if not tells_absence(question, quote, each)]
        if touched:
            found += _told_together(quote.article.text, meant)
        elif DATE.search(quote.article.text[start:end]):
            found.append((start, end))
        else:
            day = event_date(question, replace(quote, highlights=()))
            found.append((day.start, day.end) if day else (start, end))
    inside = [(max(start, quote.start), min(end, quote.end)) for start, end in found]
    return tuple(dict.fromkeys(inside))


def _told_together(text: str, dates: Sequence[ResolvedDate]) -> list[Span]:
    """Return the spans of dates, as one where few words lie between: "in March, May and June"."""
    spans: list[Span] = []
    for each in sorted(dates, key=lambda each: each.start):
        if spans and len(text[spans[-1][1] : each.start].split()) <= _MOST_BETWEEN:
            spans[-1] = spans[-1][0], max(spans[-1][1], each.end)
        else:
            spans.append((each.start, each.end))
    return spans


def length_highlights(quote: Quote) -> tuple[Span, ...]:
    """Return what to underline where a question asks how many: "30 days" for the "30" in it."""
    found: list[Span] = []
    for start, end in quote.highlights:
        within = [
            each for each in quote.dates
            if each.start <= start and end <= each.end and (each.value or "").startswith("P")
            and _inside(each, quote) and any(map(str.isdigit, each.value or ""))
        ]  # fmt: skip
        found.append((within[0].start, within[0].end) if within else (start, end))
    return tuple(dict.fromkeys(found))


def events_in_turn(question: Question, quotes: Sequence[Quote]) -> list[Quote]:
    """Return the quotes in order, one of an event told before behind others as likely.

    Two quotes tell of one event where their dates fall together and they share a name; a quote
    without a date is an event of its own. A quote that is much less probable, or has fewer of the
    question's words, passes no other: it tells of something else.
    """
    left = list(quotes)
    told: list[_Told] = []
    ordered: list[Quote] = []
    while left:
        likely = [quote for quote in left if _may_pass(question, quote, left[0])]
        turn = next((quote for quote in likely if not _is_told(question, quote, told)), left[0])
        left.remove(turn)
        ordered.append(turn)
        found = event_date(question, turn)
        if found is not None:
            told.append((found, _names(turn)))
    return ordered


def _may_pass(question: Question, quote: Quote, other: Quote) -> bool:
    likely = quote.score >= VARIETY * other.score
    return likely and _bearing(question, quote) >= _bearing(question, other)


def _bearing(question: Question, quote: Quote) -> int:
    return len(stems(f"{quote.article.title}\n{quote.text}").intersection(question.stems))


def _is_told(question: Question, quote: Quote, told: Sequence[_Told]) -> bool:
    found = event_date(question, quote)
    if found is None:
        return False
    names = _names(quote)
    return any(same_days(found, day) and share_names(names, others) for day, others in told)


def share_names(names: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether two quotes name a thing in common; without names they may."""
    return not names or not others or not names.isdisjoint(others)


def _names(quote: Quote) -> frozenset[str]:
    found = find_names(f"{quote.article.title}\n{quote.text}")
    return frozenset(part for name in found for part in name.stems)


def is_calendar(each: ResolvedDate) -> bool:
    """Tell whether a date has calendar days of its own: no length, no "now", no age or era."""
    if each.first is None or each.last is None or not each.value:
        return False
    return each.value[0].isdigit() and days(each) <= _WIDEST_DAYS


def days(each: ResolvedDate) -> int:
    """Return how many days a resolved date spans."""
    return (_last(each) - _first(each)).days + 1


def same_days(one: ResolvedDate, other: ResolvedDate) -> bool:
    """Tell whether two dates can be one event's: one lies in the other, a month at most."""
    if max(days(one), days(other)) > POINT_DAYS:
        return False
    within = _first(one) <= _first(other) and _last(other) <= _last(one)
    return within or (_first(other) <= _first(one) and _last(one) <= _last(other))


def _first(each: ResolvedDate) -> date:
    return each.first or date.min


def _last(each: ResolvedDate) -> date:
    return each.last or date.min


def _inside(each: ResolvedDate, quote: Quote) -> bool:
    return quote.start <= each.start and each.end <= quote.end


def _touches(each: ResolvedDate, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < each.end and each.start < end for start, end in spans)


def _marks(question: Question, quote: Quote) -> list[int]:
    """Return where the quote has the words of the question that are no names, else its names."""
    deeds: list[int] = []
    names: list[int] = []
    for start, end in word_spans(quote.text):
        root = stem(quote.text[start:end])
        if root in question.names:
            names.append(quote.start + start)
        elif root in question.stems:
            deeds.append(quote.start + start)
    return deeds or names


def _distance(each: ResolvedDate, marks: Sequence[int]) -> int:
    return min((abs(mark - each.start) for mark in marks), default=0)
