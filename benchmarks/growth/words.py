"""Texts of any number, from the words of real passages: BM25 then meets postings like real ones.

A sampled passage takes most of its words from the passages that its vector lies between, so that
topics keep their words, and some from all of them. Words that were never seen come at the rate at
which real text brings them, so that the vocabulary grows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.growth.neighbourhoods import Rows

Numbers = NDArray[np.int32]

_WORD = re.compile(r"[^\W_]+")
# Parts of a sampled passage's words taken from the first real passage and from the second.
FROM_FIRST, FROM_SECOND = 0.6, 0.2
# New words to each known one that a large corpus may bring.
NEW_WORDS = 50
SENTENCE_WORDS = 20


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of real passages: those of passage `i` are `numbers[starts[i] : starts[i + 1]]`."""

    vocabulary: list[str]
    numbers: Numbers
    starts: Rows

    @classmethod
    def of(cls, texts: Iterable[str]) -> Words:
        """Count the words of real passages."""
        known: dict[str, int] = {}
        numbers: list[NDArray[np.int32]] = []
        for text in texts:
            words = _WORD.findall(text.lower()) or ["empty"]
            numbers.append(np.array([known.setdefault(w, len(known)) for w in words], np.int32))
        starts = np.cumsum([0, *map(len, numbers)])
        return cls(list(known), np.concatenate(numbers), starts.astype(np.int64))

    @property
    def unseen(self) -> float:
        """Probability that the next word is a new one: the part of words met once (Good, 1953)."""
        times = Counter(np.bincount(self.numbers).tolist())
        return times[1] / len(self.numbers)

    def real(self, row: int) -> str:
        """Return the words of a real passage in their order."""
        numbers = self.numbers[self.starts[row] : self.starts[row + 1]]
        return _sentences([self.vocabulary[number] for number in numbers])


class Writer:
    """Writes texts for sampled vectors."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._unseen = words.unseen
        self._names = np.array(words.vocabulary, object)

    def texts(self, first: Rows, second: Rows, chance: np.random.Generator) -> list[str]:
        """Return a text for each pair of real passages, as long as the first of them."""
        starts = self._words.starts
        lengths = starts[first + 1] - starts[first]
        owner = np.repeat(np.arange(len(first)), lengths)
        origin = chance.random(len(owner))
        low, high = starts[first][owner], starts[first + 1][owner]
        other = origin >= FROM_FIRST
        low[other], high[other] = starts[second][owner][other], starts[second + 1][owner][other]
        anywhere = origin >= FROM_FIRST + FROM_SECOND
        low[anywhere], high[anywhere] = 0, len(self._words.numbers)
        places = low + (chance.random(len(owner)) * (high - low)).astype(np.int64)
        names = self._names[self._words.numbers[places]]
        self._renew(names, chance)
        ends = np.cumsum(lengths)
        return [
            _sentences(names[end - length : end].tolist())
            for end, length in zip(ends.tolist(), lengths.tolist(), strict=True)
        ]

    def _renew(self, names: NDArray[np.object_], chance: np.random.Generator) -> None:
        """Put new words in some places; their ranks fall off as frequencies do (Zipf)."""
        chosen = np.flatnonzero(chance.random(len(names)) < self._unseen)
        pool = np.log(NEW_WORDS * len(self._names))
        ranks = np.exp(chance.random(len(chosen)) * pool).astype(np.int64)
        names[chosen] = [f"new{rank}" for rank in ranks.tolist()]


def _sentences(words: list[str]) -> str:
    cut = [words[start : start + SENTENCE_WORDS] for start in range(0, len(words), SENTENCE_WORDS)]
    return " ".join(" ".join(part).capitalize() + "." for part in cut)
