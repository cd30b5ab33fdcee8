"""Quotes that say the same in the same words, and which of them to show."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

from assistant.answer.words import content_words, stem, words
from assistant.models import Quote
from assistant.settings import SAME_QUOTE

# This part of a shorter quote's words inside a longer one: the longer says it all.
_CONTAINED: Final = 0.9
# A shorter quote than this shares its words with others by chance.
_TELLING_WORDS: Final = 5
# What a correction changes: two quotes that differ in it are two claims.
_FIGURE: Final = re.compile(
    r"\d[\d,.]*\d|\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven"
    r"|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|dozens?|hundreds?|thousands?"
    r"|millions?|billions?|first|second|third)\b",
    re.IGNORECASE,
)
_DENIAL: Final = re.compile(
    r"\b(?:no|not|never|nobody|den(?:y|ies|ied)|false)\b|n[’']t\b", re.IGNORECASE
)


def overlaps(quote: Quote, other: Quote) -> bool:
    """Tell whether two quotes share text of one article."""
    same = quote.article.id == other.article.id
    return same and quote.start < other.end and other.start < quote.end


def says_the_same(quote: Quote, other: Quote) -> bool:
    """Tell whether two quotes have nearly the same words, or one has all of the other's.

    Quotes with different numbers or days are two claims, however alike.
    """
    mine, theirs = _content(quote.text), _content(other.text)
    fewer = min(len(mine), len(theirs))
    if not fewer:
        return quote.text.split() == other.text.split()
    if len(_DENIAL.findall(quote.text)) != len(_DENIAL.findall(other.text)):
        return False
    figures, others = _figures(quote.text), _figures(other.text)
    shared = len(mine & theirs)
    if figures == others and shared / len(mine | theirs) >= SAME_QUOTE:
        return True
    inside = figures <= others if len(mine) <= len(theirs) else others <= figures
    return inside and fewer >= _TELLING_WORDS and shared / fewer >= _CONTAINED


def better_source(quote: Quote, other: Quote) -> bool:
    """Tell whether `quote` is better cited than one with the same words.

    A source with a date goes before one without, then one with a title and outlet, then the
    earlier; a quote that has lost words stands behind the whole one.
    """
    return _standing(quote) > _standing(other)


def _standing(quote: Quote) -> tuple[int, bool, int, int]:
    article = quote.article
    day = article.published or date.max
    named = bool(article.title) + bool(article.source)
    return _length_class(quote), article.published is not None, named, -day.toordinal()


def _length_class(quote: Quote) -> int:
    return len(_content(quote.text)) // (2 * _TELLING_WORDS)


# Each quote is compared with every one chosen before it.
@lru_cache(maxsize=512)
def _content(text: str) -> frozenset[str]:
    return frozenset(stem(part) for word in content_words(text) for part in _parts(word))


def _parts(word: str) -> list[str]:
    return words(word.replace("-", " "))


def _figures(text: str) -> frozenset[str]:
    return frozenset(match.lower().replace(",", "") for match in _FIGURE.findall(text))
