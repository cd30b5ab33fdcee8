"""Scans a text for time expressions and reads them in order."""

from __future__ import annotations

from datetime import date
from typing import Final

from assistant.answer.timex.clock_rules import CLOCK
from assistant.answer.timex.context import Context
from assistant.answer.timex.date_rules import DATES
from assistant.answer.timex.feasts import FEASTS
from assistant.answer.timex.fiscal_rules import FISCAL
from assistant.answer.timex.grammar import Found, Grammar, Rule
from assistant.answer.timex.length_rules import LENGTHS
from assistant.answer.timex.month_rules import MONTH_RULES
from assistant.answer.timex.moved_rules import MOVED
from assistant.answer.timex.names import is_name, is_person, names_a_person
from assistant.answer.timex.near_rules import UNITS
from assistant.answer.timex.parts import PARTS
from assistant.answer.timex.reading import Reading
from assistant.answer.timex.tokens import tokens_of
from assistant.answer.timex.weekday_rules import DAYS
from assistant.answer.timex.year_rules import YEARS

# Where two rules match from the same word the earlier one wins: the more particular come first.
_RULES: Final[tuple[Rule, ...]] = (
    *CLOCK,
    *FEASTS,
    *FISCAL,
    *DATES,
    *MONTH_RULES,
    *YEARS,
    *DAYS,
    *UNITS,
    *MOVED,
    *LENGTHS,
)
_GRAMMAR: Final = Grammar([pattern for pattern, _ in _RULES], PARTS)


def readings(text: str, published: date | None) -> list[Reading]:
    """Return the time expressions of `text` in order, without overlap."""
    tokens = tokens_of(text)
    context, may = Context(published), names_a_person(tokens)

    def read(found: Found) -> Reading | None:
        if is_name(found) or (may and is_person(found)):
            return None
        reading = _read(found, context)
        if reading is not None:
            context.note(reading)
        return reading

    return list(_GRAMMAR.scan(tokens, read))


def _read(found: Found, context: Context) -> Reading | None:
    try:
        reading = _RULES[found.rule][1](found, context)
    except (ValueError, OverflowError):
        # Outside the calendar of the years 1 to 9999.
        return None
    return reading.at(found.start, found.end) if isinstance(reading, Reading) else None
