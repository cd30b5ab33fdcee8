"""Tells weekdays, months and "today" that are part of a name: the Sunday Times, Theresa May."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.answer.timex.grammar import Found
from assistant.answer.timex.lexicon import word_set
from assistant.answer.timex.tokens import Token

# What follows a weekday, "Today" or a part of the day in the names of papers and broadcasts.
_AFTER: Final = word_set(
    "times post telegraph herald mail express mirror review tribune gazette chronicle journal "
    "football live lights show magazine newspaper massacre bash"
)
# What stands before one in the name of a paper, a sale, a feast or an event.
_BEFORE: Final = word_set(
    "usa voa russia black bloody cyber super ash palm fat shrove wacky giving freaky"
)
_NAMED: Final = ("weekday", "today", "tonight", "part")
_TITLES: Final = word_set("theresa mrs mr ms")
# Words after which even a politician called May leaves the month likelier.
_MONTH_AFTER: Final = word_set("in since until till through last late early mid")


def is_name(found: Found) -> bool:
    """Tell whether a match is part of a name."""
    last, following, before = found.inside[-1], found.next(), found.before()
    if last.kind in _NAMED and following is not None and following.word in _AFTER:
        return last.capital and following.capital
    if last.kind == "part" and last.capital and following is not None and following.capital:
        return True
    first = found.inside[0]
    if first.kind not in _NAMED or not first.capital:
        return False
    return before is not None and before.capital and before.word in _BEFORE


def names_a_person(tokens: Sequence[Token]) -> bool:
    """Tell whether a text has somebody called May, as in "Theresa May" and "Mrs May"."""
    for index, token in enumerate(tokens):
        if token.kind != "maybe" or token.word != "may" or index == 0:
            continue
        left = tokens[index - 1]
        # "When May comes" begins a sentence; its "When" is no first name.
        begins = index == 1 or tokens[index - 2].kind not in ("w", "name", "comma")
        person = left.word in _TITLES or (left.kind == "name" and not begins)
        following = tokens[index + 1].kind if index + 1 < len(tokens) else ""
        if person and following not in ("d31", "nth", "year", "comma"):
            return True
    return False


def is_person(found: Found) -> bool:
    """Tell whether "May" of a match is likelier that somebody than the month."""
    before, only = found.before(), found.inside[0]
    if len(found.inside) != 1 or only.word != "may":
        return False
    return before is None or before.word not in _MONTH_AFTER
