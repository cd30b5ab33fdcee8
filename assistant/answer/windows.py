"""What a reader finds in the candidate sentences of the passages."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer.candidates import Candidate
from assistant.models import Span
from assistant.reader.heading import heading
from assistant.reader.reading import NOWHERE, Reader, Reading
from assistant.settings import READ_ON_LOGIT


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


def read_likeliest(
    question: str, candidates: Sequence[Candidate], reader: Reader, passages: int
) -> list[tuple[Candidate, Found]]:
    """Read the first passages, and the others only where none of those is likely to answer."""
    first = [each for each in candidates if each.rank <= passages]
    found = list(zip(first, read_candidates(question, first, reader), strict=True))
    if reads_on(read for _, read in found):
        rest = [each for each in candidates if each.rank > passages]
        found += zip(rest, read_candidates(question, rest, reader), strict=True)
    return found


def reads_on(found: Iterable[Found]) -> bool:
    """Tell whether further passages are read: nothing read so far is likely to answer."""
    return max((each.answerable for each in found), default=READ_ON_LOGIT) <= READ_ON_LOGIT


def read_candidates(question: str, candidates: Sequence[Candidate], reader: Reader) -> list[Found]:
    """Read each passage once, from its first sentence to its last, both whole."""
    windows: dict[int, Span] = {}
    for candidate in candidates:
        start, end = candidate.span
        first, last = windows.get(candidate.rank, (start, end))
        windows[candidate.rank] = (min(first, start), max(last, end))
    articles = {candidate.rank: candidate.article for candidate in candidates}
    texts = [
        (heading(articles[rank].title, articles[rank].published), articles[rank].text[first:last])
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
