"""Two sentences that tell one thing in the same words, but for one figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import zip_longest
from typing import Final, Literal

from assistant.annotations import ResolvedDate
from assistant.answer.names import find_names
from assistant.answer.quantities import Quantity, find_quantities
from assistant.answer.words import STOP_WORDS, stem, word_spans
from assistant.models import Span

# Sentences that share fewer words, or a smaller part of the shorter one's, may tell two things.
# Somebody may do one thing on two days, told in a few words: "Vell visited Orvale on Friday."
_SHARED_WORDS: Final = {"number": 4, "date": 6}
_SHARED_PART: Final = 0.8
# Behind these a name says where: "in Tolby" may be a part of the whole.
# Small words that turn what is told into something else.
_TURNING: Final = """
    no not never nor more other another additional again before after without each every per all
    half most least only first second third last next
"""
_TURNS: Final = frozenset(_TURNING.split())
# A longer piece at either end of a sentence tells something beside, whatever its small words.
_ADDED: Final = 3
_SEATED: Final = re.compile(
    r"\b(?:in|at|near|from|across|outside|around|for)\s+(?:the\s+)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or a day of a sentence; offsets into the article's text."""

    span: Span
    quantity: Quantity | None = None
    day: ResolvedDate | None = None

    @property
    def kind(self) -> Literal["date", "number"]:
        """Whether it is a date or a number."""
        return "number" if self.quantity else "date"

    @property
    def key(self) -> str:
        """What is equal where two figures say the same; a day counts as what it was resolved to."""
        if self.quantity:
            return f"{self.quantity.unit}{self.quantity.value:.10g}"
        day = self.day
        return f"{day.first}/{day.last}" if day and day.first else f"“{day.text if day else ''}”"


class Told:
    """A sentence as its content words, in order, with its figures among them."""

    def __init__(self, text: str, span: Span, dates: Sequence[ResolvedDate]) -> None:
        self.text, self.span = text, span
        self._dates = [each for each in dates if span[0] <= each.start and each.end <= span[1]]

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Its days, and its numbers that are no part of one, in their order."""
        begin = self.span[0]
        # A length of time ("two years") is a number; "now" is neither.
        calendar = (each for each in self._dates if each.first or each.value is None)
        days = [Figure((each.start, each.end), day=each) for each in calendar]
        numbers = [
            Figure((begin + each.start, begin + each.end), quantity=each)
            for each in find_quantities(self.text[slice(*self.span)])
        ]
        free = [each for each in numbers if not any(_touch(each.span, day.span) for day in days)]
        return tuple(sorted([*days, *free], key=lambda each: each.span))

    @cached_property
    def names(self) -> frozenset[str]:
        """The stems of the words in its names."""
        found = find_names(self.text[slice(*self.span)])
        return frozenset(part for name in found for part in name.stems)

    @cached_property
    def seats(self) -> frozenset[str]:
        """The stems of names that say where, or of what part."""
        return seats(self.text[slice(*self.span)])

    @cached_property
    def tokens(self) -> tuple[str | Figure, ...]:
        """The stems of its content words, and its figures, in their order."""
        figures = {each.span[0]: each for each in self.figures}
        covered = [each.span for each in self.figures]
        begin = self.span[0]
        found: list[tuple[int, str | Figure]] = list(figures.items())
        for start, end in word_spans(self.text[slice(*self.span)]):
            word = self.text[begin + start : begin + end]
            free = not any(_touch((begin + start, begin + end), span) for span in covered)
            turns = word.lower() in _TURNS or word.lower().endswith(("n't", "n’t"))
            if free and (turns or word.lower() not in STOP_WORDS):
                found.append((begin + start, f"!{word.lower()}" if turns else stem(word)))
        return tuple(token for _, token in sorted(found, key=lambda each: each[0]))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its content words."""
        return frozenset(token for token in self.tokens if isinstance(token, str))


def seats(sentence: str) -> frozenset[str]:
    """Return the stems of names that say where something is, or of what part it is told."""
    led = (name for name in find_names(sentence) if _SEATED.search(sentence[: name.start]))
    # "In Tolby 34 people": the number is none of the name's.
    return frozenset(part for name in led for part in name.stems if part.isalpha())


def differing(one: Told, other: Told) -> tuple[Figure, Figure] | None:
    """Return the one figure in which two sentences differ that say the same otherwise.

    One may tell more than the other. None where anything else differs: another figure, name or
    word in the place of one, a "not" or "more"; then they tell of two things.
    """
    fewer = min(len(one.stems), len(other.stems))
    shared = len(one.stems & other.stems)
    if (
        shared < min(_SHARED_WORDS.values())
        or shared < _SHARED_PART * fewer
        or not _names_fit(one, other)
    ):
        return None
    replaced = list(_replaced(one.tokens, other.tokens))
    if len(replaced) != 1:
        return None
    mine, theirs = replaced[0]
    if isinstance(mine, str) or isinstance(theirs, str) or not _alike(mine, theirs):
        return None
    return (mine, theirs) if shared >= _SHARED_WORDS[mine.kind] else None


def _names_fit(one: Told, other: Told) -> bool:
    mine, theirs = one.names - other.stems - other.names, other.names - one.stems - one.names
    if mine and theirs:
        return False
    return not (mine & one.seats or theirs & other.seats)


_Token = str | Figure


def _replaced(one: Sequence[_Token], other: Sequence[_Token]) -> Iterator[tuple[_Token, _Token]]:
    """Yield what stands in each other's place, and what turns the sense beside nothing.

    At the end of the shorter sentence the longer may go on.
    """
    matcher = SequenceMatcher(None, _keys(one), _keys(other), autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        mine, theirs = one[first:last], other[begin:end]
        ends = last == len(one) and end == len(other)
        if tag == "replace" and ends and 1 in (len(mine), len(theirs)):
            yield mine[0], theirs[0]
        elif tag == "replace":
            yield from zip_longest(mine, theirs, fillvalue="")
        elif tag != "equal":
            outer = ends or first == begin == 0
            turning = [each for each in mine or theirs if _turns(each)]
            if turning and not (outer and len(mine or theirs) >= _ADDED):
                yield "", turning[0]


def _turns(token: _Token) -> bool:
    return isinstance(token, str) and token.startswith("!")


def _alike(one: Figure, other: Figure) -> bool:
    """Tell whether two figures may count one thing: "six men" and "five armed men" do not."""
    if one.quantity is None or other.quantity is None:
        return one.kind == other.kind
    mine, theirs = one.quantity.noun, other.quantity.noun
    shorter = min(len(mine), len(theirs))
    return one.quantity.unit == other.quantity.unit and mine[:shorter] == theirs[:shorter]


def _keys(tokens: Sequence[_Token]) -> list[str]:
    return [f"#{each.key}" if isinstance(each, Figure) else each for each in tokens]


def _touch(span: Span, other: Span) -> bool:
    return span[0] < other[1] and other[0] < span[1]
