"""Titles as they are searched: without case and accents; pure."""

from __future__ import annotations

import unicodedata
from typing import Final

# Letters that no decomposition takes to ASCII; without them "Lodz" would not find "Łódź".
_PLAIN_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)


def plain_title(title: str) -> str:
    """Return a title in lower case without accents: how typed words are looked for in it."""
    parts = unicodedata.normalize("NFKD", title.casefold())
    bare = "".join(mark for mark in parts if not unicodedata.combining(mark))
    return bare.translate(_PLAIN_LETTERS)
