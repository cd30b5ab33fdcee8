"""Reads how many of what: numbers in figures and words, units, their TIMEX3 length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.answer.timex.lexicon import LENGTHS, NUMBERS, ORDINALS, UNITS
from assistant.answer.timex.tokens import Token

NUMBER_KINDS: Final = ("d31", "n2", "num", "year", "nw", "frac", "half", "a")
_VAGUE: Final = frozenset({"few", "several", "many"})
# What begins another number: "two or three", "15-24".
_ALTERNATIVE: Final = frozenset({"or", "to"})
_FIGURES: Final = frozenset({"d31", "n2", "num", "year"})
_SCALES: Final = frozenset({"dozen", "hundred", "thousand", "million", "billion"})
_FRACTIONS: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def amount(tokens: Sequence[Token]) -> float | None:
    """Return the number that the tokens say; None for "a few", "several" and bare plurals.

    Of "two or three" it is the first: a length has one value.
    """
    kinds = {token.kind for token in tokens}
    if not tokens or kinds & _VAGUE:
        return None
    if "couple" in kinds:
        return 2.0
    number = 0.0
    for token in tokens:
        if number and (token.kind in _ALTERNATIVE or token.kind in _FIGURES):
            break
        number = _with(number, token)
    # "a year", "another week", "one" of nothing else.
    return number or 1.0


def _with(number: float, token: Token) -> float:
    if token.kind == "half":
        return number + 0.5
    if token.kind == "frac":
        return number + _fraction(token.word)
    if token.kind == "nw":
        following = NUMBERS[token.word]
        scales = token.word in _SCALES
        return max(number, 1.0) * following if scales else number + following
    if token.kind in _FIGURES:
        return number + float(token.word.replace(",", ""))
    return number


def _fraction(word: str) -> float:
    if word in _FRACTIONS:
        return _FRACTIONS[word]
    above, _, below = word.partition("/")
    return int(above) / int(below) if int(below) else 0.0


def ordinal(token: Token) -> int:
    """Return the number of "third", "3rd" or "3"."""
    if token.kind == "second":
        return 2
    digits = token.word.rstrip("stndrh")
    return int(digits) if digits.isdigit() else ORDINALS[token.word]


def unit_of(token: Token) -> str:
    """Return the unit that a token names."""
    return UNITS[token.word]


def length(number: float | None, unit: str) -> str:
    """Return the TIMEX3 length: `P3D`, `PT2H`, `PXY`, `P2Y6M` for two and a half years."""
    letter, clock = LENGTHS[unit]
    mark = "PT" if clock else "P"
    if number is None:
        return f"{mark}X{letter}"
    if unit == "fortnight":
        number *= 2
    whole, rest = int(number), number - int(number)
    parts = {"year": ("M", 12), "hour": ("M", 60), "minute": ("S", 60)}
    if rest and unit in parts:
        small, per = parts[unit]
        head = f"{whole}{letter}" if whole else ""
        return f"{mark}{head}{round(rest * per)}{small}"
    return f"{mark}{whole if not rest else f'{number:g}'}{letter}"
