"""Puts the phrases that a question stands for into its words, so that it can be read alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answer.event_words import names_event
from assistant.answer.holes import Holes
from assistant.answer.mentions import Mention, same_name
from assistant.answer.names import find_names, name_stems
from assistant.answer.places import is_place
from assistant.answer.pronouns import AFTER_OBJECT, PERSONS, PRONOUNS
from assistant.answer.words import stem

_POSSESSIVES: Final = frozenset({"his", "her", "hers", "their", "theirs", "its"})
# Words of names that are no person's.
_BODY_WORDS: Final = """
    school university college court party bank company inc corp department ministry agency senate
    congress parliament police committee council union association club airlines airport hospital
    church street avenue road river lake island county city state states stadium house square
    tower bridge park act award awards times post journal republican democrat republicans democrats
    station photos photo
"""
_BODIES: Final = frozenset(_BODY_WORDS.split())
# "R-Calif." behind a member's name.
_PARTY_MARK: Final = re.compile(r"[RDI]-[A-Z]")
_TITLE_WORDS: Final = """
    president former vice prime minister senator sen gov governor mayor judge justice queen king
    prince princess pope secretary republican democratic rep mr mrs ms dr
"""
_TITLES: Final = frozenset(stem(word) for word in _TITLE_WORDS.split())
# As few capitals alone are an abbreviation: US, FAA, NATO.
_ABBREVIATION: Final = re.compile(r"(?:[A-Z]\.?){2,5}$")
_HAPPENED: Final = re.compile(r"(?:and )?what(?: else)? happened(?: next| then| later)?$", re.I)
_THE: Final = re.compile(r"\b(?:the|this|that) ([a-z]+)\b(?! [a-z]+(?:s|tion|er)\b)", re.I)
_ENDS_IN_LEAD: Final = re.compile(r"\b(?:in|at|to|from|of|by|with|about|for|on)$", re.IGNORECASE)
_THERE: Final = re.compile(r"\bthere\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choice:
    """A mention with its probability to be meant, in (0, 1)."""

    mention: Mention
    probability: float


def rewrite(asked: str, holes: Holes, choices: Sequence[Choice]) -> str:
    """Return the question with the chosen phrases in it, most probable first.

    Names take the place of pronouns and of their own short forms; the rest is added behind, after
    "besides" where the question asks for others.
    """
    left = [choice.mention for choice in sorted(choices, key=lambda c: -c.probability)]
    text = asked
    for mention in list(left):
        longer = _completed(text, mention)
        if longer:
            text = longer
            left.remove(mention)
    for label in ("he", "she", "they", "it"):
        if label in holes.labels:
            filler = next((m for m in left if fits(label, m)), None)
            if filler:
                text = replaced(text, PRONOUNS[label], filler.text)
                left.remove(filler)
    place = next((m for m in left if fits("there", m)), None)
    if "there" in holes.labels and place:
        text = _THERE.sub(f"in {place.text}", text, count=1)
        left.remove(place)
    return _with_rest(text, left, holes)


def fits(label: str, mention: Mention) -> bool:
    """Tell whether a mention can stand for a pronoun, or for "there"."""
    if label == "there":
        return mention.is_name and (
            is_place(mention.text) or mention.led in {"in", "at", "to", "from", "near", "visit"}
        )
    if not mention.is_name or mention.text[0].isdigit() or mention.part_of_event:
        return False
    if label == "they" and names_event(mention.text):
        return False
    return label not in PERSONS or is_person(mention.text)


def is_person(name: str) -> bool:
    """Tell whether a name may be a person's: not a place, a body, an event, an abbreviation."""
    if is_place(name) or names_event(name) or _ABBREVIATION.match(name):
        return False
    parts = name.lower().split()
    return "of" not in parts and parts[-1] not in _BODIES and not _PARTY_MARK.match(name)


def completes(mention: Mention, holes: Holes) -> bool:
    """Tell whether a mention is the full form of a name in the question."""
    own = name_stems(mention.text)
    return any(_fuller(own, name) for name in holes.names)


def _fuller(own: Sequence[str], name: Sequence[str]) -> bool:
    """Tell a full name from its short form, not "President Trump" or "White House"."""
    if len(name) >= len(own) or not same_name(name, own) or is_place(" ".join(own)):
        return False
    return not set(own) - set(name) <= _TITLES


def _completed(text: str, mention: Mention) -> str | None:
    """Return the text with a short form of the name in full, None where it has none."""
    own = name_stems(mention.text)
    for name in find_names(text) if mention.is_name else []:
        if _fuller(own, name.stems):
            return text[: name.start] + mention.text + text[name.end :]
    return None


def replaced(text: str, forms: str, name: str) -> str:
    """Return the text with `name` for the first of the pronoun's forms, possessive as it was."""
    match = re.search(rf"\b(?:{forms})\b(?:[’']s\b)?", text, re.IGNORECASE)
    if not match:
        return text
    word = match.group().lower()
    owned = word in _POSSESSIVES and not (word == "her" and AFTER_OBJECT.match(text[match.end() :]))
    contracted = word.endswith(("'s", "’s"))
    ending = " is" if contracted else ("’" if name.endswith("s") else "’s") if owned else ""
    return text[: match.start()] + name + ending + text[match.end() :]


def _with_rest(text: str, rest: Sequence[Mention], holes: Holes) -> str:
    if not rest:
        return text
    bare = text.rstrip(" ?.!")
    mark = text[len(bare) :].strip()
    names = [mention.text for mention in rest]
    if "other" in holes.labels and not re.search(r"\bbesides\b", bare, re.IGNORECASE):
        listed = ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
        return f"{bare}, besides {listed}{mark}"
    led = _preposition(bare, rest[0]) if len(rest) == 1 else None
    if led:
        return f"{bare} {led} {names[0]}{mark}"
    inner = f" ({'; '.join(names)})"
    noun = next((m for m in _THE.finditer(bare) if stem(m[1]) in holes.nouns), None)
    end = noun.end() if noun else len(bare)
    return f"{bare[:end]}{inner}{bare[end:]}{mark}"


def _preposition(text: str, mention: Mention) -> str | None:
    """Return what joins a mention to the end of the question without brackets, where it can be."""
    if _HAPPENED.match(text) and mention.is_name and is_person(mention.text):
        return "to"
    place = is_place(mention.text) and mention.led in {"in", "from", "near"}
    return "in" if place and not _ENDS_IN_LEAD.search(text) else None
