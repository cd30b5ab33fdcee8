"""Whether two numbers that reports give for one count exclude one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from assistant.answer.claims import Counted
from assistant.answer.opposites import tell_opposites
from assistant.answer.question import Question
from assistant.answer.words import stems

# A toll may grow so many times; numbers further apart count two things.
_MOST_TIMES: Final = 10


@dataclass(frozen=True, slots=True)
class Count:
    """A number that a quote gives, the sentence it stands in, and the stems of the whole quote."""

    given: Counted
    sentence: str
    told: frozenset[str]


def counts_differ(question: Question, one: Count, other: Count) -> bool:
    """Tell whether two numbers count one thing and cannot both be true."""
    mine, theirs = one.given, other.given
    return (
        mine.quantity.unit == theirs.quantity.unit
        and mine.fates == theirs.fates
        and not mine.quantity.agrees_with(theirs.quantity)
        and not _far_apart(mine.quantity.value, theirs.quantity.value)
        and _count_one_thing(question, one, other)
        and not _tell_of_others(question, one, other)
        and not tell_opposites(one.sentence, other.sentence)
    )


def _far_apart(one: float, other: float) -> bool:
    return max(one, other) > _MOST_TIMES * min(one, other)


def _count_one_thing(question: Question, one: Count, other: Count) -> bool:
    """Tell whether two nouns may mean one: "rival golfers" and "golfers of the rival tour"."""
    mine, theirs = frozenset(one.given.noun), frozenset(other.given.noun)
    asked = frozenset(question.stems)
    return (
        one.given.noun[-1:] == other.given.noun[-1:]
        and mine - theirs <= stems(other.sentence) | asked
        and theirs - mine <= stems(one.sentence) | asked
    )


def _tell_of_others(question: Question, one: Count, other: Count) -> bool:
    """Tell whether two numbers have other names beside them, or one is of a place of its own."""
    mine, theirs = one.given.names - question.names, other.given.names - question.names
    if mine and theirs:
        return mine.isdisjoint(theirs)
    known = question.names
    return not (one.given.seats - known <= other.told and other.given.seats - known <= one.told)
