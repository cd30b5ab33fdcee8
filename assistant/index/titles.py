"""Titles as they are searched: without case and accents; pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Letters that no decomposition takes to ASCII; without them "Lodz" would not find "Łódź".
_PLAIN_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
# Combining marks of Latin, Greek and Cyrillic, Hebrew points, Arabic vowels.
_ACCENTS: Final = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]+"
)

# In a typed word each stands for any one character: a typed apostrophe finds a printed one.
PRINTED: Final = re.compile(r"['\"‘’“”–—-]")


def plain_title(title: str) -> str:
    """Return a title in lower case without accents: how typed words are looked for in it."""
    parts = unicodedata.normalize("NFKD", title.casefold())
    return parts if parts.isascii() else _ACCENTS.sub("", parts).translate(_PLAIN_LETTERS)
