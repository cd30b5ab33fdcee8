"""Any Python string as text that PostgreSQL stores, and back; pure.

PostgreSQL refuses NUL and half a surrogate pair. Each is written as two characters, so that strings
come back character for character and sort as their code points do.
"""

from __future__ import annotations

import re
from typing import Final

# U+0001 stands before what lies at the bottom of the code points, U+D7FF (which no script uses)
# before what lies just above it: written so, the order of two strings stays the same.
_LOW: Final = "\x01"
_HIGH: Final = "\ud7ff"
_SELF: Final = "\x02"
_FIRST_SURROGATE: Final = 0xD800
_AFTER_SURROGATES: Final = 0xE000

_HARD: Final = re.compile("[\x00\x01\ud7ff\ud800-\udfff]")
_WRITTEN: Final = re.compile("(?:\x01[\x01\x02]|\ud7ff[\x02\ue000-\ue7ff])")


def storable(text: str) -> str:
    """Return the form in which PostgreSQL stores `text`: the same string, unless it refuses it."""
    return _HARD.sub(_write, text)


def restored(text: str) -> str:
    """Return the string of which `storable` made `text`."""
    if _LOW not in text and _HIGH not in text:
        return text
    return _WRITTEN.sub(_read, text)


def _write(match: re.Match[str]) -> str:
    one = match[0]
    if one == "\x00":
        return _LOW + _LOW
    if one in (_LOW, _HIGH):
        return one + _SELF
    return _HIGH + chr(ord(one) - _FIRST_SURROGATE + _AFTER_SURROGATES)


def _read(match: re.Match[str]) -> str:
    first, second = match[0][0], match[0][1]
    if second == _SELF:
        return first
    if first == _LOW:
        return "\x00"
    return chr(ord(second) - _AFTER_SURROGATES + _FIRST_SURROGATE)
