"""Finds quotes that give different dates or numbers for the same thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final, Literal

from assistant.annotations import Claim, Disagreement, ResolvedDate
from assistant.answer.claims import Counted, counted, dated
from assistant.answer.event_date import days, event_date
from assistant.answer.names import find_names
from assistant.answer.question import Question
from assistant.answer.sentences import split_sentences
from assistant.answer.words import stem, stems
from assistant.models import Quote

# Reports of one thing follow one another; later ones are of another, or of an anniversary.
_REPORTED_DAYS: Final = 60
# Two days further apart than this are two events, unless a thing happens only once.
_APART_DAYS: Final = 10
_CORRECTS: Final = re.compile(
    r"\b(?:correct(?:ed|ion|s)|revis(?:ed|es|ion)|an earlier (?:version|report|statement)|amended"
    r"|(?:previously|initially|originally|first) (?:said|reported|stated|announced)"
    r"|(?:has|have|had) (?:risen|climbed|grown|increased) (?:to|from)"
    r"|postponed|rescheduled|pushed back|now (?:stands|stood|says))\b",
    re.IGNORECASE,
)
# What happens to somebody or something once: two dates of it exclude one another.
_ONCE_WORDS: Final = """
    die died dead death born birth birthday bury buried funeral marry married wed wedding founded
    founding resign resigned retire retired assassinated sank crash crashed collapse collapsed
    sentenced convicted acquitted indicted inaugurated sworn executed killed murdered shot invade
    invaded abdicated crowned elected appointed fired hired bought acquired sold divorced kidnapped
    disappeared arrest arrested capture captured seized
"""
_ONCE: Final = frozenset(stem(word) for word in _ONCE_WORDS.split())


@dataclass(frozen=True, slots=True)
class _Given:
    """What one quote gives, where it stands, and what to compare."""

    rank: int
    quote: Quote
    claim: Claim
    count: Counted | None = None
    day: ResolvedDate | None = None

    @property
    def published(self) -> date | None:
        return self.quote.article.published

    @property
    def sentence(self) -> str:
        """The sentence that makes the claim."""
        text = self.quote.article.text
        spans = split_sentences(text)
        own = next((span for span in spans if span[0] <= self.claim.start < span[1]), (0, 0))
        return text[slice(*own)]


def find_disagreements(question: Question, quotes: Sequence[Quote]) -> tuple[Disagreement, ...]:
    """Return where quotes answer with different dates or numbers; none where that is unsure.

    Looked at are "when" and "how many" questions. Quotes of different events, numbers in
    different units or of a part, bounds and rounded numbers that both hold are no disagreement.
    Claims come in order of publication, corrections last; `Claim.quote` is a rank, from 1.
    """
    numbered = list(enumerate(quotes, 1))
    if question.kind == "how_many":
        counts = [_counted(question, rank, quote) for rank, quote in numbered]
        return _disagreeing("number", counts, question, _numbers_differ)
    if question.kind == "when":
        dates = [_dated(question, rank, quote) for rank, quote in numbered]
        return _disagreeing("date", dates, question, _dates_differ)
    return ()


def _counted(question: Question, rank: int, quote: Quote) -> _Given | None:
    found = counted(question, quote)
    if found is None:
        return None
    start, end = found.span
    claim = Claim(rank, start, end, quote.article.text[start:end], found.value)
    return _Given(rank, quote, claim, count=found)


def _dated(question: Question, rank: int, quote: Quote) -> _Given | None:
    found = dated(question, quote)
    if found is None or found.value is None:
        return None
    claim = Claim(rank, found.start, found.end, found.text, found.value)
    return _Given(rank, quote, claim, day=found)


_Differ = Callable[[Question, _Given, _Given], bool]


def _disagreeing(
    kind: Literal["date", "number"],
    given: Sequence[_Given | None],
    question: Question,
    differ: _Differ,
) -> tuple[Disagreement, ...]:
    """Join what stands against one another; what agrees with a side is left out."""
    told = [each for each in given if each is not None and _is_on(question, each.quote)]
    named = {each.rank: _names_said(question, each.sentence) for each in told}
    groups: list[list[_Given]] = []
    for one, other in combinations(told, 2):
        alike = named[one.rank] == named[other.rank] or None in (named[one.rank], named[other.rank])
        if alike and _reported_together(one, other) and differ(question, one, other):
            touched = [group for group in groups if one in group or other in group]
            merged = [each for group in touched for each in group]
            groups = [group for group in groups if group not in touched]
            groups.append([*merged, *(each for each in (one, other) if each not in merged)])
    return tuple(Disagreement(kind, _in_order(group)) for group in groups)


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
    """Tell whether a quote is about every name of the question."""
    told = stems(f"{quote.article.title}\n{quote.text}")
    return len(_named(question, told)) == len(_groups(question))


def _named(question: Question, told: frozenset[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(group for group in _groups(question) if not told.isdisjoint(group))


def _groups(question: Question) -> frozenset[tuple[str, ...]]:
    return frozenset(question.name_groups or ((name,) for name in question.names))


def _reported_together(one: _Given, other: _Given) -> bool:
    if one.published is None or other.published is None:
        return True
    return abs((one.published - other.published).days) <= _REPORTED_DAYS


def _numbers_differ(question: Question, one: _Given, other: _Given) -> bool:
    mine, theirs = one.count, other.count
    if mine is None or theirs is None:
        return False
    same = mine.quantity.unit == theirs.quantity.unit and mine.noun == theirs.noun
    if not same or mine.fates != theirs.fates or mine.quantity.agrees_with(theirs.quantity):
        return False
    known = question.names
    beside, besides = mine.names - known, theirs.names - known
    elsewhere = bool(beside or besides) and beside.isdisjoint(besides)
    return not elsewhere and _days_meet(question, one.quote, other.quote)


def _days_meet(question: Question, quote: Quote, other: Quote) -> bool:
    """Tell whether two quotes can tell of the same days: numbers of two years are no dispute."""
    mine, theirs = event_date(question, quote), event_date(question, other)
    if mine is None or theirs is None:
        return True
    return _gap(mine, theirs) <= _APART_DAYS


def _dates_differ(question: Question, one: _Given, other: _Given) -> bool:
    mine, theirs = one.day, other.day
    if mine is None or theirs is None or _gap(mine, theirs) == 0:
        return False
    if _is_night(mine) or _is_night(theirs):
        # "Monday night" here is "early Tuesday" there.
        return _gap(mine, theirs) > 1 and _tell_of_the_same(question, one, other)
    wide = max(days(mine), days(theirs)) > 1
    return not wide and _tell_of_the_same(question, one, other)


def _tell_of_the_same(question: Question, one: _Given, other: _Given) -> bool:
    """Tell whether both quotes have the deed that is asked for, and it can happen only once."""
    deeds = set(question.stems) - question.names
    once = deeds & _ONCE
    if not once:
        return False
    told = [stems(each.sentence) for each in (one, other)]
    return all(not found.isdisjoint(_alike(deed)) for deed in once for found in told)


def _alike(deed: str) -> frozenset[str]:
    return next((group for group in _SAME_DEED if deed in group), frozenset((deed,)))


_SAME_DEED: Final = tuple(
    frozenset(stem(word) for word in deeds.split())
    for deeds in (
        "die died dead death dying passed",
        "born birth",
        "marry married wed wedding",
        "bury buried funeral",
        "kill killed murdered shot",
        "arrest arrested detained",
        "capture captured seized",
        "found founded founding",
        "resign resigned quit",
        "buy bought acquired",
    )
)


def _gap(one: ResolvedDate, other: ResolvedDate) -> int:
    """Return how many days lie between two dates; 0 where they meet."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 0
    return max(0, (other.first - one.last).days, (one.first - other.last).days)


def _is_night(found: ResolvedDate) -> bool:
    return "T" in (found.value or "")
