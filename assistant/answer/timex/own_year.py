"""The year of a date without one: that of its list, its sentence, or of the text before it.

"March, April and May of 2018", "the 2022 fair is slated for July 27", "in 2015 ... in June".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

from assistant.answer.timex.context import Context
from assistant.answer.timex.grammar import Found
from assistant.answer.timex.lexicon import MONTH_KINDS, MONTHS, word_set
from assistant.answer.timex.reading import STATED, Reading, placed, yearless
from assistant.answer.timex.stretch import Stretch
from assistant.answer.timex.tense import ends_sentence
from assistant.answer.timex.tokens import Token
from assistant.answer.timex.year_before import year_before

# The tokens of a list of dates, one letter for each class.
_LETTERS: Final = {
    **dict.fromkeys(MONTH_KINDS, "m"),
    **{"d31": "d", "nth": "d", "year": "y", "comma": "c", "stop": "s", "of": "o"},
    **dict.fromkeys(("and", "or"), "a"),
    **dict.fromkeys(("to", "through", "hyphen", "dash"), "r"),
}
# What follows a date that shares its year: "and" or "to" stands before the last date only.
_SHARING: Final = re.compile(r"s?(?:c(?:ms?d?|d))*(?:c?a|r)(?:ms?d?|d)s?[co]?y")
# Months from one of a list to the next in which the year may change between them.
_NEIGHBOURS: Final = 5
# Tokens of the longest list: twelve months.
_LIST_REACH: Final = 40
# Tokens before a date in which its sentence may name the year.
_SENTENCE_REACH: Final = 40
# Behind these words another clause tells of another time.
_OTHER_CLAUSE: Final = word_set(
    "but while whereas although though until when which who where that before after if because as "
    "since by from now"
)
# Words of what takes place in a year of its own, and those that may stand before them.
_HELD: Final = word_set(
    "slated scheduled set planned held due rescheduled postponed moved begin begins began start "
    "starts started open opens opened run runs ran take takes took kick kicks kicked return "
    "returns returned end ends ended close closes closed"
)
_BEFORE_HELD: Final = word_set(
    "is are was were will be been has have had to not now expected also "
    "first initially originally previously"
)
# Words of the name of an event behind its year: "the 2022 Tidewater County Jazz Fair".
_NAME_WORDS: Final = 6


def in_told_year(
    found: Found, context: Context, month: int, make: Callable[[int], Stretch]
) -> Reading | None:
    """Read what `make` gives for the year that the text tells for a month without one.

    Where only years far apart stand before it, its year stays open. None where the text tells none,
    so that the publication date places it.
    """
    if found.has("last", "this", "next", "past", "coming"):
        return None
    shared = shared_year(found, month)
    if shared is not None:
        return placed(make(shared), STATED)
    year = sentence_year(found)
    if year is not None and context.fits(found, make(year)):
        return placed(make(year), f"the year is that of {year} in the same sentence")
    before = year_before(found, context, make)
    if before is not None:
        return placed(make(before), f"the year is that of {before} in the sentence before")
    far = context.far_year(found)
    if far is not None:
        return yearless(make(far), f"no year of its own, and the text tells of {far} before it")
    year = context.year_near(found) if context.published is None else None
    if year is None:
        return None
    return placed(make(year), f"the year is that of {year} earlier in the text")


def shared_year(found: Found, month: int) -> int | None:
    """Return the year of the list or range that a date stands in: "May to September 2017"."""
    following = list(_list_tokens(found))
    match = _SHARING.match("".join(_LETTERS[token.kind] for token in following))
    if match is None:
        return None
    months = [MONTHS[each.word] for each in following[: match.end()] if each.kind in MONTH_KINDS]
    last = months[-1] if months else month
    # "December and January 2018" are neighbours, "June and March 2018" are of one year.
    wraps = last < month and ("r" in match[0] or last + 12 - month <= _NEIGHBOURS)
    return int(following[match.end() - 1].word) - wraps


def _list_tokens(found: Found) -> Iterator[Token]:
    for token in islice(found.tokens, found.after, found.after + _LIST_REACH):
        if token.kind not in _LETTERS:
            return
        yield token


def sentence_year(found: Found) -> int | None:
    """Return the year that the sentence of a date names for it, before it.

    "In 2015" holds for its clause, at the beginning of a sentence for all of it; the year of an
    event ("the 2022 fair") for the dates on which that is held.
    """
    tokens = found.tokens
    joined = True
    for index in range(found.first - 1, max(-1, found.first - _SENTENCE_REACH), -1):
        token = tokens[index]
        if ends_sentence(tokens, index) or token.word in _OTHER_CLAUSE or token.kind == "semi":
            return None
        if token.kind == "year" and index:
            if tokens[index - 1].word == "in":
                first = index < 2 or ends_sentence(tokens, index - 2)
                return int(token.word) if joined or first else None
            return int(token.word) if _is_held(tokens[index + 1 : found.first]) else None
        joined = joined and token.kind not in ("and", "dash", "comma")
    return None


def _is_held(between: Sequence[Token]) -> bool:
    """Tell whether the words behind a year name an event and say that it is held."""
    words = [token.word for token in between if token.kind != "comma"]
    name = next((n for n, word in enumerate(words) if word in _HELD | _BEFORE_HELD), 0)
    verbs = [word for word in words[name:] if word not in _BEFORE_HELD]
    return 1 <= name <= _NAME_WORDS and verbs[:1] != [] and verbs[0] in _HELD
