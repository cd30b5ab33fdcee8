"""What a search was kept to, in words; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.written import day

if TYPE_CHECKING:
    from assistant.models import Interpretation


def kept_to(read: Interpretation) -> str:
    """Return the filters in words: publication dates, outlets, languages; nothing without any."""
    said = []
    if read.since or read.until:
        since = f" from {day(read.since)}" if read.since else ""
        until = f" until {day(read.until)}" if read.until else ""
        said.append(f"published{since}{until}")
    if read.source:
        said.append(f"by {', '.join(read.source)}")
    if read.language:
        said.append(f"in the language {', '.join(read.language)}")
    return "; ".join(said)
