"""Reads how many of what: numbers in figures and words, units, their TIMEX3 length."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from assistant.answer.timex.lexicon import LENGTHS, NUMBERS, ORDINALS, UNITS
from assistant.answer.timex.tokens import Token

NUMBER_KINDS: Final = ("d31", "n2", "num", "year", "nw", "frac", "half", "a")
_FRACTIONS: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def amount(tokens: Iterable[Token]) -> float | None:
    """Return the number that the tokens say; None for "a few", "several" and bare plurals."""
    total, current, seen = 0.0, 0.0, False
    tokens = list(tokens)
    if any(token.kind in ("few", "several", "many") for token in tokens):
        return None
    for token in tokens:
        if token.kind in ("or", "to", "hyphen") and seen and current:
            break
        elif token.kind in ("couple", "another"):
            return 2.0 if token.kind == "couple" else 1.0
        elif token.kind == "a":
            seen = True
        elif token.kind == "half":
            current, seen = current + 0.5 if current else 0.5, True
        elif token.kind == "frac":
            current, seen = current + _fraction(token.word), True
        elif token.kind == "nw":
            number = NUMBERS[token.word]
            scales = number >= 100 or token.word == "dozen"
            current = max(current, 1.0) * number if scales else current + number
            seen = True
        elif token.kind in ("d31", "n2", "num", "year"):
            current, seen = current + float(token.word.replace(",", "")), True
    if not seen:
        return None
    return total + current or 1.0


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
    parts = {"year": ("M", 12), "hour": ("M", 60), "day": ("", 0)}
    if rest and unit in ("year", "hour"):
        small, per = parts[unit]
        head = f"{whole}{letter}" if whole else ""
        return f"{mark}{head}{round(rest * per)}{small}"
    return f"{mark}{whole if not rest else f'{number:g}'}{letter}"
