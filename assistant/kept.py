"""What a search was kept to, in words; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.models import Interpretation


def kept_to(read: Interpretation) -> str:
    """Return the filters in words: publication dates, outlets, languages; nothing without any."""
    said = []
    if read.since or read.until:
        since = f" from {read.since.isoformat()}" if read.since else ""
        until = f" until {read.until.isoformat()}" if read.until else ""
        said.append(f"published{since}{until}")
    if read.source:
        said.append(f"by {', '.join(read.source)}")
    if read.language:
        said.append(f"in the language {', '.join(read.language)}")
    return "; ".join(said)
