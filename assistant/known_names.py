"""How an index's articles write names: the form of a name, its key, what is known of it; pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol

# A capital, or a letter of a script that has none.
_SMALL: Final = "".join(letter for letter in map(chr, range(0x530)) if letter.islower())
UPPER: Final = rf"(?![{_SMALL}])[^\W\d_]"
# A capitalised word with its inner marks: Jong-un, O'Neill, McCartney, U.S., J.K., iPhone, Sars-2.
WORD: Final = rf"(?:(?:{UPPER}\.)+(?:{UPPER}\b)?|(?:[a-z]{{1,3}}-?)?{UPPER}(?:[\w&]|[’'.-](?=\w))*)"
JOIN: Final = r"(?:of(?: the)?|de(?: la)?|del|v[ao]n(?: de[rn]?)?|der|da|dos|al|el|bin|ibn|&|y|du)"
# Capitalised words in a row; a number may follow a word: Apollo 11, Leo XIV.
NAME: Final = (
    rf"(?<![\w’'-]){WORD}(?:\s+(?:{JOIN}\s+)?(?:{WORD}|(?:[IVX]+|\d{{1,3}})\b(?![,.]\d)))*"
)
POSSESSIVE: Final = re.compile(r"[’']s\b")
# The words of JOIN, which stand small within names.
JOINS: Final = frozenset(re.findall(r"[a-z]+", JOIN))

_PART: Final = re.compile(r"[^\W_]+(?:[’'.][^\W_]+)*")
_MARKS: Final = str.maketrans("", "", "’'.")


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a text, `text[start:end]`; the halves of a compound are parts of their own."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Written:
    """How often the articles write a word, or words in a row, and how.

    `alone` counts them in capitals as a whole name, `inside` as a part of a longer one ("Gaetz" in
    "Matt Gaetz"), `small` without capitals; what stands first in a sentence counts as neither.
    `form` is how the articles write the name, where that is not each word with a capital.
    """

    alone: int = 0
    inside: int = 0
    small: int = 0
    form: str = ""

    @property
    def capital(self) -> int:
        """How often they are written in capitals at all."""
        return self.alone + self.inside


UNWRITTEN: Final = Written()


class KnownNames(Protocol):
    """The names of an index; a key is `name_key` of the words. Safe to share between threads."""

    def written(self, key: str) -> Written:
        """Return how the articles write the words of a key; all zeros where they do not."""
        ...

    def goes_on(self, key: str) -> bool:
        """Tell whether a longer name begins with the words of a key."""
        ...


def name_parts(text: str) -> Iterator[Part]:
    """Yield the words of a text with their keys, a possessive ending left out."""
    for match in _PART.finditer(text):
        start, end = match.span()
        if end - start > 2 and match.group()[-2:] in ("'s", "’s"):
            end -= 2
        yield Part(start, end, _key(text[start:end]))


def name_key(text: str) -> str:
    """Return the words of a text as names are looked up: plain small letters, apart by a space.

    Marks within words do not count: "Moon Jae-in" and "moon jae in", "U.S." and "US" are one.
    """
    return " ".join(part.key for part in name_parts(text))


def usual_form(key: str) -> str:
    """Return the words of a key each with a capital, but for those that join names."""
    return " ".join(word if word in JOINS else word.capitalize() for word in key.split(" "))


@lru_cache(maxsize=32768)
def _key(word: str) -> str:
    plain = word.translate(_MARKS).lower()
    if plain.isascii():
        return plain
    parts = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
