"""The nouns that news calls events by: "the Maui wildfire", "Super Bowl"."""

from __future__ import annotations

from typing import Final

_EVENT_WORDS: Final = """
    wildfire wildfires fire fires blaze shooting shootings massacre attack attacks bombing bombings
    explosion explosions blast crash crashes collision derailment sinking earthquake quake tsunami
    eruption flood floods flooding mudslide landslide avalanche storm hurricane tornado tornadoes
    cyclone typhoon blizzard outbreak epidemic pandemic war battle invasion coup protest protests
    riot riots march rally strike strikes walkout shutdown election elections vote referendum
    primary summit meeting talks trial hearing inquiry lawsuit verdict ruling scandal wedding
    funeral ceremony game match final race tournament championship debate deal merger takeover
    accident disaster collapse siege raid murder murders killing killings kidnapping assassination
    recall breach hack leak visit trip regatta bowl cup olympics games series oscars grammys emmys
    awards marathon
"""
EVENT_WORDS: Final = frozenset(_EVENT_WORDS.split())
# As verbs these follow a subject: "when did Kim visit China", "why did the plane crash".
_VERB_WORDS: Final = """
    attack blast crash fire flood hack leak march match protest race raid rally recall riot siege
    storm strike strikes talks visit vote trip murder collapse deal
"""
ALSO_VERBS: Final = frozenset(_VERB_WORDS.split())


def names_event(name: str) -> bool:
    """Tell whether a name is an event's: its first or last word says so."""
    parts = name.lower().split()
    return bool(parts) and bool({parts[0], parts[-1]} & EVENT_WORDS)
