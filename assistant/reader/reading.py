"""What a reader finds in a passage, and what it takes to be one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
    passage as offsets into its text; `starts` and `ends` (n,) the log probabilities that the
    answer begins and ends at a token, if it is in the passage.
    """

    answerable: float
    offsets: NDArray[np.int64]
    starts: NDArray[np.float32]
    ends: NDArray[np.float32]

    def mass(self, start: int, end: int) -> float:
        """Return the log probability that the answer begins and ends in a slice of the text."""
        inside = self._inside(start, end)
        if not inside.any():
            return NOWHERE
        begins = np.logaddexp.reduce(self.starts[inside])
        finishes = np.logaddexp.reduce(self.ends[inside])
        return max(NOWHERE, float(begins + finishes))

    def best(self, start: int, end: int) -> tuple[Span, float] | None:
        """Return the most probable answer within a slice of the text, with its log probability."""
        inside = np.flatnonzero(self._inside(start, end))
        if not len(inside):
            return None
        scores = self.starts[inside][:, None] + self.ends[inside][None, :]
        length = inside[None, :] - inside[:, None]
        scores = np.where((length >= 0) & (length < _ANSWER_TOKENS), scores, -np.inf)
        first, last = np.unravel_index(int(scores.argmax()), scores.shape)
        span = (int(self.offsets[inside[first], 0]), int(self.offsets[inside[last], 1]))
        return span, float(scores[first, last])

    def _inside(self, start: int, end: int) -> NDArray[np.bool_]:
        return (self.offsets[:, 0] >= start) & (self.offsets[:, 1] <= end)


class Reader(Protocol):
    """Reads passages for the answer to a question; safe for several threads."""

    @property
    def name(self) -> str:
        """What the reader is called, with its version: scores of different ones do not compare."""
        ...

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return what is found in each passage, given as title and text."""
        ...
