"""Finds the person that a pronoun stands for, where the sentences before it name exactly one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from assistant.answer.attribution import (
    Attribution,
    find_attributions,
    introduction,
    outermost,
)
from assistant.answer.places import is_place
from assistant.answer.quotations import QUOTED, mask_quotations
from assistant.answer.speakers import head_of, is_person_role
from assistant.answer.speech import BODIES, CALENDAR, OPENERS, PERSONS, SPEAKERS
from assistant.answer.subjects import is_many
from assistant.models import Span
from assistant.settings import CACHED_ARTICLES

_IN_A_PLACE: Final = re.compile(r"\b(?:In|At|From|Near)\s")
_ARTICLE: Final = re.compile(r"(?:[Bb]ut |[Yy]et |[Aa]nd )?[Tt]he ")
# Sentences looked back on for what a pronoun stands for.
_LOOK_BACK: Final = 4
# Characters of "But the" and the like before what a sentence is about.
_LEAD_IN: Final = 8
_SAID: Final = (
    "said|says|told|tells|added|adds|wrote|writes|asked|argued|warned|noted|tweeted|called"
)
_CAPITAL: Final = r"[^\W\d_a-z][\w’-]*(?:\.(?=\s?[A-Z]))?"
_RUN: Final = re.compile(
    rf"(?<![\w{QUOTED}]){_CAPITAL}(?:\s(?:(?:de|la|van|von|der|bin|al|da|del)\s)?{_CAPITAL})*"
)
_MALE: Final = re.compile(
    r"\bMr\.?$|\bSir$|\bKing$|\bPrince$|\bPope$|\b[Cc]hairman$|\b[Ss]pokesman$"
)
_FEMALE: Final = re.compile(r"\bMr?s\.?$|\bQueen$|\bPrincess$|\b[Cc]hairwoman$|\b[Ss]pokeswoman$")
_TITLE: Final = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Rev|Sen|Rep|Gov|Gen|Lt|Sgt|Col|Capt|Maj|President|Senator|Governor|Mayor"
    r"|Minister|Judge|Justice|Sheriff|Chief|Coach|Prince|Princess|King|Queen|Pope|Sir|Secretary"
    r"|coach|spokesman|spokeswoman|spokesperson|analyst|director|professor|actor|actress|singer"
    r"|author|president|minister|leader|attorney|lawyer|officer|chairman|founder|manager|quarterback"
    r"|captain|economist|researcher|scientist|mother|father|wife|husband|son|daughter|brother|sister)"
)
_TITLED: Final = re.compile(rf"\b{_TITLE}\.?,?\s({_CAPITAL}(?:\s{_CAPITAL}){{0,3}})")
# A name of two words or more beside a verb of saying.
_FULL: Final = rf"{_CAPITAL}(?:\s{_CAPITAL}){{1,3}}"
_SPEAKING: Final = re.compile(
    rf"({_FULL})(?:, [^,{QUOTED}\n]{{2,80}},)? (?:has |had |also |later )?(?:{_SAID})\b"
    rf"|\b(?:{_SAID}) (?:(?!(?:on|in|at|to|for|of|by|that|if|from|with|as)\b)[a-z]+ )?({_FULL})"
)
_ALONE_BEFORE: Final = re.compile(rf"(?:^|[^\w\s]\s*|[a-z]\s|{QUOTED}\s?)$")
_GOES_ON: Final = re.compile(r"[\w-]|\s[A-Z]")
_BEFORE_NAME: Final = 4
_ROLES: Final = "|".join(sorted(PERSONS))
_AGED: Final = re.compile(
    # "in Tolby, a judge": a place.
    rf"(?<!\bin )(?<!\bat )(?<!\bof )(?<!\bfrom )(?<!\bnear )({_CAPITAL}(?:\s{_CAPITAL}){{0,3}}), "
    rf"(?:\d{{1,3}}\b|who\b|(?:an?|the|his|her) (?:[\w’'-]+ ){{0,4}}(?:{_ROLES})\b)"
)


def antecedent(text: str, pronoun: str, position: int, sentences: Sequence[Span]) -> str | None:
    """Return what the pronoun at `position` stands for; None where it is not plain.

    For he and she the nearest sentence that names anybody outside quotation marks decides; it must
    name one. "It" is a body and "they" are several, if the sentence before has such a subject.
    """
    if pronoun.lower() in ("it", "they"):
        return _body(text, pronoun.lower(), position, sentences)
    masked, persons = mask_quotations(text), _persons(text)
    before = [(start, min(end, position)) for start, end in sentences if start < position]
    for start, end in reversed(before[-_LOOK_BACK:]):
        named = _named(masked, start, end, persons, pronoun.lower())
        unknown = _opens_unknown(masked, start, end, persons)
        if named or (unknown and " " in unknown):
            return next(iter(named.values())) if len(named) == 1 and not unknown else None
    return None


def _body(text: str, pronoun: str, position: int, sentences: Sequence[Span]) -> str | None:
    """Return the body or the several persons nearest before that speak or are spoken of."""
    masked = mask_quotations(text)
    before = [span for span in sentences if span[1] <= position]
    for start, end in reversed(before[-_LOOK_BACK:]):
        about = introduction(masked, start, end)
        # Only what a sentence begins with is what it is about.
        about = about if about and about.start <= start + _LEAD_IN else None
        for by in (about, outermost(find_attributions(masked, start, end), start, end)):
            if by and not by.pronoun and _stands_for(masked, pronoun, by):
                return by.name
    return None


def _stands_for(masked: str, pronoun: str, by: Attribution) -> bool:
    # "Clouds" may be one person's name.
    named = by.name.istitle() and by.name.lower() not in SPEAKERS and "and" not in by.name.split()
    several = is_many(by.name) and not named
    body = _is_body(masked, by) and not is_person_role(by.name)
    return several or body if pronoun == "they" else body and not several


def _is_body(masked: str, by: Attribution) -> bool:
    """Tell a body by its noun, its article or its capitals: a ministry, the Fed, NATO."""
    words = head_of(by.name).split()
    known = words[-1].lower() in BODIES
    article = _ARTICLE.match(masked, by.start, by.end) is not None
    capitals = len(words[-1]) > 1 and words[-1].isupper()
    return known or capitals or (article and words[-1][0].isupper())


def _opens_unknown(masked: str, start: int, end: int, persons: frozenset[str]) -> str:
    """Return the name that a sentence begins with, if it may be a person's that is not known."""
    first = _RUN.match(masked, start, end)
    name = _clean(first.group()) if first else ""
    return name if name and _person_like(name) and last_name(name) not in persons else ""


def _named(
    masked: str, start: int, end: int, persons: frozenset[str], pronoun: str
) -> dict[str, str]:
    """Return the persons that a sentence names, by their last names."""
    found: dict[str, str] = {}
    other = _FEMALE if pronoun == "he" else _MALE
    for match in _RUN.finditer(masked, start, end):
        name = _clean(match.group())
        key = last_name(name)
        if key in persons and not _titled(other, masked, match):
            found[key] = max(found.get(key, ""), name, key=len)
    return found


def _titled(title: re.Pattern[str], masked: str, name: re.Match[str]) -> bool:
    before = masked[max(0, name.start() - 20) : name.start()].rstrip()
    return bool(title.search(before) or title.search(name.group().split()[0]))


def last_name(name: str) -> str:
    """Return what a person is called by after the first mention."""
    parts = [part for part in name.split() if part.rstrip(".") not in ("Jr", "Sr", "II", "III")]
    return parts[-1].removesuffix("'s").removesuffix("’s") if parts else name


def _clean(run: str) -> str:
    words = re.sub(r"[’']s$", "", run).split()
    while words and words[0].lower().strip(".") in OPENERS | CALENDAR:
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=CACHED_ARTICLES)
def _persons(text: str) -> frozenset[str]:
    """Return the last names of those that a text shows to be persons."""
    masked = mask_quotations(text)
    named = [match[1] for pattern in (_TITLED, _AGED) for match in pattern.finditer(masked)]
    found = [name for name in named if not _IN_A_PLACE.search(name)]
    speaking = (match[1] or match[2] for match in _SPEAKING.finditer(masked))
    found += [name for name in speaking if _by_last_name(masked, last_name(name))]
    return frozenset(last_name(_clean(name)) for name in found if _person_like(name))


def _by_last_name(masked: str, name: str) -> bool:
    """Tell whether a name stands alone too, as those of persons do and of bodies do not."""
    position = masked.find(name)
    while position >= 0:
        end = position + len(name)
        alone = _ALONE_BEFORE.search(masked[max(0, position - _BEFORE_NAME) : position])
        if alone and not _GOES_ON.match(masked, end):
            return True
        position = masked.find(name, end)
    return False


def _person_like(name: str) -> bool:
    words = _clean(name).split()
    body = any(word.lower() in BODIES for word in words)
    return (
        not body
        and not is_place(_clean(name))
        and 1 <= len(words) <= 4
        and words[0][0].isupper()
        and words[-1][0].isupper()
    )
