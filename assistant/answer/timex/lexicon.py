"""The words that time expressions are made of, by class.

A class is what the grammar's patterns speak of; a word is in one class only. Words that mean two
things (`second`, `quarter`, `May`) have a class of their own, so that a pattern can say which.
"""

from __future__ import annotations

from typing import Final


def word_set(text: str) -> frozenset[str]:
    """Return the words of `text`."""
    return frozenset(text.split())


def _numbered(text: str, start: int) -> dict[str, int]:
    """Number the words of `text`; words joined by a stroke share a number."""
    return {
        word: number
        for number, names in enumerate(text.split(), start)
        for word in names.split("|")
    }


MONTHS: Final = _numbered(
    "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug "
    "september|sept|sep october|oct november|nov december|dec",
    start=1,
)
# The classes of their names: a May in lower case or at the beginning of a sentence is unsure.
MONTH_KINDS: Final = ("month", "shortmonth", "maybe", "lowmay")
WEEKDAYS: Final = _numbered(
    "monday|mondays|mon tuesday|tuesdays|tues|tue wednesday|wednesdays|wed "
    "thursday|thursdays|thurs|thur|thu friday|fridays|fri saturday|saturdays|sat "
    "sunday|sundays|sun",
    start=0,
)
SEASONS: Final = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
DAY_PARTS: Final = {
    "morning": "TMO", "mornings": "TMO", "dawn": "TMO", "afternoon": "TAF", "afternoons": "TAF",
    "midafternoon": "TAF", "evening": "TEV", "evenings": "TEV", "night": "TNI", "nights": "TNI",
    "midmorning": "TMO", "dusk": "TEV", "overnight": "TNI", "daytime": "TDT",
}  # fmt: skip
UNITS: Final = {
    "second": "second", "seconds": "second", "minute": "minute", "minutes": "minute",
    "hour": "hour", "hours": "hour", "day": "day", "days": "day", "week": "week", "weeks": "week",
    "weekend": "weekend", "weekends": "weekend", "month": "month", "months": "month",
    "quarter": "quarter", "quarters": "quarter", "year": "year", "years": "year",
    "decade": "decade", "decades": "decade", "century": "century", "centuries": "century",
    "fortnight": "fortnight", "fortnights": "fortnight", "millennium": "millennium",
    "millennia": "millennium", "night": "night", "nights": "night", "morning": "morning",
    "mornings": "morning", "afternoons": "afternoon", "evenings": "evening",
    "season": "season", "seasons": "season",
    "daylong": "day", "weeklong": "week", "monthlong": "month", "yearlong": "year",
}  # fmt: skip
# How TimeBank writes a length of each unit: its letters, and whether it is of the clock.
LENGTHS: Final = {
    "second": ("S", True), "minute": ("M", True), "hour": ("H", True), "day": ("D", False),
    "week": ("W", False), "weekend": ("WE", False), "month": ("M", False), "quarter": ("Q", False),
    "year": ("Y", False), "decade": ("E", False), "century": ("C", False),
    "fortnight": ("W", False), "millennium": ("L", False), "night": ("NI", True),
    "morning": ("MO", True), "afternoon": ("AF", True), "evening": ("EV", True),
    "season": ("X", False),
}  # fmt: skip

_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS: Final = {
    **_numbered(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen",
        start=0,
    ),
    **{word: 10 * number for word, number in _numbered(_TENS, start=2).items()},
    **{"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9},
}
ORDINALS: Final = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    start=1,
)
DECADES: Final = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80, "nineties": 90,
}  # fmt: skip

_CLASSES: Final = {
    "season": "spring summer fall autumn winter",
    "part": "morning afternoon evening night midafternoon midmorning",
    "parts": "nights mornings afternoons evenings",
    "dawn": "dawn dusk daybreak",
    "noon": "noon midday midnight",
    "overnight": "overnight",
    "today": "today yesterday tomorrow",
    "tonight": "tonight",
    "unit": "day week month decade",
    "yr": "year",
    "unitlong": "daylong weeklong monthlong yearlong",
    "century": "century",
    "units": "days weeks months years decades centuries",
    "clockunit": "minute hour fortnight millennium",
    "clockunits": "seconds minutes hours fortnights millennia",
    "weekend": "weekend",
    "weekends": "weekends",
    "second": "second",
    "quarter": "quarter",
    "quarters": "quarters",
    "half": "half",
    "period": "period",
    "time": "time",
    "moment": "moment",
    "term": "term run",
    "future": "future",
    "nw": " ".join(NUMBERS),
    "ord": " ".join(word for word in ORDINALS if word not in ("second", "first")),
    "firstw": "first",
    "decadew": " ".join(DECADES),
    "a": "a an",
    "the": "the",
    "this": "this",
    "that": "that",
    "these": "these",
    "those": "those",
    "last": "last",
    "past": "past",
    "next": "next",
    "previous": "previous preceding prior",
    "following": "following",
    "coming": "coming upcoming",
    "current": "current",
    "latest": "latest",
    "recent": "recent",
    "same": "same",
    "each": "each every",
    "other": "other",
    "all": "all entire whole full",
    "early": "early",
    "late": "late",
    "mid": "mid middle",
    "earlier": "earlier",
    "later": "later",
    "before": "before",
    "after": "after",
    "ago": "ago",
    "since": "since",
    "hence": "hence",
    "from": "from",
    "to": "to",
    "through": "through thru until till",
    "between": "between",
    "and": "and",
    "or": "or",
    "of": "of",
    "per": "per",
    "in": "in",
    "on": "on",
    "at": "at",
    "by": "by",
    "for": "for over during within under throughout",
    "than": "than",
    "more": "more",
    "less": "less fewer",
    "least": "least",
    "most": "most",
    "up": "up",
    "approx": "about around nearly almost approximately roughly some exactly barely",
    "just": "just only",
    "few": "few",
    "several": "several",
    "couple": "couple",
    "many": "many",
    "another": "another",
    "straight": "straight consecutive additional trading successive extra working business solid",
    "old": "old olds",
    "long": "long",
    "fiscal": "fiscal",
    "end": "end",
    "start": "start beginning",
    "year_end": "yearend",
    "now": "now",
    "right": "right",
    "refnow": "currently nowadays presently",
    "refpast": "recently lately",
    "near": "near foreseeable",
    "often": "daily weekly",
    "as": "as",
    "too": "too",
    "adverb": "monthly quarterly yearly annually hourly nightly",
    "times": "times",
    "oclock": "oclock clock",
    "ampm": "am pm",
    "zone": "gmt utc est edt cst cdt mst mdt pst pdt et ct mt pt bst local eastern",
    "happened": "begun began ended ending ends",
}
CLASS_OF: Final = {word: name for name, words in _CLASSES.items() for word in words.split()}

# Days with a name of their own; longer names first, so that "Christmas Eve" is not "Christmas".
FEAST_NAMES: Final = (
    r"Christmas\ (?:Day|Eve)|Christmas|New\ Year['’]s\ (?:Day|Eve)|Valentine['’]s\ Day"
    r"|Veterans\ Day|Independence\ Day|Fourth\ of\ July|Halloween|Juneteenth"
    r"|Boxing\ Day|Inauguration\ Day"
    r"|Thanksgiving\ Day|Thanksgiving|Labor\ Day|Memorial\ Day|Columbus\ Day|Presidents\ Day"
    r"|Mother['’]s\ Day|Father['’]s\ Day|Easter\ Sunday|Easter|Good\ Friday|Election\ Day"
)

# Adverbs that say how often, with the length between two times.
OFTEN: Final = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y",
    "annually": "P1Y", "hourly": "PT1H", "nightly": "P1D",
}  # fmt: skip
