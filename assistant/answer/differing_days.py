"""Whether two days that reports give for one deed exclude one another."""

from __future__ import annotations

import re
from typing import Final

from assistant.annotations import ResolvedDate
from assistant.answer.event_date import days
from assistant.answer.question import Question
from assistant.answer.words import stem, stems

# What happens to somebody or something once: two dates of it exclude one another.
_ONCE_WORDS: Final = """
    die died dead death born birth birthday bury buried funeral marry married wed wedding founded
    founding resign resigned retire retired assassinated sank crash crashed collapse collapsed
    sentenced convicted acquitted indicted inaugurated sworn executed killed murdered shot invade
    invaded abdicated crowned elected appointed fired hired bought acquired sold divorced kidnapped
    disappeared arrest arrested capture captured seized
"""
# What a deed only describes: "when did the murder trial start".
_BESIDE: Final = re.compile(
    r"\b\w+(?= (?:trial|case|charges?|suspect|plot|scene|victims?|hearing|inquiry|investigation))",
    re.IGNORECASE,
)
_APART: Final = re.compile(
    r"\b(?:before|after|since|until|following|ahead of)\s+(?:[\w'’-]+\s+){0,2}[\w'’-]+",
    re.IGNORECASE,
)
_ONCE: Final = frozenset(stem(word) for word in _ONCE_WORDS.split())
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


def days_differ(one: ResolvedDate, other: ResolvedDate) -> bool:
    """Tell whether two dates exclude one another: no month, no night that may be the next day."""
    # "Monday night" here is "early Tuesday" there.
    nights = _is_night(one) or _is_night(other)
    wide = max(days(one), days(other)) > 1
    return days_between(one, other) > (1 if nights else 0) and (nights or not wide)


def tell_of_one_deed(question: Question, *sentences: str) -> bool:
    """Tell whether all sentences have the deed that is asked for, and it can happen only once."""
    asked = _BESIDE.sub(" ", question.query)
    once = (stems(asked) & frozenset(question.stems) & _ONCE) - question.names
    # "Told reporters on Thursday, before the indictment": the day is not the deed's.
    told = [stems(_APART.sub(" ", sentence)) for sentence in sentences]
    return bool(once) and all(not found.isdisjoint(_alike(deed)) for deed in once for found in told)


def days_between(one: ResolvedDate, other: ResolvedDate) -> int:
    """Return how many days lie between two dates; 0 where they meet."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 0
    return max(0, (other.first - one.last).days, (one.first - other.last).days)


def _alike(deed: str) -> frozenset[str]:
    return next((group for group in _SAME_DEED if deed in group), frozenset((deed,)))


def _is_night(found: ResolvedDate) -> bool:
    return "T" in (found.value or "")
