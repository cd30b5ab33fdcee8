"""Whether what a program shows holds the answer, by the rules of benchmarks.news_qa; pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.silver import holds, share

Record = dict[str, Any]


def rank(found: Sequence[Record], question: Record) -> int:
    """Return the rank of the first text that holds an answer, of an article named for it; or 0."""
    named = set(question["articles"])
    for number, one in enumerate(found, 1):
        if not named.isdisjoint(one["urls"]) and holds(one["text"], question["answers"]):
            return number
    return 0


def hits(ranks: Sequence[int], kind: str) -> dict[str, float]:
    """Return the shares of questions answered at rank 1, and within the first ten."""
    return {
        f"{kind} hit@1": share([one == 1 for one in ranks]),
        f"{kind} hit@10": share([one > 0 for one in ranks]),
    }


def mean_characters(found: Sequence[Record]) -> float:
    """Return the mean length of the texts shown: a longer one holds more answers."""
    return sum(len(one["text"]) for one in found) / max(1, len(found))
