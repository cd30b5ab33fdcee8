"""Reads the quantities of a text: how many, of what, and how exactly it is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Final, Literal

from assistant.answer.words import STOP_WORDS, stem

Sense = Literal["exact", "about", "least", "most"]

_UNIT_WORDS: Final = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
"""
_TEN_WORDS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS: Final = {word: number for number, word in enumerate(_UNIT_WORDS.split())}
_TENS: Final = {word: 10 * number for number, word in enumerate(_TEN_WORDS.split(), 2)}
_SCALES: Final = {
    "dozen": 12.0, "hundred": 100.0, "thousand": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6,
    "billion": 1e9, "bn": 1e9, "trillion": 1e12,
}  # fmt: skip
_ONES: Final = "|".join([*_TENS, *_UNITS])
_NUMBER: Final = re.compile(
    r"(?<![\w.,:-])(?P<money>[$£€¥₩]\s?)?"
    rf"(?:(?P<digits>\d(?:[\d,]*\d)?(?:\.\d+)?)|(?P<words>(?:{_ONES})(?:-(?:{_ONES}))?\b))"
    r"(?:[ -]?(?P<scale>dozen|hundred|thousand|million|billion|trillion|mn|bn|m)\b)?"
    r"(?P<percent>\s?(?:%|percent\b|per cent\b|percentage points?\b))?(?![\w-]|[.,]\d|:\d)",
    re.IGNORECASE,
)
_MARKS: Final[tuple[tuple[Sense, str], ...]] = (
    ("least", r"(?:at least|more than|over|no fewer than|not less than|above|exceed\w*)"),
    ("most", r"(?:up to|fewer than|less than|under|at most|as many as)"),
    (
        "about",
        r"(?:about|around|roughly|some|approximately|estimated|circa|perhaps|almost|nearly"
        r"|close to)",
    ),
)
_SENSES: Final = tuple(
    (sense, re.compile(rf"\b{words}\s+(?:the |a |its )?$", re.IGNORECASE))
    for sense, words in _MARKS
)
_OF: Final = re.compile(r"^\s+of\s+(?:the\s+|all\s+)?")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]|\d\S*")
# The noun of a number stands within so many words of it: "12 North Korean air force pilots".
_NOUN_WORDS: Final = 5
_LOOK_BACK: Final = 24
# What follows a noun and is no part of it.
_AFTER_NOUN: Final = """
    dead died die dying hurt left went came got took lost won remain remains live work including
    across near around since aboard throughout worldwide nationwide amid along toward against
    despite without within behind beyond
"""
_VERBS: Final = frozenset(_AFTER_NOUN.split())


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text, `text[start:end]`, and what it counts.

    `unit` is "%", a currency sign or empty; `noun` are the stems of the words that follow it up
    to a verb or preposition, the counted thing last.
    """

    start: int
    end: int
    value: float
    unit: str
    noun: tuple[str, ...]
    sense: Sense

    def agrees_with(self, other: Quantity) -> bool:
        """Tell whether both can be true of one thing: equal, rounded, or a bound that holds."""
        return _admits(self, other.value) or _admits(other, self.value)


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of `text` in order."""
    return [_quantity(text, match) for match in _NUMBER.finditer(text)]


def _quantity(text: str, match: re.Match[str]) -> Quantity:
    number = _value(match)
    unit = "%" if match["percent"] else (match["money"] or "").strip()
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    sense: Sense = next((sense for sense, mark in _SENSES if mark.search(before)), "exact")
    after = text[match.end() :]
    if unit == "%":
        after = _OF.sub("", after)
    return Quantity(*match.span(), number, unit, _noun(after), sense)


def _value(match: re.Match[str]) -> float:
    if match["digits"]:
        number = float(match["digits"].replace(",", ""))
    else:
        parts = match["words"].lower().split("-")
        number = float(sum(_UNITS.get(part, _TENS.get(part, 0)) for part in parts))
    return number * _SCALES.get((match["scale"] or "").lower(), 1.0)


def _noun(after: str) -> tuple[str, ...]:
    following = (match.group() for match in _WORD.finditer(after[:120]))
    run = list(takewhile(_goes_on, following))
    return tuple(stem(word) for word in run[:_NOUN_WORDS])


def _goes_on(word: str) -> bool:
    lowered = word.lower()
    if not word[0].isalpha() or (lowered in STOP_WORDS and lowered not in {"more", "other"}):
        return False
    return not (lowered.endswith("ed") and len(lowered) > len("need")) and lowered not in _VERBS


def _admits(quantity: Quantity, value: float) -> bool:
    own = quantity.value
    if own == value:
        return True
    if quantity.sense == "least":
        return value > own
    if quantity.sense == "most":
        return value < own
    if quantity.sense == "about":
        return abs(value - own) <= _ABOUT * max(own, value)
    return _is_rounded(own, value)


# "About 3,000" may stand for 2,750; a rounded number without a mark for less.
_ABOUT: Final = 0.1
_ROUNDED: Final = 0.05


def _is_rounded(own: float, value: float) -> bool:
    """Tell whether `own` is `value` to two figures at most: 3,000 for 2,987, 1.2 million."""
    digits = f"{own:.10g}".replace(".", "").rstrip("0")
    telling = len(f"{value:.10g}".replace(".", "").rstrip("0"))
    large = own >= 100 and value >= 100
    return large and len(digits) <= 2 < telling and abs(own - value) <= _ROUNDED * value
