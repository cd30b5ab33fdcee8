"""What a reader finds in the candidate sentences of the passages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.candidates import Candidate
from assistant.models import Span
from assistant.reader.reading import NOWHERE, Reader, Reading


@dataclass(frozen=True, slots=True)
class Found:
    """What was read in one sentence.

    `answerable` is the logit that its passage answers; `mass` the log probability that the answer
    stands in this sentence of it, `best` that of the most probable words, `words` (offsets into
    the article's text).
    """

    answerable: float
    mass: float
    best: float
    words: Span | None

    @property
    def joint(self) -> float:
        """The log probability that the passage answers, and does so in this sentence."""
        return self.mass - math.log1p(math.exp(-max(self.answerable, NOWHERE)))


def read_candidates(question: str, candidates: Sequence[Candidate], reader: Reader) -> list[Found]:
    """Read each passage once, from its first sentence to its last, both whole."""
    windows: dict[int, Span] = {}
    for candidate in candidates:
        start, end = candidate.span
        first, last = windows.get(candidate.rank, (start, end))
        windows[candidate.rank] = (min(first, start), max(last, end))
    articles = {candidate.rank: candidate.article for candidate in candidates}
    texts = [
        (articles[rank].title, articles[rank].text[first:last])
        for rank, (first, last) in windows.items()
    ]
    readings = dict(zip(windows, reader.read(question, texts), strict=True))
    return [
        _found(candidate.span, windows[candidate.rank][0], readings[candidate.rank])
        for candidate in candidates
    ]


def _found(span: Span, window: int, reading: Reading) -> Found:
    start, end = span[0] - window, span[1] - window
    best = reading.best(start, end)
    if best is None:
        return Found(reading.answerable, NOWHERE, NOWHERE, None)
    (first, last), probability = best
    words = (first + window, last + window)
    return Found(reading.answerable, reading.mass(start, end), probability, words)
