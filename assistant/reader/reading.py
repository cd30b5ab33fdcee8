"""What a reader finds in a passage, and what it takes to be one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.models import Span

# Longer answers are sentences, which need no marking inside.
_ANSWER_TOKENS: Final = 24
# The log probability of what has none: less than that of any token that a softmax can give.
NOWHERE: Final = -20.0


@dataclass(frozen=True, slots=True)
class Reading:
    """One passage read for one question.

    `answerable` is the logit that the passage answers it. `offsets` (n, 2) are the tokens of the
    passage, in order, as offsets into its text; `starts` and `ends` (n,) the log probabilities that
    the answer begins and ends at a token, if it is in the passage.
    """

    answerable: float
    offsets: NDArray[np.int64]
    starts: NDArray[np.float32]
    ends: NDArray[np.float32]

    def mass(self, start: int, end: int) -> float:
        """Return the log probability that the answer begins and ends in a slice of the text."""
        inside = self._inside(start, end)
        if inside.start >= inside.stop:
            return NOWHERE
        begins = np.logaddexp.reduce(self.starts[inside])
        finishes = np.logaddexp.reduce(self.ends[inside])
        return max(NOWHERE, float(begins + finishes))

    def best(self, start: int, end: int) -> tuple[Span, float] | None:
        """Return the most probable answer within a slice of the text, with its log probability."""
        inside = self._inside(start, end)
        size = inside.stop - inside.start
        if size <= 0:
            return None
        scores = self.starts[inside][:, None] + self.ends[inside][None, :]
        scores[~_allowed(size)] = -np.inf
        first, last = divmod(int(scores.argmax()), size)
        begin, finish = inside.start + first, inside.start + last
        span = (int(self.offsets[begin, 0]), int(self.offsets[finish, 1]))
        return span, float(scores[first, last])

    def _inside(self, start: int, end: int) -> slice:
        """Return the tokens that lie in a slice of the text, which follow one another."""
        first = int(self.offsets[:, 0].searchsorted(start, "left"))
        return slice(first, int(self.offsets[:, 1].searchsorted(end, "right")))


@lru_cache(maxsize=256)
def _allowed(size: int) -> NDArray[np.bool_]:
    """Return which pairs of a first and a last token, of `size`, make an answer of fair length."""
    length = np.arange(size)[None, :] - np.arange(size)[:, None]
    return (length >= 0) & (length < _ANSWER_TOKENS)


class Reader(Protocol):
    """Reads passages for the answer to a question; safe for several threads."""

    @property
    def name(self) -> str:
        """What the reader is called, with its version: scores of different ones do not compare."""
        ...

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return what is found in each passage, given as `heading.heading` and text."""
        ...
