"""How a phrase of the conversation ties to a question that leaves something open: its features."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.answer.holes import Holes
from assistant.answer.mentions import Mention
from assistant.answer.places import is_place
from assistant.answer.words import stem

# Beyond this many turns one is as far as another.
_FAR: Final = 6
# A text of so few phrases is a direct answer, and its name is likely meant next.
_BRIEF: Final = 2


# Nouns that are said for one another: a name beside one of them is meant by the others too.
_LIKE: Final = tuple(
    frozenset(stem(word) for word in line.split())
    for line in (
        "album record lp ep release", "song single track hit", "movie film picture premiere",
        "show series episode program programme season", "book novel memoir work story",
        "band group", "team club side", "award prize medal honor honour title",
        "company firm business corporation", "country nation state", "city town place",
        "election vote race", "fire wildfire blaze", "storm hurricane", "law bill act measure",
        "war battle fight conflict", "meeting summit talks", "crash accident",
        "role part character", "school college university", "tour concert performance gig",
        "game match final season",
    )
)  # fmt: skip


def wanted_nouns(nouns: frozenset[str]) -> frozenset[str]:
    """Return the stems that a name may stand beside to be what these nouns mean."""
    return nouns.union(*(group for group in _LIKE if group & nouns))


def features(holes: Holes, mention: Mention, among: Sequence[Mention]) -> dict[str, float]:
    """Return the features of one mention among all of the conversation, by name."""
    found = {name: 1.0 for name in _pairs(holes, mention, among)}
    found["count"] = math.log(mention.count)
    found["ago"] = min(mention.ago, _FAR) / _FAR
    found["words"] = float(len(mention.stems))
    fresh = [m for m in among if "lasttext" in m.places and not m.is_name]
    if "lasttext" in mention.places:
        found["crowd.name" if mention.is_name else "crowd.words"] = math.log(1 + len(fresh))
    return found


def _pairs(holes: Holes, mention: Mention, among: Sequence[Mention]) -> Iterator[str]:
    kinds = list(_kinds(mention, among, holes))
    yield from kinds
    for label in holes.labels:
        yield from (f"{label}:{kind}" for kind in kinds)
    if not holes.refers:
        yield from (f"none:{kind}" for kind in kinds)


def _kinds(mention: Mention, among: Sequence[Mention], holes: Holes) -> Iterator[str]:
    sort = "name" if mention.is_name else "words"
    yield sort
    yield from (f"{sort}.{place}" for place in mention.places)
    if mention.is_name:
        yield from _name_kinds(mention, among)
    elif mention.text.split()[0].lower().endswith(("ed", "ing")):
        yield "verb"
    if mention.stems & holes.stems:
        yield f"{sort}.partly"
    if mention.is_name and any(mention.stems.issuperset(name) for name in holes.names):
        yield "fuller"
    if wanted_nouns(holes.nouns) & mention.beside:
        yield f"{sort}.noun.beside"
    if wanted_nouns(holes.nouns) & mention.stems:
        yield f"{sort}.noun.inside"
    if any(character.isdigit() for character in mention.text):
        yield f"{sort}.digits"
    if len(mention.stems) == 1:
        yield f"{sort}.one"


def _name_kinds(mention: Mention, among: Sequence[Mention]) -> Iterator[str]:
    names = [other for other in among if other.is_name]
    if mention.count == max(other.count for other in names):
        yield "main"
    if mention.led in {"in", "at", "to", "from", "near"} or is_place(mention.text):
        yield "place"
    if mention.led == "the":
        yield "the"
    if "lasttext" in mention.places:
        shown = [other for other in names if "lasttext" in other.places]
        yield "sole" if len(shown) == 1 else "several"
        if len([other for other in among if "lasttext" in other.places]) <= _BRIEF:
            yield "brief"
