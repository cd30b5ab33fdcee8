"""What a build found changed; pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """Numbers of articles, copies included."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
