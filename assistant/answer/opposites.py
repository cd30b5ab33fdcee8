"""Words that turn a deed into its opposite: "won" and "lost", "voted for" and "against"."""

from __future__ import annotations

import re
from typing import Final

from assistant.answer.words import stem, words

_PAIRS: Final = """
    made make reach reached/miss missed missing fail failed
    won win wins winning/lost lose loses losing
    hire hired hires hiring recruit add added/fire fired cut cutting dismiss laid layoff
    open opened opening reopen reopened/close closed closing shut
    rise rose risen grew grow increase gained/fall fell fallen drop dropped decrease
    arrive arrived came entered/leave left departed
    support back backed favor approve approved/oppose opposed reject rejected against
    buy bought acquire acquired/sell sold
    join joined/quit withdrew withdrawn
    convicted guilty/acquitted cleared
    remain remained stay stayed intact spared/destroyed demolished removed
    save saved rescued survive survived/drowned
    start started begin began/end ended finish finished
    import imported/export exported
    men man male boys/women woman female girls
"""
_OPPOSITES: Final = tuple(
    tuple(frozenset(stem(word) for word in side.split()) for side in line.split("/"))
    for line in _PAIRS.strip().splitlines()
)
# "Not four" denies a number, not the deed.
_DENIAL: Final = re.compile(
    r"\b(?:never|nobody|neither|nor|none|without|fail(?:ed|s)? to|not(?! (?:\d|one|two|three|four"
    r"|five|six|seven|eight|nine|ten)))\b|n[’']t\b",
    re.IGNORECASE,
)


def tell_opposites(one: str, other: str) -> bool:
    """Tell whether one sentence has a word whose opposite the other has, or only one denies."""
    if bool(_DENIAL.search(one)) != bool(_DENIAL.search(other)):
        return True
    mine, theirs = (frozenset(map(stem, words(text))) for text in (one, other))
    return any(
        _only(mine, first, second) and _only(theirs, second, first)
        or _only(mine, second, first) and _only(theirs, first, second)
        for first, second in _OPPOSITES
    )  # fmt: skip


def _only(told: frozenset[str], side: frozenset[str], opposite: frozenset[str]) -> bool:
    return not told.isdisjoint(side) and told.isdisjoint(opposite)
