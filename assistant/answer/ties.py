"""How a phrase of the conversation ties to a question that leaves something open: its features."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.answer.event_words import names_event
from assistant.answer.holes import Holes
from assistant.answer.mentions import Mention, has_article, is_plural, names_person
from assistant.answer.places import is_place
from assistant.answer.words import stem

# Beyond this many turns one is as far as another.
_FAR: Final = 6
_MOST: Final = 6
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


_SALIENT: Final = {"lastq.subject": 3, "lastq.object": 2, "lastq.asked": 2, "lastq.behind": 1}
# A capital behind a small word, or a possessor: "Kim’s visit", "the Oslo flood".
_HAS_NAME: Final = re.compile(r"[a-z]\S* [^\W\d_a-z]|[’']s? ")


def wanted_nouns(nouns: frozenset[str]) -> frozenset[str]:
    """Return the stems that a name may stand beside to be what these nouns mean."""
    return nouns.union(*(group for group in _LIKE if group & nouns))


def features(
    slot: str, holes: Holes, mention: Mention, among: Sequence[Mention], *, filled: bool = False
) -> dict[str, float]:
    """Return the features of one mention among all of the conversation for a slot, by name.

    `filled` tells that another slot of the question has been filled.
    """
    found = {name: 1.0 for name in _pairs(slot, holes, mention, among)}
    if filled:
        kinds = list(_kinds(mention, among, holes))
        found.update({f"filled:{kind}": 1.0 for kind in kinds}, filled=1.0)
    found["count"] = math.log(mention.count)
    found["ago"] = min(mention.ago, _FAR) / _FAR
    size = min(len(mention.stems), _MOST)
    found[f"{slot}:salience"] = float(_salience(mention))
    found["words"] = found[f"{slot}:size"] = float(size)
    if not any("title" in other.places for other in among):
        kinds = list(_kinds(mention, among, holes))
        found.update({f"untitled:{slot}:{kind}": 1.0 for kind in kinds})
        found[f"untitled:{slot}:size"] = float(size)
    fresh = [m for m in among if "lasttext" in m.places and not m.is_name]
    if "lasttext" in mention.places:
        found["crowd.name" if mention.is_name else "crowd.words"] = math.log(1 + len(fresh))
    return found


def _pairs(slot: str, holes: Holes, mention: Mention, among: Sequence[Mention]) -> Iterator[str]:
    kinds = list(_kinds(mention, among, holes))
    yield from kinds
    yield from (f"{slot}:{kind}" for kind in kinds)
    if slot != "context":
        return
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
    yield from (f"{sort}.{kind}" for kind in _shapes(mention))
    yield from _shared(mention, holes, sort)
    if any(character.isdigit() for character in mention.text):
        yield f"{sort}.digits"
    if len(mention.stems) == 1:
        yield f"{sort}.one"


def _shared(mention: Mention, holes: Holes, sort: str) -> Iterator[str]:
    """Yield what a phrase, or what stands beside it, has in common with the question."""
    if mention.stems & holes.stems:
        yield f"{sort}.partly"
    if mention.is_name and any(mention.stems.issuperset(name.stems) for name in holes.names):
        yield "fuller"
    if wanted_nouns(holes.nouns) & mention.beside:
        yield f"{sort}.noun.beside"
    if wanted_nouns(holes.nouns) & mention.stems:
        yield f"{sort}.noun.inside"
    head = stem(mention.head)
    if head in wanted_nouns(holes.nouns):
        yield "head"
    elif head in holes.stems:
        yield "head.said"


def _salience(mention: Mention) -> int:
    """Return how likely a phrase is spoken of next: what was answered, then the subject."""
    if "answered" in mention.places:
        return 4 + ("does" in mention.places)
    return max((_SALIENT.get(place, 0) for place in mention.places), default=0)


def _shapes(mention: Mention) -> Iterator[str]:
    """Yield what a phrase can be by its form: one thing or several, a person, an event."""
    if is_plural(mention.text):
        yield "plural"
    if names_person(mention):
        yield "person"
    if _HAS_NAME.search(mention.text):
        yield "named"
    if names_event(mention.head):
        yield "event"
    if has_article(mention.text):
        yield "article"


def _name_kinds(mention: Mention, among: Sequence[Mention]) -> Iterator[str]:
    names = [other for other in among if other.is_name]
    if mention.count == max(other.count for other in names):
        yield "main"
    if mention.led in {"in", "at", "to", "from", "near"} or is_place(mention.text):
        yield "place"
    if mention.led == "the":
        yield "the"
    if len(mention.stems) > 1:
        yield "full"
    if "lasttext" in mention.places:
        shown = [other for other in names if "lasttext" in other.places]
        yield "sole" if len(shown) == 1 else "several"
        if len([other for other in among if "lasttext" in other.places]) <= _BRIEF:
            yield "brief"
