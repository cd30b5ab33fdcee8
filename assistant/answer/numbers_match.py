"""Whether the numbers of a question are those of a sentence: "16 golfers", "$250,000"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from assistant.answer.names import Name
from assistant.answer.quantities import Quantity, find_quantities

# A number that only the passage has may be another thing's.
_PASSAGE: Final = 0.5
# Texts say "another" and "both" for them.
_SMALL: Final = frozenset({"one", "two"})
# A number in a compound: "a 41-acre field".
_JOINED: Final = re.compile(r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?)-[a-z]")
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE: Final = re.compile(
    rf"\b(?:{_MONTH} \d{{1,2}}\b|\d{{1,2}} {_MONTH}(?!\w)|(?:19|20)\d\d\b)", re.IGNORECASE
)


def asked_numbers(question: str, named: Sequence[Name]) -> tuple[Quantity, ...]:
    """Return the numbers of a question that are no dates and no parts of its names."""
    taken = [match.span() for match in _DATE.finditer(question)]
    taken += [(name.start, name.end) for name in named]
    found = (
        number
        for number in find_quantities(question)
        if not any(start < number.end and number.start < end for start, end in taken)
    )
    return tuple(each for each in found if question[each.start : each.end].lower() not in _SMALL)


def numbers_fit(numbers: Sequence[Quantity], near: Sequence[str], passage: str) -> float:
    """Return which part of a question's numbers is said; 1 where it has none.

    Args:
        numbers: of the question.
        near: the sentence, those beside it and the title.
        passage: the slice around it, which counts half.
    """
    if not numbers:
        return 1.0
    beside = [number for text in near for number in _numbers(text)]
    around = _numbers(passage)
    fits = (
        1.0 if _has(number, beside) else _PASSAGE if _has(number, around) else 0.0
        for number in numbers
    )
    return sum(fits) / len(numbers)


def _has(number: Quantity, others: Sequence[Quantity]) -> bool:
    return any(
        number.agrees_with(other) and (number.unit == other.unit or "" in (number.unit, other.unit))
        for other in others
    )


# A passage is looked at for each of its sentences.
@lru_cache(maxsize=512)
def _numbers(text: str) -> tuple[Quantity, ...]:
    joined = (match.group(1) for match in _JOINED.finditer(text))
    return (*find_quantities(text), *(each for one in joined for each in find_quantities(one)))
