"""What a follow-up question means, given what was asked and shown before."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Final

from assistant.answer.clause import parse
from assistant.answer.conversation import Turn, known_names, names_of, turns
from assistant.answer.ellipsis import acted, complete, counted
from assistant.answer.holes import Holes, find_holes
from assistant.answer.kinds import OPENING, question_kind
from assistant.answer.mentions import (
    Mention,
    asks_for_subject,
    is_plural,
    mentions,
    names_person,
)
from assistant.answer.places import is_place
from assistant.answer.pronouns import PERSONS, PRONOUNS
from assistant.answer.rewrite import Choice, completes, fits, is_person, rewrite
from assistant.answer.speech import listed
from assistant.answer.ties import features, wanted_nouns
from assistant.answer.words import content_words, stem

WEIGHTS_FILE: Final = Path(__file__).with_name("follow_up.json")
_FITTED: Final = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
BIAS: Final[float] = _FITTED["bias"]
WEIGHTS: Final[Mapping[str, float]] = _FITTED["weights"]
# Where the added words' F1 is best on the training part of `news_follow_ups`; it is flat around.
LIKELY: Final = 0.15
# A second addition is wrong more often.
SURE: Final = 0.25
# What a question was about is said by its main phrases, not by the parts of those.
_MAIN: Final = frozenset(f"lastq.{role}" for role in ("subject", "object", "behind", "time"))
BESIDE: Final = frozenset({"noun", "context"})
HEADINGS: Final = frozenset({"title", "section"})
SLOTS: Final = (*PRONOUNS, "there", "then", "one", "bare", "noun")
# They are held over a place: "the governor" of which state?
OFFICES: Final = frozenset(
    map(stem, listed("governor mayor president premier minister senator sheriff police king queen"))
)
BODIES: Final = frozenset(map(stem, listed("company firm chain team club airline bank maker")))
_THOSE: Final = frozenset(
    {"answered", "lastq.asked", "lastq.subject", "lastq.object", "lastq.behind"}
)
_SOMEBODY: Final = frozenset({*PERSONS, "they"})
# A pronoun must stand for something.
MUST: Final = frozenset({*PRONOUNS, "there", "then", "one", "bare"})


def stand_alone(asked: str, history: Sequence[str]) -> str:
    """Return the question as it would be asked without the conversation before it.

    Words are added from `history` only; a question that stands alone is returned as it is.
    """
    known = known_names(history)
    return _reading(asked, read_turns(history, known), frozenset(), known)


def read_turns(history: Sequence[str], known: frozenset[str]) -> list[Turn]:
    """Return what was said, oldest first, each question as it is read alone.

    `known` are the words of the names in it.
    """
    said: list[Turn] = []
    given = turns(history, known)
    for index, turn in enumerate(given):
        whole = turn.text
        if turn.form == "question":
            shown = list(takewhile(lambda other: other.form == "text", given[index + 1 :]))
            whole = _reading(whole, *_told(whole, said, shown), known)
        told = replace(turn, text=whole, names=tuple(names_of(whole, known)))
        said.append(turn if whole == turn.text else told)
    return said


def _told(
    asked: str, said: Sequence[Turn], shown: Sequence[Turn]
) -> tuple[Sequence[Turn], frozenset[str]]:
    """Return what an earlier question may lean on, and the pronouns of those who were not shown.

    Whom "who was arrested?" found is said only in what was shown for it, or for the next question,
    "where was he born?".
    """
    if not said or said[-1].form != "question" or not find_holes(asked).labels & _SOMEBODY:
        return said, frozenset()
    clause = parse(said[-1].text, said[-1].names)
    if not asks_for_subject(clause) or question_kind(clause.text) != "who":
        return said, frozenset()
    among = mentions([*said, *shown])
    found = any("answered" in m.places and is_person(m.text) for m in among)
    return ([*said, *shown], frozenset()) if found else (said, _SOMEBODY)


@dataclass(frozen=True, slots=True)
class Open:
    """What a question leaves open in one slot, and the phrases that may fill it.

    A slot is a pronoun's label, "there", "then", "one", "bare" ("that"), "noun" ("the judge"),
    "name" (a short form), or "context", which may be added to a question that lacks it.
    """

    slot: str
    mentions: tuple[Mention, ...]


def open_slots(holes: Holes, among: Sequence[Mention]) -> list[Open]:
    """Return what a question leaves open, in the order in which it is filled.

    A question that stands alone can only have its names completed, or take the title that heads the
    conversation. One that does not point back, but says something, takes the topic of a heading, or
    what its "the ..." was called.
    """
    fresh = [m for m in among if m.stems - holes.stems and not _lone_verb(m)]
    # A long question about "Lula" says enough of him.
    short = () if holes.stands_alone and "long" in holes.labels else fresh
    found = [Open("name", tuple(m for m in short if m.is_name and completes(m, holes)))]
    if holes.stands_alone:
        fresh = [m for m in fresh if _heads(m, holes)]
    else:
        said_at_length = "long" in holes.labels and not holes.refers
        open_ones = [slot for slot in SLOTS if slot in holes.labels]
        open_ones = [slot for slot in open_ones if slot != "noun" or not said_at_length]
        found += [Open(slot, tuple(_fitting(slot, fresh, holes))) for slot in open_ones]
    if not any(HEADINGS & m.places for m in among):
        bare = bool(holes.bare) and "long" not in holes.labels
        lacking = holes.refers or bare or holes.says_little
        fresh = [m for m in fresh if m.places & _MAIN] if lacking else []
        if "timed" in holes.labels:
            fresh = [m for m in fresh if "lastq.time" not in m.places]
    elif not holes.stands_alone and not holes.refers and not holes.labels & {"tiny", "short"}:
        wanted = wanted_nouns(holes.nouns)
        fresh = [m for m in fresh if m.places & HEADINGS or wanted & (m.stems | m.beside)]
    return [*found, Open("context", tuple(fresh))]


def _is_bare(mention: Mention) -> bool:
    acts = mention.places & {"lastq.subject", "lastq.object"}
    return bool(acts) and mention.text.isalpha() and not is_plural(mention.text)


def _is_shown(mention: Mention) -> bool:
    """Tell "the 20-year-old man" of what was shown."""
    return "lasttext" in mention.places and not mention.is_name and names_person(mention)


def _is_alike(slot: str, holes: Holes, mention: Mention) -> bool:
    """Tell whether the question names what fills the slot by the phrase's own noun.

    "The council" is the Security Council; of "what kind of plane is it?" the plane.
    """
    if slot == "noun":
        # "Rapper Ada" is the rapper.
        called = mention.is_name and bool(mention.led) and stem(mention.led) in holes.nouns
        return called or stem(mention.head) in holes.nouns
    return slot in {"it", "they"} and stem(mention.head) in holes.asked


def _fitting(slot: str, among: Sequence[Mention], holes: Holes) -> list[Mention]:
    """Return what may fill a slot: only what is most like it, where something is."""
    found = [mention for mention in among if fits(slot, mention)]
    if slot in PERSONS and not found:
        # "When was modi elected?": nothing else can be "he".
        found = [mention for mention in among if _is_bare(mention) or _is_shown(mention)]
    if slot == "noun" and (holes.labels & PRONOUNS.keys() or not holes.bare):
        # "How much will they cost the city?" leans by its pronoun already; "that idea" is said so.
        return [mention for mention in found if _is_alike(slot, holes, mention)]
    headed = any("title" in mention.places for mention in found)
    if slot == "it":
        found = [mention for mention in found if not _is_part(mention, found)]
    alike = [mention for mention in found if _is_alike(slot, holes, mention)]
    if alike and not headed:
        return alike
    if slot == "noun":
        found = [m for m in found if m.places & _MAIN or m.is_name and "lastq" not in m.places]
    tests = (
        partial(_is_asked_for, slot, holes),
        partial(_is_thing, slot),
    )
    for is_likest in tests:
        likest = [mention for mention in found if is_likest(mention)]
        if likest and not headed:
            return likest
    return found


def _is_part(mention: Mention, among: Sequence[Mention]) -> bool:
    """Tell "Aurora" where it only says which hotel: "the Aurora hotel" is meant."""
    whole = [other for other in among if other.places & {"lastq.subject", "lastq.object"}]
    return mention.is_name and any(other.stems > mention.stems for other in whole)


def _is_thing(slot: str, mention: Mention) -> bool:
    """Tell a thing from who was asked for, and from where it is: that is "there" sooner."""
    if "answers.who" in mention.places:
        return False
    placed = mention.is_name and mention.led in {"in", "near", "at"}
    return slot == "it" and not is_place(mention.text) and not placed


def _is_asked_for(slot: str, holes: Holes, mention: Mention) -> bool:
    """Tell whether a phrase is what the question before asked for, or those it asked about."""
    if slot == "noun":
        if BODIES & holes.nouns:
            person = is_person(mention.text) and len(mention.stems) > 1
            return mention.is_name and not person and not is_place(mention.text)
        return bool(OFFICES & holes.nouns) and is_place(mention.text)
    if slot == "one":
        return "lastq.asked" in mention.places
    if slot == "it":
        answered = {"answered", "answers.what"} <= mention.places
        return answered or "lastq.asked" in mention.places
    if slot == "they":
        # "Who runs the ferries?" - the firm does, and it is "they".
        several = is_plural(mention.text)
        answered = {"answered", "answers.who"} <= mention.places
        return answered or several and bool(mention.places & _THOSE)
    return slot in PERSONS and "answered" in mention.places


def _heads(mention: Mention, holes: Holes) -> bool:
    # "What is creationism?" asks for no more, whatever the page is about.
    return mention.is_name and "title" in mention.places and "definition" not in holes.labels


def _lone_verb(mention: Mention) -> bool:
    # "besides Kim and visited" is no question.
    return not mention.is_name and re.fullmatch(r"\w+(?:ed|ing)", mention.text) is not None


def probability(row: dict[str, float]) -> float:
    """Return the probability that the phrase with these features is meant."""
    total = BIAS + sum(WEIGHTS.get(name, 0.0) * value for name, value in row.items())
    return 1.0 / (1.0 + math.exp(-total))


def _reading(
    asked: str, said: Sequence[Turn], unknown: frozenset[str], known: frozenset[str]
) -> str:
    """Return how a question reads alone; pronouns in `unknown` stay, `known` are words of names."""
    if not said or not asked:
        return asked
    among = mentions(said)
    earlier = next((turn for turn in reversed(said) if turn.form == "question"), None)
    whole = complete(asked, earlier.text, _answer(among), earlier.names) if earlier else None
    if whole:
        return whole
    if earlier:
        asked = acted(counted(asked, earlier.text), earlier.text, earlier.names)
    holes = find_holes(asked, known)
    chosen = _chosen(holes, among, unknown)
    if not _follows(asked, holes, said):
        chosen = [choice for choice in chosen if choice.slot != "context"]
    return rewrite(asked, holes, chosen)


def _follows(asked: str, holes: Holes, said: Sequence[Turn]) -> bool:
    """Tell whether a question points back, goes on with "and", or has a word of what was said.

    "How long did the visit last?" goes on behind "when did Kim visit China?", and so does "how
    many people died?", which asks too little alone. "What is the price of gold?" leaves it, and so
    does "asdf".
    """
    asks_little = bool(holes.labels & {"tiny", "short"}) and bool(parse(asked).verb)
    if holes.refers or holes.bare or asks_little or OPENING.match(asked):
        return True
    return any(holes.stems & frozenset(map(stem, content_words(turn.text))) for turn in said)


def _answer(among: Sequence[Mention]) -> str:
    """Return who was named in what was shown for "who"; empty where nobody was."""
    named = [m for m in among if "answers.who" in m.places and fits("he", m)]
    best = max(
        named, key=lambda m: ("does" in m.places, "lasttext.first" in m.places), default=None
    )
    return best.text if best else ""


def _chosen(
    holes: Holes, among: Sequence[Mention], unknown: frozenset[str] = frozenset()
) -> list[Choice]:
    """Return for each slot what it stands for, and the context that is likely meant."""
    chosen: list[Choice] = []
    for open_one in open_slots(holes, among):
        slot = open_one.slot
        fresh = [m for m in open_one.mentions if _is_new(m, chosen)]
        if slot == "context" and chosen:
            fresh = [m for m in fresh if _may_follow(m, chosen)]
        rows = [features(slot, holes, m, among, filled=bool(chosen)) for m in fresh]
        rated = [Choice(slot, m, probability(row)) for m, row in zip(fresh, rows, strict=True)]
        best = max(rated, key=lambda choice: choice.probability, default=None)
        if best and slot not in unknown and (slot in MUST or _is_likely(best, beside=chosen)):
            chosen.append(best)
    return chosen


def _may_follow(mention: Mention, chosen: Sequence[Choice]) -> bool:
    """Tell what may be added to a question beside what fills its pronouns: "in the Oslo flood"."""
    if mention.places & HEADINGS:
        return True
    if any("answered" in choice.mention.places for choice in chosen):
        # Who was arrested is known now: over what is said already.
        return False
    acts = mention.places & {"lastq.subject", "lastq.object"}
    return "lastq.behind" in mention.places or (bool(acts) and not mention.is_name)


def _is_likely(choice: Choice, *, beside: Sequence[Choice]) -> bool:
    """Tell whether a phrase is likely meant; `beside` are those chosen before it."""
    added = choice.slot in BESIDE and not choice.mention.places & HEADINGS
    return choice.probability >= (SURE if beside and added else LIKELY)


def _is_new(mention: Mention, chosen: Sequence[Choice]) -> bool:
    """Tell whether more than half of a phrase's words are said by none that is chosen."""
    known = frozenset[str]().union(*(choice.mention.stems for choice in chosen))
    return len(mention.stems & known) * 2 < len(mention.stems)
