"""The author line of a report as separate names, for reference managers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# Part of a family name: "van der Berg", "bin Salman".
_PARTICLES: Final = re.compile(
    r"(?:al|bin|da|de|del|della|den|der|di|dos|du|el|ibn|la|le|ten|van|von)$"
)
# An author line with one of these names an outlet or an office, not persons.
_BODY: Final = re.compile(
    r"^the\b|\b(?:press|news|staff|agency|desk|team|times|post|wire|network|editors?|editorial|reporters?"
    r"|correspondents?|reuters|associated|bureau|service|media|today|office|ministry|department"
    r"|journal|magazine|radio|tv|board|group|inc|university|institute|contributors?)\b",
    re.IGNORECASE,
)
_BY: Final = re.compile(r"^(?:by|from)\s+", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*(?:,|;|&|\band\b)\s*")


@dataclass(frozen=True, slots=True)
class AuthorName:
    """A person's `family` and `given` name, or the `literal` name of whoever else signs."""

    family: str = ""
    given: str = ""
    literal: str = ""


def author_names(author: str | None) -> list[AuthorName]:
    """Return the names of an author line; one literal name where it does not name persons only."""
    line = _BY.sub("", " ".join((author or "").split()))
    if not line:
        return []
    pieces = [piece for piece in _BETWEEN.split(line) if piece]
    persons = [_person(piece) for piece in pieces]
    named = [person for person in persons if person]
    return named if named and len(named) == len(persons) else [AuthorName(literal=line)]


def _person(piece: str) -> AuthorName | None:
    words = piece.split()
    plain = all(re.fullmatch(r"[^\W\d_](?:[\w.’'-]*)", word) for word in words)
    if not 2 <= len(words) <= 4 or not plain or _BODY.search(piece) or not words[-1][0].isupper():
        return None
    first = len(words) - 1
    while first > 1 and _PARTICLES.match(words[first - 1]):
        first -= 1
    return AuthorName(" ".join(words[first:]), " ".join(words[:first]))
