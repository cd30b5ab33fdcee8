"""Words of a text: tokens, stems, and which carry content."""

from __future__ import annotations

import re
import threading
from functools import lru_cache

import Stemmer

from assistant.models import Span

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_POSSESSIVES = tuple(mark + letter for mark in "’'" for letter in "sSſ")


class _Stemmer(threading.local):
    """A stemmer of each thread: one keeps the word at hand in itself, so two must not share it."""

    def __init__(self) -> None:
        # `stem` remembers the words; a second memory would only cost.
        self._snowball = Stemmer.Stemmer("english", 0)

    def stem(self, word: str) -> str:
        return str(self._snowball.stemWord(word))


_STEMMER = _Stemmer()

_STOP = """
    a an and any are as at be been being but by can could did do does for from had has have
    he her hers him his how i if in into is it its itself just may me might more most much
    must my nor not of off on once only or other our ours own per said same say says shall
    she should so some such than that the their theirs them themselves then there these they
    this those to too under up upon us very was we were what when where which while who whom
    whose why will with would you your yours about after again all also am because before
    between both during each few further here many no now out over s t tell please name
"""
STOP_WORDS = frozenset(_STOP.split())


def word_spans(text: str) -> list[Span]:
    """Return the (start, end) of each word of `text`."""
    return [match.span() for match in _WORD.finditer(text)]


def words(text: str) -> list[str]:
    """Return the words of `text` as written, without a possessive ending."""
    return list(_words(text))


# A sentence is looked at as itself and as its neighbours' context, for stems and for names.
@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    found = _WORD.findall(text)
    return tuple([word[:-2] if word.endswith(_POSSESSIVES) else word for word in found])


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """Return the English stem of a word (Snowball), lower case."""
    return _STEMMER.stem(word.lower())


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """Return the stems of all words of `text`; the parts of a compound too."""
    written = _words(text)
    parts = [part for word in written if "-" in word for part in word.split("-")]
    return frozenset(map(stem, (*written, *parts)))


def content_words(text: str) -> list[str]:
    """Return the words of `text` that carry content, as written, each once, in order."""
    seen = dict.fromkeys(word for word in words(text) if word.lower() not in STOP_WORDS)
    return list(seen)
