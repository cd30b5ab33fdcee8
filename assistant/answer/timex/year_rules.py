"""Rules for years, decades and centuries: 1998, "the early '80s", "the 20th century"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from assistant.answer.timex.amounts import ordinal
from assistant.answer.timex.context import Context
from assistant.answer.timex.grammar import Found, Rule
from assistant.answer.timex.lexicon import DECADES, NUMBERS, word_set
from assistant.answer.timex.reading import (
    STATED,
    Reading,
    placed,
)
from assistant.answer.timex.stretch import Stretch, holding
from assistant.answer.timex.tokens import Token

# What may be counted by four digits.
_COUNTED: Final = word_set(
    "people men women children employees workers jobs troops soldiers votes points miles feet "
    "meters metres kilometers kilometres pounds tons tonnes acres dollars euros barrels units "
    "homes houses copies students members passengers seats rooms stores cars vehicles deaths "
    "cases patients calories square km mph rpm hours days weeks months years percent per "
    "other more times shares"
)
# What is numbered: "Flight 1999", "Room 2012".
_NUMBERED: Final = word_set(
    "flight route highway interstate room chapter section article page resolution bill hb sb "
    "windows channel gate apartment suite lot model item office boeing asteroid"
)
_COUNTING: Final = word_set("than least most nearly almost roughly approximately some no number")
# Between these a bare number is a year unless something speaks against it; outside, a word that
# goes with years has to stand before it.
_YEARLIKE_FROM, _YEARLIKE_TO = 1900, 2060
# "In 2018 more people voted": news writes counts from a thousand on with a comma.
_SURELY: Final = word_set("in since during until fiscal")
_BEFORE_YEAR: Final = word_set(
    "in since by until till from to through during before after of the late early mid and "
    "between for around about fiscal year back spring summer fall autumn winter"
)


def bare_year(found: Found, context: Context) -> Reading | None:
    """Read 1998, unless what stands around it counts things."""
    token = found.one("year")
    if token is None or not _is_year(found, token):
        return None
    return placed(Stretch("year", date(int(token.word), 1, 1)), STATED)


def _is_year(found: Found, token: Token) -> bool:
    before, after = found.before(), found.next()
    yearlike = _YEARLIKE_FROM <= int(token.word) <= _YEARLIKE_TO
    if yearlike and before is not None and before.word in _SURELY:
        return True
    if after is not None and (after.kind == "percent" or after.word in _COUNTED):
        return False
    if before is not None and before.word in _COUNTING | _NUMBERED:
        return False
    if yearlike:
        return before is None or before.kind != "money"
    if before is None or before.word not in _BEFORE_YEAR - {"the", "of", "about", "around"}:
        return False
    return after is None or after.kind not in ("w", "hyphen", "units")


def decade(found: Found, context: Context) -> Reading | None:
    """Read "the 1990s", "the early '80s", "the nineties"."""
    token = found.one("decade", "decadew")
    if token is None:
        return None
    digits = "".join(c for c in token.word if c.isdigit())
    number = int(digits) if digits else DECADES[token.word]
    start = number if number >= 100 else number + (1900 if number >= 20 else 2000)
    if start % 100 == 0 and start != 2000:
        return placed(Stretch("century", date(start, 1, 1)), STATED)
    return placed(Stretch("decade", date(start, 1, 1)), STATED)


def century(found: Found, context: Context) -> Reading | None:
    """Read "the 20th century"; "this century" by the publication date."""
    token = found.one("nth", "ord", "firstw")
    if token is not None:
        return placed(Stretch("century", date((ordinal(token) - 1) * 100, 1, 1)), STATED)
    steps = -1 if found.has("last", "past") else 1 if found.has("next") else 0
    return context.relative(lambda day: holding("century", day).shift(steps))


def _two_digits(numbers: Sequence[int]) -> bool:
    """Tell whether numbers are said as the end of a year: "fourteen", "ninety-one"."""
    tens = numbers[0] % 10 == 0
    single = len(numbers) == 1 or (len(numbers) == 2 and tens and numbers[1] < 10)
    return single and 10 <= numbers[0] < 100


def said_year(found: Found) -> int | None:
    """Return the year that the number words of a match say: "nineteen ninety-one"."""
    numbers = [NUMBERS[token.word] for token in found.all("nw")]
    if numbers[:2] == [2, 1000]:
        return 2000 + sum(numbers[2:])
    if numbers[0] in (18, 19, 20) and _two_digits(numbers[1:]):
        return numbers[0] * 100 + sum(numbers[1:])
    return None


def spoken_year(found: Found, context: Context) -> Reading | None:
    """Read "nineteen ninety-one", "the year two thousand"."""
    year = said_year(found)
    return None if year is None else placed(Stretch("year", date(year, 1, 1)), STATED)


YEARS: Final[tuple[Rule, ...]] = (
    ("fiscal yr? year", bare_year),
    ("year fiscal yr", bare_year),
    ("the? EDGE? quote? decade", decade),
    ("the EDGE? decadew", decade),
    ("(the)? EDGE? (nth|ord|firstw) hyphen? century", century),
    ("((this|last|next|past)) century", century),
    ("(the yr)? nw (nw (hyphen? nw)?|hyphen nw) (?!units|hyphen|nw)", spoken_year),
    ("(a good part of|the? (end|start|middle) of|EDGE)? (the (U|year))? year(?!U)", bare_year),
)
