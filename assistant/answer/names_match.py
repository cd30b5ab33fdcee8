"""Whether the named things of a question are the ones a sentence is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain
from os.path import commonprefix
from typing import Final

from assistant.answer import names
from assistant.answer.names import TITLES
from assistant.answer.places import MOST_WORDS, PLACE_BEGINNINGS, place_of, same_place
from assistant.answer.words import STOP_WORDS, stem, stems, words

# How much a name found there says that the sentence is about it.
_NEAR: Final = 1.0
_TITLE: Final = 0.9
_PASSAGE: Final = 0.7
# Only a part of the name: "Perry" for "Matthew Perry", while the whole name is nowhere near.
_PART: Final = 0.4
_OTHER: Final = -0.5
# A report of the United States, where most outlets of a corpus in English sit, need not say so.
_HOME: Final = "united states"
_UNSAID: Final = 0.5
# Names made from one another share this many letters and differ in this many at the end.
_ROOT: Final = 5
_ENDING: Final = 4

_FIGURE: Final = re.compile(r"\b(?:(?:19|20)\d\d|\d+(?:st|nd|rd|th))\b", re.IGNORECASE)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_ORDINAL: Final = re.compile(r"\b\d+(?:st|nd|rd|th)\b", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"^(.*\D)-?(\d+)$")


@dataclass(frozen=True, slots=True)
class Name:
    """A named thing of a question: its words, lower case, in order, and as it is written there."""

    words: tuple[str, ...]
    written: str = ""

    @property
    def text(self) -> str:
        """The words apart by one space."""
        return " ".join(self.words)

    @property
    def telling(self) -> tuple[str, ...]:
        """The words that are no common ones."""
        return tuple(word for word in self.words if word not in STOP_WORDS)


def names_fit(
    question: str,
    named: Sequence[names.Name],
    title: str,
    sentence: str,
    neighbours: Sequence[str],
    passage: str,
    published: date | None = None,
) -> float:
    """Return how surely the named things of a question are meant by a sentence, in [-0.5, 1].

    The least certain name decides: 1 where all stand in the sentence or beside it (each by its
    whole name, or by a part of it where the passage has the whole), 0 where one is nowhere, below
    0 where another of its sort stands in its place (another country, another year, "the Oak Fire"
    for "the Washburn Fire"). 1 without names.

    Args:
        question: the question as it is read.
        named: its names.
        title: of the article.
        sentence: the one that may answer.
        neighbours: the sentences beside it.
        passage: the slice around it.
        published: when the article appeared; reports of a year's events rarely name the year.
    """
    asked = question_names(question, tuple(named), "" if named else f"{title}\n{passage}")
    told = [name for name in asked if not _is_year_of(name, published)]
    if not told:
        return 1.0
    near = _Reading((sentence, *neighbours))
    headline, around = _Reading((title,)), _Reading((passage,))
    return min(_fit(name, near, headline, around) for name in told)


def names_in_article(
    question: str,
    named: Sequence[names.Name],
    title: str,
    text: str,
    published: date | None = None,
) -> float:
    """Return which part of the named things of a question an article has at all; 1 without names.

    What need not be said counts as said: the year of publication, the country of most reports.

    Args:
        question: the question as it is read.
        named: its names.
        title: of the article.
        text: of the article.
        published: when it appeared.
    """
    asked = question_names(question, tuple(named))
    told = [name for name in asked if not _is_unsaid(name, published)]
    return sum(_is_in(name, title, text) for name in told) / len(told) if told else 1.0


def _is_unsaid(name: Name, published: date | None) -> bool:
    # What is said to come next year need not name it either.
    later = published is not None and name.text == str(published.year + 1)
    return later or _is_year_of(name, published) or place_of(name.text) == ("country", _HOME)


def _is_in(name: Name, title: str, text: str) -> bool:
    pattern = _anywhere(name)
    return pattern is None or all(any(map(each.search, (title, text))) for each in pattern)


@lru_cache(maxsize=256)
def _anywhere(name: Name) -> tuple[re.Pattern[str], ...]:
    """Return what an article that has the name has: each of its words, as one that begins so."""
    alike = same_place(name.text)
    if alike:
        return (re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, alike))})(?!\w)", re.IGNORECASE),)
    if not name.telling:
        return (re.compile(rf"(?<!\w){re.escape(name.written or name.text)}(?!\w)"),)
    parts = [part for word in words(name.written or name.text) for part in word.split("-")]
    # Of "Biden-era" the name counts.
    named = [part for part in parts if not part.islower()] or parts
    told = [part for part in named if part.lower() not in STOP_WORDS | TITLES]
    return tuple(re.compile(rf"(?<!\w){_beginning(part)}", re.IGNORECASE) for part in told)


def _beginning(word: str) -> str:
    """Return the pattern of the words that are made from a word: its letters but the ending."""
    if word.isupper() and len(word) < _ROOT:
        # "DC" is "D.C.".
        return r"\.?".join(map(re.escape, word.rstrip("."))) + r"(?!\w)"
    if len(word) < _ROOT or not word.isalpha():
        return rf"{re.escape(word)}(?!\w)"
    root = commonprefix([word.lower(), stem(word)])
    return re.escape(root[: max(_ROOT, len(word) - _ENDING)])


def _is_year_of(name: Name, published: date | None) -> bool:
    return published is not None and name.text in {str(published.year), str(published.year - 1)}


# A question meets the same few passages again with each of their sentences.
@lru_cache(maxsize=256)
def question_names(
    question: str, named: tuple[names.Name, ...], text: str = ""
) -> tuple[Name, ...]:
    """Return the named things of a question, years and ordinals among them.

    Where it has no names, the words that `text` writes with capitals only are such.
    """
    found = [Name(_lowered(name.text), name.text) for name in named if len(name.text) > 1]
    if not found and text:
        found = [Name((word,)) for word in _capitals(question, text)]
    inside = {word for name in found for word in name.words}
    figures = (match.group().lower() for match in _FIGURE.finditer(question))
    return tuple(
        dict.fromkeys([*found, *(Name((figure,)) for figure in figures if figure not in inside)])
    )


def _lowered(text: str) -> tuple[str, ...]:
    return tuple(word.lower().rstrip(".") for word in words(text))


def _capitals(asked: str, text: str) -> list[str]:
    found = []
    for word in words(asked):
        lowered = word.lower()
        if lowered in STOP_WORDS or len(lowered) < 3:
            continue
        written = re.findall(rf"(?<=[a-z,] ){re.escape(lowered)}\b", text, re.IGNORECASE)
        if written and all(form[0].isupper() for form in written):
            found.append(lowered)
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one text for matching, lower case; `written` are the same as they stand."""

    written: tuple[str, ...]
    lowered: tuple[str, ...]
    line: str
    stems: frozenset[str]
    capitals: frozenset[str]
    roots: frozenset[str]


# A sentence is read as itself and as a neighbour, a title with each sentence of its article.
@lru_cache(maxsize=2048)
def _words_of(text: str) -> _Words:
    written = tuple(words(text))
    lowered = tuple(word.lower().rstrip(".") for word in written)
    capitals = frozenset(
        low for low, word in zip(lowered, written, strict=True) if word[0].isupper()
    )
    halves = [part for word in lowered if "-" in word for part in word.split("-")]
    return _Words(
        written,
        lowered,
        " ".join(lowered),
        stems(text),
        capitals.union(halves),
        frozenset(word[:_ROOT] for word in capitals),
    )


class _Reading:
    """Texts for matching as one: most names are settled before its places are needed."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.parts = [_words_of(text) for text in texts]

    @cached_property
    def line(self) -> str:
        """The words in order, each between spaces."""
        return f" {' '.join(part.line for part in self.parts if part.line)} "

    @cached_property
    def places(self) -> frozenset[tuple[str, str]]:
        """The countries, states and parties that are named."""
        written = [word for part in self.parts for word in part.written]
        lowered = [word for part in self.parts for word in part.lowered]
        runs = (
            " ".join(lowered[at : at + size])
            for at, word in enumerate(lowered)
            if word in PLACE_BEGINNINGS and written[at][0].isupper()
            for size in range(1, min(MOST_WORDS, len(lowered) - at) + 1)
        )
        return frozenset(place for run in runs if (place := place_of(run)))

    @property
    def years(self) -> bool:
        """Whether a year is named."""
        return any(map(_YEAR.search, self.texts))

    def has_stem(self, word: str) -> bool:
        return any(word in part.stems for part in self.parts)

    def has_root(self, root: str) -> bool:
        return any(root in part.roots for part in self.parts)

    def capitals(self) -> Iterator[str]:
        return chain.from_iterable(part.capitals for part in self.parts)


def _fit(name: Name, near: _Reading, headline: _Reading, around: _Reading) -> float:
    readings = ((near, _NEAR), (headline, _TITLE), (around, _PASSAGE))
    whole = max((weight for reading, weight in readings if _has(name, reading)), default=0.0)
    if whole == _NEAR:
        return whole
    part = any(_mentions(word, near) for word in name.telling)
    if whole:
        return _NEAR if part else whole
    if place_of(name.text) == ("country", _HOME):
        return _UNSAID
    if _has_other(name, near, headline, around):
        return _OTHER
    return _part(name, (near, headline, around))


def _has(name: Name, reading: _Reading) -> bool:
    place = place_of(name.text)
    if place and place in reading.places:
        return True
    if not name.telling:
        # "WHO" is a name, and "who" is none.
        return any(name.written in part.written for part in reading.parts)
    if f" {name.text} " in reading.line:
        return True
    return all(_mentions(word, reading) for word in name.telling)


def _mentions(word: str, reading: _Reading) -> bool:
    """Tell whether a text has a word of a name, or one made from it: Kentucky, Kentuckians."""
    if reading.has_stem(stem(word)):
        return True
    if len(word) < _ROOT or not reading.has_root(word[:_ROOT]):
        return False
    alike = (other for other in reading.capitals() if other.startswith(word[:_ROOT]))
    return any(_is_derived(word, other) for other in alike)


def _is_derived(word: str, other: str) -> bool:
    shared = len(commonprefix([word, other]))
    if not (word[shared:] + other[shared:]).replace("-", "").isalpha():
        return word == other
    return max(len(word), len(other)) - shared <= _ENDING and shared >= _ROOT


def _part(name: Name, readings: Sequence[_Reading]) -> float:
    """Return the share of the name's words found; a last word found alone may be the person."""
    found = [any(each.has_stem(stem(word)) for each in readings) for word in name.telling]
    return _PART * sum(found) / len(found) if found else 0.0


def _has_other(name: Name, near: _Reading, headline: _Reading, around: _Reading) -> bool:
    """Tell whether a text has another name of the same sort where this one is missing."""
    place = place_of(name.text)
    if place:
        return any(other[0] == place[0] for other in near.places | headline.places)
    if _YEAR.fullmatch(name.text):
        return near.years
    if _ORDINAL.fullmatch(name.text):
        return _ORDINAL.search(near.line) is not None
    numbered = _NUMBERED.match(name.text)
    if numbered:
        same = rf" {re.escape(numbered[1])}-?\d+ "
        return any(re.search(same, reading.line) for reading in (near, headline, around))
    return _has_sibling(name, (near, headline, around))


def _has_sibling(name: Name, readings: Sequence[_Reading]) -> bool:
    """Tell a name that shares a word with this one but goes on otherwise: Carnival Magic."""
    if len(name.words) != 2 or not TITLES.isdisjoint(name.words):
        return False
    first, last = (re.escape(word) for word in name.words)
    for reading in readings:
        beside = re.findall(rf"(?<= ){first} (\S+)(?= )|(?<= )(\S+) {last}(?= )", reading.line)
        others = {after or before for after, before in beside} - STOP_WORDS - TITLES
        if not others.isdisjoint(reading.capitals()):
            return True
    return False
