"""A slice of an article that was judged; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.evaluation.match import Slice, is_named


@dataclass(frozen=True, slots=True)
class Marked:
    """The slice [start:end] of the text of the articles that go by the names `articles`."""

    articles: tuple[str, ...]
    start: int
    end: int

    def names(self, found: Slice) -> bool:
        """Tell whether a quote or passage stands in one of these articles."""
        return is_named(found.article, self.articles)

    def likeness(self, found: Slice) -> float:
        """Return how alike a quote or passage is: of the characters of either, the share in both.

        1 is the same slice, 0 another article or place (Jaccard, "The distribution of the flora in
        the alpine zone", New Phytologist 11, 1912).
        """
        common = min(self.end, found.end) - max(self.start, found.start)
        if common <= 0 or not self.names(found):
            return 0.0
        return common / (self.end - self.start + found.end - found.start - common)


def likest(marks: Iterable[Marked], found: Slice) -> float:
    """Return the likeness of the slice that is most like a quote or passage; 0 without any."""
    return max((mark.likeness(found) for mark in marks), default=0.0)
