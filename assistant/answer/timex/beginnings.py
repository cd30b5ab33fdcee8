"""Tells what a pattern can begin with, so that a search passes over all other places."""

from __future__ import annotations

from typing import Final

_REPEATED: Final = "?*+"
_LOOKAROUNDS: Final = ("?=", "?!", "?<=", "?<!")


def beginnings(pattern: str) -> frozenset[str]:
    """Return every character that a match of `pattern` can begin with.

    The pattern is a regular expression of literal characters, `|`, groups, lookarounds and the
    marks `?`, `*` and `+`, without white space; it matches at least one character.

    Raises:
        ValueError: the pattern can match nothing at all.
    """
    found, empty, _ = _either(pattern, 0)
    if empty:
        raise ValueError(f"The pattern {pattern[:60]!r} matches the empty string.")
    return found


def _either(pattern: str, at: int) -> tuple[frozenset[str], bool, int]:
    """Parse alternatives: what they begin with, whether one may be empty, and where they end."""
    found: frozenset[str] = frozenset()
    empty = False
    while True:
        first, nothing, at = _sequence(pattern, at)
        found, empty = found | first, empty or nothing
        if at >= len(pattern) or pattern[at] == ")":
            return found, empty, at
        at += 1


def _sequence(pattern: str, at: int) -> tuple[frozenset[str], bool, int]:
    found: frozenset[str] = frozenset()
    empty = True
    while at < len(pattern) and pattern[at] not in "|)":
        first, nothing, at = _item(pattern, at)
        if at < len(pattern) and pattern[at] in _REPEATED:
            nothing = nothing or pattern[at] != "+"
            at += 1
        if empty:
            found, empty = found | first, nothing
    return found, empty, at


def _item(pattern: str, at: int) -> tuple[frozenset[str], bool, int]:
    if pattern[at] != "(":
        return frozenset(pattern[at]), False, at + 1
    looks = pattern.startswith(_LOOKAROUNDS, at + 1)
    first, nothing, end = _either(pattern, _inside(pattern, at))
    return (frozenset(), True, end + 1) if looks else (first, nothing, end + 1)


def _inside(pattern: str, at: int) -> int:
    """Return where the content of the group that opens at `at` begins."""
    if pattern[at + 1] != "?":
        return at + 1
    mark = pattern[at + 2]
    if mark == "P":
        return pattern.index(">", at) + 1
    return at + (4 if mark == "<" else 3)
