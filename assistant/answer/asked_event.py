"""The event that a question asks about: its verb, and who does it to whom; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from assistant.answer.names import TITLES, Name
from assistant.answer.question_verbs import base_of, is_verb
from assistant.answer.words import STOP_WORDS, stem

Role = Literal["doer", "target"]

_ADVERB: Final = r"(?:also|even|ever|first|finally|once|last|later|then|still|now|again|\w+ly)"
# What stands before a name and is no part of it: "the", "former president".
_BEFORE: Final = r"(?:(?:the|former|then|president|senator|governor|mayor|judge) )*"
_PAST_AUXILIARY: Final = re.compile(
    r"\b(?P<word>did|was|were|has|have|had)(?:n[’']t)? ", re.IGNORECASE
)
_PASSIVE: Final = frozenset({"was", "were"})
_VERB: Final = re.compile(rf" (?:{_ADVERB} )*(?P<verb>[a-z]+)\b")
_BY: Final = re.compile(rf" by {_BEFORE}$")
_NEXT: Final = re.compile(rf" {_BEFORE}$")
_AND: Final = re.compile(rf" and {_BEFORE}")
_FIRST: Final = re.compile(_BEFORE, re.IGNORECASE)
_ASKS_WHO: Final = re.compile(r"^(?:and |so |but )?(?:who|what|which|whose)\b", re.IGNORECASE)
# "Who replaced Venn?" and "Who was accused by Venn?", up to the name.
_WHO_DID: Final = re.compile(rf"^[^,;:]*? (?P<verb>[a-z]+) {_BEFORE}$")
_WHO_WAS: Final = re.compile(rf"^[^,;:]*?\b(?:was|were|been) (?P<verb>[a-z]+) by {_BEFORE}$")
# Whoever meets somebody is met.
_MUTUAL_VERBS: Final = """
    agree debate date deal divorce face fight join marry meet merge partner play separate share
    speak split talk tie
"""
_MUTUAL: Final = frozenset(map(stem, _MUTUAL_VERBS.split()))
_TITLE_STEMS: Final = frozenset(map(stem, TITLES))
# A question with one of these asks for plans, chances or refusals, or leaves the past.
_OPEN: Final = re.compile(
    r"\b(?:will|would|could|might|should|can|going to|due|(?:is|are|was|were) to|set to|next"
    r"|(?:expect|plan|schedul|suppos|hop|want|propos|aim|intend|forecast|predict|possib|consider"
    r"|threat|promis|pledg|vow|refus|declin|reject|fail|den[iy]|cancel|postpon|prevent|avoid)\w*"
    r"|not|never|without|if)\b|n[’']t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AskedEvent:
    """What a question takes to have happened: the stem of its verb, and what names do in it.

    `roles` are the stems of a name with its part in the event; none of a mutual one ("meet").
    """

    verb: str
    roles: tuple[tuple[frozenset[str], Role], ...] = ()


def asked_event(query: str, names: Sequence[Name]) -> AskedEvent | None:
    """Return the past event that a question asks about, where its wording tells the verb.

    Questions for plans, chances and refusals have none, nor have those of the present.
    """
    if _OPEN.search(query):
        return None
    found = _behind_auxiliary(query, names) or _behind_who(query, names)
    if found is None or found[0] in STOP_WORDS:
        return None
    verb, roles = verb_stem(found[0]), found[1]
    told = [(frozenset(name.stems) - _TITLE_STEMS, role) for name, role in roles]
    return AskedEvent(verb, () if verb in _MUTUAL else tuple(told))


def verb_stem(word: str) -> str:
    """Return the stem of a verb's base form: "met" and "meets" are forms of "meet"."""
    return stem(base_of(word) or word.lower())


_Found = tuple[str, list[tuple[Name, Role]]]


def _behind_auxiliary(query: str, names: Sequence[Name]) -> _Found | None:
    """Read "did Venn sue Brook", "was Venn sued by Brook", "did Venn and Brook meet"."""
    auxiliary = _PAST_AUXILIARY.search(query)
    subjects = _subjects(query, names, auxiliary.end()) if auxiliary else []
    verb = _VERB.match(query, subjects[-1].end) if subjects else None
    if not auxiliary or not verb:
        return None
    passive = auxiliary["word"].lower() in _PASSIVE
    if passive and not _is_past(verb["verb"]):
        return None
    roles: list[tuple[Name, Role]] = [(name, "target" if passive else "doer") for name in subjects]
    other = next((name for name in names if name.start >= verb.end()), None)
    between = query[verb.end() : other.start] if other else ""
    if other and (_BY if passive else _NEXT).fullmatch(between):
        roles.append((other, "doer" if passive else "target"))
    return verb["verb"], roles


def _subjects(query: str, names: Sequence[Name], start: int) -> list[Name]:
    """Return the names that stand from `start` on, joined by "and"."""
    found: list[Name] = []
    for name in names:
        if name.start >= start:
            if not (_AND if found else _FIRST).fullmatch(query, start, name.start):
                break
            found.append(name)
            start = name.end
    return found


def _behind_who(query: str, names: Sequence[Name]) -> _Found | None:
    """Read "who replaced Venn", "who was accused by Venn"."""
    if not names or not _ASKS_WHO.match(query):
        return None
    before = query[: names[0].start]
    accused = _WHO_WAS.match(before)
    if accused:
        return accused["verb"], [(names[0], "doer")]
    did = None if _PAST_AUXILIARY.search(before) else _WHO_DID.match(before)
    if did and _is_past(did["verb"]):
        return did["verb"], [(names[0], "target")]
    return None


def _is_past(word: str) -> bool:
    return word.endswith("ed") or is_verb(word, "past", "participle")
