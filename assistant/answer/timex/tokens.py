"""Cuts a text into tokens, each with the class of the lexicon that the grammar speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final, NamedTuple

from assistant.answer.timex.lexicon import CLASS_OF, FEAST_NAMES, MONTHS, WEEKDAYS

_TOKEN = re.compile(
    rf"""(?P<plain>[b-or-z][^\W\d_]*)
    |(?P<gap>\n\s*\n)
    |(?P<feast>\b(?:{FEAST_NAMES})\b)
    |(?P<qtr>\b[Qq][1-4]\b)
    |(?P<iso>(?<![\w-])\d{{4}}-\d\d-\d\d(?!\d))
    |(?P<slash>(?<![\w/])\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d)(?![\w/]))
    |(?P<money>[$£€¥₩\#]\s?\d[\d,.]*)
    |(?P<clock>\d{{1,2}}:\d\d(?::\d\d)?)
    |(?P<decade>(?<![\w'’])[12]\d\d0['’]?s\b|(?<=['’`])\d0s\b)
    |(?P<nth>\d{{1,2}}(?:st|nd|rd|th)\b)
    |(?P<ampm>[apAP]\.\s?[mM]\.?|(?<=\d)[apAP][mM]\b)
    |(?P<frac>\d/\d\d?\b|[¼½¾])
    |(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?)
    |(?P<own>['’]s\b)
    |(?P<word>[^\W\d_]+)
    |(?P<mark>[^\w\s])""",
    re.VERBOSE,
)
_MARKS: Final = {
    ",": "comma", ".": "stop", "!": "stop", "?": "stop", ";": "semi", ":": "colon",
    "-": "hyphen", "–": "hyphen", "—": "dash", "(": "paren", "%": "percent",
    "'": "quote", "’": "quote", "‘": "quote",
}  # fmt: skip
# Longer names of months and weekdays are safe in lower case; these words are not.
_COMMON_WORDS: Final = frozenset(["may", "march", "mar", "sat", "sun", "jan", "dec", "wed", "mon"])
_SHORTEST_LOWER: Final = 6
# Abbreviations of months have three or four letters.
_SHORT_MONTH: Final = 4

_CLASSED: Final = frozenset([*CLASS_OF, *MONTHS, *WEEKDAYS])
# The year numbers that a bare number may mean.
FIRST_YEAR, LAST_YEAR = 1400, 2100


# A named tuple is made in half the time of a dataclass, and a text has thousands.
class Token(NamedTuple):
    """A token: `text[start:end]`; `word` is its lower-case form, `kind` its class.

    `capital` tells that it begins with a capital letter.
    """

    start: int
    end: int
    word: str
    kind: str
    capital: bool = False


# Without the named tuple's own constructor, which takes as long again.
_token: Final = tuple.__new__


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of `text` in order."""
    return list(_tokens(text))


def tokens_until(text: str, start: int, end: int, more: int) -> list[Token]:
    """Return the tokens of `text` from the offset `start` to `end`, and `more` behind them."""
    tokens = _tokens(text, start)
    found = []
    for token in tokens:
        found.append(token)
        if token.start >= end:
            break
    return list(chain(found, islice(tokens, more)))


def _tokens(text: str, start: int = 0) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start):
        group, raw = match.lastgroup or "", match.group()
        word, capital = raw.lower(), raw[0].isupper()
        # Most words are of no class: "plain" ones, which begin none of the other groups.
        if group in ("plain", "word"):
            kind = _class_of_word(raw, word) if word in _CLASSED else "name" if capital else "w"
        elif group == "number":
            kind = _class_of_number(raw)
        else:
            kind = _MARKS.get(raw, "mark") if group == "mark" else group
        yield _token(Token, (*match.span(), word, kind, capital))


def _class_of_word(raw: str, word: str) -> str:
    if word in MONTHS or word in WEEKDAYS:
        return _class_of_name(raw, word)
    kind = CLASS_OF[word]
    return "bigseason" if kind == "season" and raw[0].isupper() else kind


def _class_of_name(raw: str, word: str) -> str:
    """Tell months and weekdays from the words that look like them ("may", "march", "sat")."""
    month = word in MONTHS
    if raw[0].isupper():
        if word in ("may", "march"):
            return "maybe"
        if month:
            return "month" if len(word) > _SHORT_MONTH or word in ("june", "july") else "shortmonth"
        return "shortday" if len(word) < _SHORTEST_LOWER - 2 else "weekday"
    if word in ("may", "march"):
        return "lowmay"
    if word in _COMMON_WORDS or len(word) < _SHORTEST_LOWER - (2 if month else 0):
        return "lowmay" if month and word not in _COMMON_WORDS else "w"
    return "month" if month else "weekday"


def _class_of_number(raw: str) -> str:
    if not raw.isdigit():
        return "num"
    number = int(raw)
    if len(raw) <= 2:
        return "d31" if 1 <= number <= 31 else "n2"
    if len(raw) == 4 and FIRST_YEAR <= number <= LAST_YEAR:
        return "year"
    return "num"
