"""Scans a text for time expressions and reads them in order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
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
from assistant.answer.timex.tokens import Token, tokens_of, tokens_until
from assistant.answer.timex.weekday_rules import DAYS
from assistant.answer.timex.year_rules import YEARS
from assistant.models import Span
from assistant.settings import DATE_LOOK_BACK

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
# Tokens behind an expression that can matter: the verbs of its sentence (`tense`), at most 60, and
# those of a pattern.
_LOOK_AHEAD: Final = 120
# Characters before an expression that can matter where it leans on none: the verbs of its sentence.
_NEAR: Final = 600
_GRAMMAR: Final = Grammar([pattern for pattern, _ in _RULES], PARTS)


def readings(text: str, published: date | None, part: Span | None = None) -> list[Reading]:
    """Return the time expressions of `text` in order, without overlap.

    With `part` only so much of the text is read that each expression in this slice is read as it
    would be in the whole text: the sentences around it, and where an expression leans on what was
    said before, up to `DATE_LOOK_BACK` characters before it.
    """
    context = Context(published, text)
    if part is None:
        tokens = tokens_of(text)
        return _scan(tokens, context, lambda: tokens)
    near = _scan(_tokens_around(text, *part, _NEAR), context, lambda: tokens_of(text))
    if not context.leaned:
        return near
    far = _tokens_around(text, *part, DATE_LOOK_BACK)
    return _scan(far, Context(published, text), lambda: tokens_of(text))


def _scan(tokens: list[Token], context: Context, whole: Callable[[], list[Token]]) -> list[Reading]:
    """Read the expressions among `tokens`; `whole` gives those of the whole text."""

    @cache
    def may() -> bool:
        # Somebody called May may be named anywhere.
        return names_a_person(whole())

    def read(found: Found) -> Reading | None:
        if is_name(found) or (is_person(found) and may()):
            return None
        reading = _read(found, context)
        if reading is not None:
            context.note(reading, found)
        return reading

    return list(_GRAMMAR.scan(tokens, read))


def _tokens_around(text: str, start: int, end: int, look_back: int) -> list[Token]:
    begin = max(0, start - look_back)
    # At the beginning of a line, so that no expression is cut in two.
    return tokens_until(text, text.rfind("\n", 0, begin) + 1, end, _LOOK_AHEAD)


def _read(found: Found, context: Context) -> Reading | None:
    try:
        reading = _RULES[found.rule][1](found, context)
    except (ValueError, OverflowError):
        # Outside the calendar of the years 1 to 9999.
        return None
    return reading.at(found.start, found.end) if isinstance(reading, Reading) else None
