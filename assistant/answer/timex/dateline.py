"""Tells the date of a dateline, "SEOUL, March 28 (Harbor Wire) - ...": when a report was sent."""

from __future__ import annotations

import re
from typing import Final

# A place in capitals, with its state or country in any: "ORVALE, South Tolby, ".
_PLACE: Final = re.compile(
    r"[^\W\d_a-z](?:[^\w\n]{0,2}[^\W\d_a-z])+\.?(?:,\s[^\W\d_][\w.'’ -]{1,30})?,\s+"
)
_AGENCY: Final = re.compile(r"(?:,\s\d{4})?\s*\([^()\n]{2,40}\)")
_DASH: Final = re.compile(r"(?:,\s\d{4})?\s*(?:--|[-–—])\s")


def is_dateline(text: str, start: int, end: int) -> bool:
    """Tell whether the date at a slice stands in a dateline at the beginning of a line."""
    line = text.rfind("\n", 0, start) + 1
    if line == start:
        agency = _AGENCY.match(text, end)
        return agency is not None and _DASH.match(text, agency.end()) is not None
    if _PLACE.fullmatch(text, line, start) is None:
        return False
    return (_AGENCY.match(text, end) or _DASH.match(text, end)) is not None
