"""The key of a passage, the same in every engine and every build; pure."""

from __future__ import annotations

import hashlib
from typing import Final

# Engines keep keys as signed 64-bit integers, and positive ones only.
_POSITIVE: Final = 2**63 - 1


def passage_key(article: str, start: int, end: int) -> int:
    """Return the key of a slice of an article: 63 bits of SHA-256, never 0.

    Two of a billion passages share a key with a probability of .05.
    """
    name = f"{article}:{start}-{end}".encode()
    return int.from_bytes(hashlib.sha256(name).digest()[:8], "little") & _POSITIVE or 1
