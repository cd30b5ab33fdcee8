"""Tells by the words beside a date that it lies behind, whatever the verbs say: "Monday's fire"."""

from __future__ import annotations

from typing import Final

from assistant.answer.timex.grammar import Found
from assistant.answer.timex.lexicon import word_set

# What nobody announces: who writes of it knows that it happened.
_UNPLANNED: Final = word_set(
    "fire fires wildfire wildfires blaze shooting shootings attack attacks bombing bombings blast "
    "explosion explosions crash crashes collision derailment collapse earthquake quake tremor "
    "tsunami flood floods flooding mudslide landslide avalanche tornado tornadoes storm storms "
    "outage blackout accident accidents disaster tragedy massacre killing killings murder murders "
    "death deaths stabbing robbery assault breach leak spill outbreak incident violence riot "
    "riots unrest mutiny coup arrest arrests loss losses defeat win victory"
)
# Words between a date and the noun it belongs to: "Monday's deadly hotel fire".
_NOUN_REACH: Final = 4
# What somebody stated or measured at a time, and what may be stated later: "its June report".
_FORESEEN: Final = word_set(
    "estimate estimates forecast forecasts projection projections outlook guidance prediction "
    "figure figures level low high peak record total average"
)
_FOUND: Final = word_set("survey poll report statement reading")
_OWNERS: Final = word_set("its their his her our")
_LEANING: Final = _OWNERS | word_set("the a an that in last")
_COMPARED: Final = word_set("than versus vs since")
# "Most recently in January".
_RECENT: Final = word_set("recently lately previously")
# "No later than Friday" is a deadline.
_BOUNDS: Final = word_set("later sooner earlier")


def lies_behind(found: Found) -> bool:
    """Tell "Monday's fire", "its December estimate" and "higher than in March"."""
    near = found.before()
    if near is None:
        return _names_what_happened(found, owned=False)
    before = [token.word for token in found.tokens[max(0, found.first - 4) : found.first]]
    if before[-2:-1] and before[-2] in _RECENT and before[-1] in ("in", "on"):
        return True
    owned = before[-1] in _LEANING and before[-1] != "in"
    if _names_what_happened(found, owned=owned):
        return True
    while before and before[-1] in _LEANING:
        before.pop()
    if _is_comparison(before):
        return True
    following = found.next()
    if following is None:
        return False
    if before[-1:] == ["from"]:
        return following.word in _FOUND | _FORESEEN
    return near.word in _OWNERS and following.word in _FORESEEN


def is_as_of(found: Found) -> bool:
    """Tell "as of June 30", for which an updated page often has a day after its date."""
    near, far = found.before(), found.before(2)
    return near is not None and far is not None and (far.word, near.word) == ("as", "of")


def _names_what_happened(found: Found, *, owned: bool) -> bool:
    """Tell "Monday's fire" and "the July fire" from "on Monday fire broke out"."""
    following = found.next()
    own = following is not None and following.kind == "own"
    if not own and not owned:
        return False
    for token in found.tokens[found.after + own : found.after + own + _NOUN_REACH]:
        if token.word in _UNPLANNED:
            return True
        if token.kind not in ("w", "name", "hyphen"):
            return False
    return False


def _is_comparison(before: list[str]) -> bool:
    far, near = (["", "", *before])[-2:]
    if near in _COMPARED:
        return far not in _BOUNDS
    return far == "compared" and near in ("with", "to")
