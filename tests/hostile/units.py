"""The strings in portions that fit one question each, of a page that asks and answers them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from assistant.settings import MAX_QUESTION_CHARACTERS
from tests.hostile import KINDS

_BEGINS: Final = "What of "
_BETWEEN: Final = " ¦ "
_ENDS: Final = " ?"
# As many cards as a page draws quickly.
_MOST_TEXTS: Final = 20


@dataclass(frozen=True)
class Unit:
    """A question that is made of some strings, and answered with each of them.

    Strings that are too long for a question are answered under a name of their own.
    """

    question: str
    texts: tuple[str, ...]


def _portions(texts: tuple[str, ...]) -> list[list[str]]:
    portions: list[list[str]] = [[]]
    for text in texts:
        room = MAX_QUESTION_CHARACTERS - len(_asked([*portions[-1], text]))
        if portions[-1] and (room < 0 or len(portions[-1]) == _MOST_TEXTS):
            portions.append([])
        portions[-1].append(text)
    return portions


def _asked(portion: list[str]) -> str:
    return f"{_BEGINS}{_BETWEEN.join(portion)}{_ENDS}"


def _units(kind: str, texts: tuple[str, ...]) -> list[Unit]:
    units = []
    for number, portion in enumerate(_portions(texts), 1):
        question = _asked(portion)
        if len(question) > MAX_QUESTION_CHARACTERS:
            question = _asked([f"{kind} {number}"])
        units.append(Unit(question, tuple(portion)))
    return units


UNITS: Final = {kind: _units(kind, texts) for kind, texts in KINDS.items()}
BY_QUESTION: Final = {unit.question: unit for units in UNITS.values() for unit in units}
