"""The names that some texts write, as an index knows them."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.index.names.gathering import NameCounts
from assistant.known_names import UNWRITTEN, Written


class Known:
    """Stands in for the names of an index."""

    def __init__(self, found: Mapping[str, Written]) -> None:
        self.found = found

    def written(self, key: str) -> Written:
        return self.found.get(key, UNWRITTEN)

    def goes_on(self, key: str) -> bool:
        return any(other.startswith(f"{key} ") for other in self.found)


def known_from(*texts: str) -> Known:
    counts = NameCounts()
    for text in texts:
        counts.add(text)
    return Known(dict(counts.rows()))
