"""Rules for lengths ("three days"), sets ("every Friday") and vague references ("recently")."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from assistant.answer.timex.amounts import NUMBER_KINDS, amount, length, unit_of
from assistant.answer.timex.context import Context
from assistant.answer.timex.grammar import Found, Rule
from assistant.answer.timex.lexicon import (
    DAY_PARTS,
    MONTHS,
    OFTEN,
    SEASONS,
    WEEKDAYS,
    word_set,
)
from assistant.answer.timex.reading import LENGTH, RECURRING, VAGUE, Reading, valued
from assistant.answer.timex.stretch import add
from assistant.answer.timex.tokens import Token

_UNIT_KINDS: Final = (
    "unit", "yr", "units", "clockunit", "clockunits", "second", "quarter", "quarters", "century",
    "weekend", "weekends", "part", "parts", "season", "unitlong",
)  # fmt: skip
_HALF: Final = 0.5
_HALVES: Final = {"decade": "P5Y", "century": "P50Y"}
# "was a year", "is a day": shorter words in -s are rarely plurals.
_SHORT_PLURAL: Final = 3
_BEFORE_VERBS: Final = word_set("will to can could would may might should must not t ll")
_SEASON_NAMES: Final = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}


def lasting(found: Found, context: Context) -> Reading | None:
    """Read "three days", "two-year", "nearly forty years", "2 1/2 hours"."""
    tokens = found.all(*_UNIT_KINDS)
    if not tokens or _is_fraction(found, tokens[-1]):
        return None
    if [each.word for each in found.inside] == ["one", "day"]:
        # "Will one day be": some time ahead.
        ahead = context.tense(found).tense == "future"
        return soon(found, context) if ahead else valued("DURATION", "P1D", LENGTH)
    number = amount(
        found.all(*NUMBER_KINDS, "few", "several", "many", "couple", "another", "or", "to")
    )
    if found.inside[-1].kind == "half" and found.inside[-2].kind == "a":
        # "A year and a half", where the half stands after the unit.
        number = (amount(found.all(*(set(NUMBER_KINDS) - {"half"}))) or 1) + 0.5
    unit = unit_of(tokens[-1])
    value = _HALVES.get(unit) if number == _HALF else None
    return valued("DURATION", value or length(number, unit), LENGTH)


def _is_fraction(found: Found, unit: Token) -> bool:
    """Tell "three-quarters of its food" from three quarters of a year."""
    following = found.next()
    of = following is not None and following.kind == "of"
    return unit.kind == "quarters" and (of or found.has("hyphen"))


def around_now(found: Found, context: Context) -> Reading | None:
    """Read "the past three years", "the next two weeks": a length with its days."""
    if found.inside[0].kind == "last" and _is_verb(found.before()):
        return None
    reading = lasting(found, context)
    token = found.one(*_UNIT_KINDS)
    if reading is None or token is None or context.published is None:
        return reading
    unit = unit_of(token)
    number = amount(found.all(*NUMBER_KINDS, "few", "several", "couple"))
    if number is None or number != int(number) or unit in ("second", "minute", "hour", "night"):
        return reading
    ahead = found.has("next", "coming")
    if unit == "fortnight":
        return reading
    far = add(context.published, unit, int(number) if ahead else -int(number))
    first, last = _inside(context.published, far)
    return replace(
        reading, first=first, last=last, basis=f"relative to publication {context.published}"
    )


def _is_verb(before: Token | None) -> bool:
    """Tell "will last three days" and "expected to last two weeks" by the word before."""
    return before is not None and before.word in _BEFORE_VERBS


def _inside(published: date, far: date) -> tuple[date, date]:
    if far > published:
        return published, far
    return far + timedelta(days=1), published


def one_long(found: Found, context: Context) -> Reading:
    """Read "month-long", "weeklong"."""
    return valued("DURATION", length(1, unit_of(found.inside[0])), LENGTH)


def half_unit(found: Found, context: Context) -> Reading:
    """Read "half an hour", "half a century"."""
    unit = unit_of(found.inside[-1])
    return valued("DURATION", _HALVES.get(unit, length(_HALF, unit)), LENGTH)


def recurring(found: Found, context: Context) -> Reading | None:
    """Read "every Friday", "each month", "annually", "twice a year"."""
    word = found.one("adverb", "often")
    if word is not None:
        return valued("SET", OFTEN[word.word], RECURRING)
    weekday, month = found.one("weekday"), found.one("month")
    season, part = found.one("season"), found.one("part", "parts")
    if weekday is not None:
        return valued("SET", f"XXXX-WXX-{WEEKDAYS[weekday.word] + 1}", RECURRING)
    if month is not None:
        return valued("SET", f"XXXX-{MONTHS[month.word]:02d}", RECURRING)
    if season is not None:
        return valued("SET", f"XXXX-{_SEASON_NAMES[SEASONS[season.word]]}", RECURRING)
    if part is not None:
        return valued("SET", f"XXXX-XX-XX{DAY_PARTS[part.word]}", RECURRING)
    unit = found.one(
        "unit", "yr", "clockunit", "weekend", "weekends", "quarter", "second", "units", "century"
    )
    if unit is None:
        return None
    number = 2 if found.has("other") else amount(found.all("d31", "nw")) or 1
    if unit.kind in ("weekend", "weekends"):
        return valued("SET", "XXXX-WXX-WE", RECURRING)
    return valued("SET", length(number, unit_of(unit)), RECURRING)


def rate(found: Found, context: Context) -> Reading | None:
    """Read "a year" of "$2 million a year", "per week": what is counted in it comes before."""
    unit, before = found.one("unit", "yr", "clockunit"), found.before()
    if unit is None or unit.word in ("minute", "fortnight"):
        return None
    if unit.word == "hour" and found.has("per"):
        return None
    if found.has("a") and not _counted(before):
        # "was a week", "but a year".
        return lasting(found, context)
    return valued("SET", length(1, unit_of(unit)), RECURRING)


def _counted(token: Token | None) -> bool:
    """Tell whether a token is an amount or a plural, as in "three cups a day"."""
    if token is None:
        return False
    if token.kind != "w" or token.word in ("once", "twice"):
        return True
    return token.word.endswith("s") and len(token.word) > _SHORT_PLURAL


def now(found: Found, context: Context) -> Reading:
    """Read "now", "currently", "these days"."""
    return valued("DATE", "PRESENT_REF", VAGUE)


def lately(found: Found, context: Context) -> Reading:
    """Read "recently", "the past"."""
    return valued("DATE", "PAST_REF", VAGUE)


def soon(found: Found, context: Context) -> Reading:
    """Read "soon", "the near future"."""
    return valued("DATE", "FUTURE_REF", VAGUE)


LENGTHS: Final[tuple[Rule, ...]] = (
    (
        "(the|in)? (last|past|next|coming|these|this? past) (MANY|few|several|couple of?) "
        "straight? (PLURAL|U) (or w)?",
        around_now,
    ),
    ("each of the (last|past|next) MANY PLURAL", around_now),
    ("(the|these)? (coming|recent) PLURAL", lasting),
    ("(the)? (firstw|last|final)? MANY PLURAL (?=happened)", lasting),
    ("the (firstw|last) MANY PLURAL", lasting),
    ("ABOUT? MANY (to|or|hyphen) MANY hyphen? straight? LENGTHUNIT", lasting),
    (
        "ABOUT? MANY (hyphen|more)? straight? (hyphen)? LENGTHUNIT (?!hyphen? old) (hyphen "
        "long)? (and a half)?",
        lasting,
    ),
    (
        "ABOUT? (a MANY|a (few|couple of?)|few|several|another|many|couple of) "
        "(more|straight)? LENGTHUNIT (?!hyphen? old)",
        lasting,
    ),
    ("ABOUT a (U|clockunit|century|weekend) (and a half)? (?!hyphen|old)", lasting),
    ("(?<=in|for|than) a (U|clockunit|century) (and a half)? (?!hyphen|old)", lasting),
    ("(?<=in|for|of|after|just) PLURAL (?!old)", lasting),
    ("(?<=for) the units", lasting),
    ("units hyphen long", lasting),
    ("U hyphen long|unitlong", one_long),
    ("half a (U|clockunit|century)", half_unit),
    ("a (U|clockunit) and a half", lasting),
    (
        "(per|(?<=w|nw|money|num|d31|n2|percent|units|clockunits|times|a) a) (U|clockunit) "
        "(?!hyphen)",
        rate,
    ),
    ("each other (U)", recurring),
    ("weekends", recurring),
    ("each (d31|nw)? (LENGTHUNIT|weekday|month|season|part|weekend)", recurring),
    ("adverb (?!w)|often", recurring),
    ("right? now", now),
    ("refnow", now),
    ("at? these units", now),
    ("refpast", lately),
    ("more recent (?!units)", lately),
    ("current", now),
    ("(?<=in) the past (?!MANY)", lately),
    ("the near? future", soon),
    ("the near term", soon),
)
