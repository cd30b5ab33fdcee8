"""Finds quotes that give different dates or numbers for the same thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from typing import Final

from assistant.annotations import Claim, Disagreement, ResolvedDate
from assistant.answer.claims import counted, dated, marked
from assistant.answer.differing_counts import Count, counts_differ
from assistant.answer.differing_days import days_between, days_differ, tell_of_one_deed
from assistant.answer.event_date import event_date
from assistant.answer.names import find_names
from assistant.answer.question import Question
from assistant.answer.retold import Figure, Told, differing
from assistant.answer.sentences import split_sentences
from assistant.answer.words import stems, words
from assistant.models import Quote

# Reports of one thing follow one another; later ones are of another, or of an anniversary.
_REPORTED_DAYS: Final = 60
# Two days further apart than this are two events, unless a thing happens only once.
_APART_DAYS: Final = 10
# A report says in its first sentences whom and what it is about.
_LEAD: Final = 600
_CORRECTS: Final = re.compile(
    r"\b(?:correct(?:ed|ion|s)|revis(?:ed|es|ion)|an earlier (?:version|report|statement)|amended"
    r"|(?:previously|initially|originally|first) (?:said|reported|stated|announced)"
    r"|(?:has|have|had) (?:risen|climbed|grown|increased) (?:to|from)"
    r"|postponed|rescheduled|pushed back|now (?:stands|stood|says))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Given:
    """What one quote gives, where it stands, and what to compare."""

    rank: int
    quote: Quote
    claim: Claim
    count: Count | None = None
    day: ResolvedDate | None = None

    @property
    def published(self) -> date | None:
        return self.quote.article.published

    @property
    def sentence(self) -> str:
        """The sentence that makes the claim."""
        return _sentence(self.quote, self.claim.start)


_Pair = tuple[_Given, _Given]


def find_disagreements(question: Question, quotes: Sequence[Quote]) -> tuple[Disagreement, ...]:
    """Return where quotes answer with different dates or numbers; none where that is unsure.

    Compared are the numbers of "how many" and the days of "when"; and, whatever is asked, the
    marked words of sentences that say the same otherwise. Quotes of different events, numbers in
    different units or of a part, bounds and rounded numbers that both hold are no disagreement.
    Claims come in order of publication, corrections last; `Claim.quote` is a rank, from 1.
    """
    numbered = list(enumerate(quotes, 1))
    numbers, dates = _retold(question, numbered)
    if question.kind == "how_many":
        counts = [_counted(question, rank, quote) for rank, quote in numbered]
        numbers = [*_standing_against(counts, question, _numbers_differ), *numbers]
    if question.kind == "when":
        told = [_dated(question, rank, quote) for rank, quote in numbered]
        dates = [*_standing_against(told, question, _dates_differ), *dates]
    found = [Disagreement("number", _in_order(group)) for group in _groups_of(numbers)]
    found += [Disagreement("date", _in_order(group)) for group in _groups_of(dates)]
    return tuple(found)


def _counted(question: Question, rank: int, quote: Quote) -> _Given | None:
    found = counted(question, quote)
    if found is None:
        return None
    start, end = found.span
    claim = Claim(rank, start, end, quote.article.text[start:end], found.value)
    count = Count(found, _sentence(quote, start), _told(quote))
    return _Given(rank, quote, claim, count=count)


def _dated(question: Question, rank: int, quote: Quote) -> _Given | None:
    found = dated(question, quote)
    if found is None or found.value is None:
        return None
    claim = Claim(rank, found.start, found.end, found.text, found.value)
    return _Given(rank, quote, claim, day=found)


_Differ = Callable[[Question, _Given, _Given], bool]


def _numbers_differ(question: Question, one: _Given, other: _Given) -> bool:
    if one.count is None or other.count is None:
        return False
    differ = counts_differ(question, one.count, other.count)
    return differ and _days_meet(question, one.quote, other.quote)


def _dates_differ(question: Question, one: _Given, other: _Given) -> bool:
    if one.day is None or other.day is None:
        return False
    told = (one.sentence, other.sentence)
    return days_differ(one.day, other.day) and tell_of_one_deed(question, *told)


def _standing_against(
    given: Sequence[_Given | None], question: Question, differ: _Differ
) -> list[_Pair]:
    told = [each for each in given if each is not None and _is_on(question, each.quote)]
    named = {each.rank: _names_said(question, each.sentence) for each in told}
    return [
        (one, other) for one, other in combinations(told, 2)
        if (named[one.rank] == named[other.rank] or None in (named[one.rank], named[other.rank]))
        and _may_disagree(one.quote, other.quote) and differ(question, one, other)
    ]  # fmt: skip


def _retold(
    question: Question, numbered: Sequence[tuple[int, Quote]]
) -> tuple[list[_Pair], list[_Pair]]:
    """Return the numbers and the days in which sentences differ that say the same otherwise."""
    told = {rank: _sentences(quote) for rank, quote in numbered}
    found: dict[str, list[_Pair]] = {"number": [], "date": []}
    for (rank, quote), (number, other) in combinations(numbered, 2):
        if not _may_disagree(quote, other) or not _name_the_same(question, quote, other):
            continue
        for one, another in product(told[rank], told[number]):
            figures = differing(one, another)
            if figures and _figures_differ(*figures) and _asks_for(question, figures, quote, other):
                pair = (_figure(rank, quote, figures[0]), _figure(number, other, figures[1]))
                found[figures[0].kind].append(pair)
    return found["number"], found["date"]


def _name_the_same(question: Question, quote: Quote, other: Quote) -> bool:
    """Tell whether the articles of both quotes have the same names of the question."""
    asked = {part for name in find_names(question.query) for part in words(name.text)}
    mine, theirs = (f"{each.article.title}\n{each.article.text}" for each in (quote, other))
    return all((part in mine) == (part in theirs) for part in asked)


def _sentences(quote: Quote) -> list[Told]:
    text = quote.article.text
    # A quote may begin behind the dateline of its first sentence.
    return [
        Told(text, (max(start, quote.start), min(end, quote.end)), quote.dates)
        for start, end in split_sentences(text) if start < quote.end and quote.start < end
    ]  # fmt: skip


def _sentence(quote: Quote, position: int) -> str:
    text = quote.article.text
    return next((text[a:b] for a, b in split_sentences(text) if a <= position < b), "")


def _figures_differ(one: Figure, other: Figure) -> bool:
    if one.day and other.day:
        return days_differ(one.day, other.day)
    mine, theirs = one.quantity, other.quantity
    return bool(mine and theirs and mine.unit == theirs.unit and not mine.agrees_with(theirs))


def _asks_for(
    question: Question, figures: tuple[Figure, Figure], quote: Quote, other: Quote
) -> bool:
    """Tell whether a question asks for such figures, or both are marked as its answer."""
    asked = question.kind == ("when" if figures[0].day else "how_many")
    return asked or (marked(figures[0].span, quote) and marked(figures[1].span, other))


def _figure(rank: int, quote: Quote, figure: Figure) -> _Given:
    start, end = figure.span
    text = quote.article.text[start:end]
    value = (figure.day.value or text) if figure.day else figure.key
    return _Given(rank, quote, Claim(rank, start, end, text, value))


def _groups_of(pairs: Sequence[_Pair]) -> list[list[_Given]]:
    """Join what stands against one another, each quote once; what agrees is left out."""
    groups: list[dict[int, _Given]] = []
    for pair in pairs:
        ranks = {each.rank for each in pair}
        touched = [group for group in groups if ranks & group.keys()]
        merged = {rank: each for group in touched for rank, each in group.items()}
        groups = [group for group in groups if group not in touched]
        groups.append({**{each.rank: each for each in pair}, **merged})
    return [list(group.values()) for group in groups]


def _names_said(question: Question, sentence: str) -> frozenset[tuple[str, ...]] | None:
    """Return which names of the question a sentence has; None where it has no name of any kind.

    "13 of its stores in Arizona" and "360 of its stores" are both true.
    """
    return _named(question, stems(sentence)) if find_names(sentence) else None


def _in_order(group: Sequence[_Given]) -> tuple[Claim, ...]:
    """Return the claims, first published first; a correction is later than what it corrects."""
    ordered = sorted(
        group,
        key=lambda each: (each.published or date.max, _is_correction(each.quote), each.rank),
    )
    first = ordered[0]
    claims = []
    for each in ordered:
        newer = bool(first.published and each.published and each.published > first.published)
        later = each is not first and (newer or _is_correction(each.quote))
        claim = each.claim
        claims.append(Claim(claim.quote, claim.start, claim.end, claim.text, claim.value, later))
    return tuple(claims)


def _is_correction(quote: Quote) -> bool:
    return _CORRECTS.search(quote.text) is not None


def _is_on(question: Question, quote: Quote) -> bool:
    """Tell whether a quote, or the beginning of its report, has every name of the question."""
    told = _told(quote) | stems(quote.article.text[:_LEAD])
    return len(_named(question, told)) == len(_groups(question))


def _named(question: Question, told: frozenset[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(group for group in _groups(question) if not told.isdisjoint(group))


def _groups(question: Question) -> frozenset[tuple[str, ...]]:
    groups = question.name_groups or [(name,) for name in question.names]
    # "Apollo 11": the number alone names nothing.
    worded = (tuple(part for part in group if not part.isdigit()) for group in groups)
    return frozenset(group for group in worded if group)


def _may_disagree(one: Quote, other: Quote) -> bool:
    """Tell whether two quotes are of two reports of about one time: one report means two things."""
    mine, theirs = one.article.published, other.article.published
    together = mine is None or theirs is None or abs((mine - theirs).days) <= _REPORTED_DAYS
    return together and one.article.id != other.article.id


def _days_meet(question: Question, quote: Quote, other: Quote) -> bool:
    """Tell whether two quotes can tell of the same days: numbers of two years are no dispute."""
    mine, theirs = event_date(question, quote), event_date(question, other)
    if mine is None or theirs is None:
        return True
    return days_between(mine, theirs) <= _APART_DAYS


def _told(quote: Quote) -> frozenset[str]:
    return stems(f"{quote.article.title}\n{quote.text}")
