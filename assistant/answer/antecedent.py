"""Finds the person that a pronoun stands for, where the sentences before it name exactly one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from assistant.answer.attribution import find_attributions
from assistant.answer.quotations import QUOTED, mask_quotations
from assistant.answer.sentences import split_sentences
from assistant.answer.speech import BODIES, CALENDAR, OPENERS, PERSONS
from assistant.models import Span
from assistant.settings import CACHED_ARTICLES

# Sentences looked back on for a name.
_LOOK_BACK: Final = 4
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
_ROLES: Final = "|".join(sorted(PERSONS))
_AGED: Final = re.compile(
    rf"({_CAPITAL}(?:\s{_CAPITAL}){{0,3}}), "
    rf"(?:\d{{1,3}}\b|who\b|(?:an?|the|his|her) (?:[\w’'-]+ ){{0,4}}(?:{_ROLES})\b)"
)


def antecedent(text: str, pronoun: str, position: int, sentences: Sequence[Span]) -> str | None:
    """Return the name that he or she at `position` stands for; None where it is not plain.

    The nearest sentence that names anybody outside quotation marks decides; it must name one.
    """
    if pronoun.lower() not in ("he", "she"):
        return None
    masked, persons = mask_quotations(text), _persons(text)
    before = [(start, min(end, position)) for start, end in sentences if start < position]
    for start, end in reversed(before[-_LOOK_BACK:]):
        named = _named(masked, start, end, persons, pronoun.lower())
        unknown = _opens_unknown(masked, start, end, persons)
        if named or (unknown and " " in unknown):
            return next(iter(named.values())) if len(named) == 1 and not unknown else None
    return None


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
    found = [match[1] for pattern in (_TITLED, _AGED) for match in pattern.finditer(masked)]
    for start, end in split_sentences(text):
        names = [item.name for item in find_attributions(masked, start, end) if " " in item.name]
        found += [name for name in names if _by_last_name(masked, last_name(name))]
    return frozenset(last_name(_clean(name)) for name in found if _person_like(name))


def _by_last_name(masked: str, name: str) -> bool:
    """Tell whether a name stands alone too, as those of persons do and of bodies do not."""
    alone = rf"(?:^|[^\w\s]\s*|[a-z]\s|{QUOTED}\s?){re.escape(name)}(?![\w-]|\s[A-Z])"
    return re.search(alone, masked) is not None


def _person_like(name: str) -> bool:
    words = _clean(name).split()
    body = any(word.lower() in BODIES for word in words)
    return not body and 1 <= len(words) <= 4 and words[0][0].isupper() and words[-1][0].isupper()
