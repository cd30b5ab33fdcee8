"""Days that name an event and are written without its year: "the Sept. 11 attacks"."""

from __future__ import annotations

from datetime import date
from typing import Final

from assistant.answer.timex.grammar import Found
from assistant.answer.timex.lexicon import word_set

_ATTACK: Final = word_set("attack attacks terror terrorist terrorists massacre assault memorial")
_EVENTS: Final = {
    (9, 11): (2001, _ATTACK | word_set("hijackers hijackings commission")),
    (1, 6): (2021, _ATTACK | word_set("riot riots rioter rioters insurrection committee capitol")),
    (10, 7): (2023, _ATTACK),
}
# The word that tells the event stands at most this many tokens after the day.
_REACH: Final = 3


def year_of_event(found: Found, month: int, day: int, published: date | None) -> int | None:
    """Return the year of the event that a day without a year names; None if it names none.

    An article published before the event means another day.
    """
    if (month, day) not in _EVENTS:
        return None
    year, words = _EVENTS[month, day]
    if published is not None and published < date(year, month, day):
        return None
    following = found.tokens[found.after : found.after + _REACH]
    return year if any(token.word in words for token in following) else None
