"""Compare two texts by the runs of four words that they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

SIZE = 4

Scores = tuple[float, float, float]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of `SIZE` lower-cased words, words being what blanks divide."""
    words = text.lower().split()
    return Counter(tuple(words[at : at + SIZE]) for at in range(max(1, len(words) - SIZE + 1)))


def harmonic(precision: float, recall: float) -> float:
    """Return F1."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def shingle_scores(got: str, gold: str) -> Scores:
    """Return precision, recall and F1 of `got` against `gold`, each in [0, 1]."""
    if not got.split() or not gold.split():
        return (0.0, 0.0, 0.0)
    found, wanted = shingles(got), shingles(gold)
    shared = sum((found & wanted).values())
    precision, recall = shared / sum(found.values()), shared / sum(wanted.values())
    return precision, recall, harmonic(precision, recall)


def average(scores: Iterable[Scores]) -> Scores:
    """Return the mean precision, the mean recall, and the F1 of these two means.

    The published comparisons of article extraction (Scrapinghub's) average in this way.
    """
    rows = list(scores)
    if not rows:
        return (0.0, 0.0, 0.0)
    precision = sum(row[0] for row in rows) / len(rows)
    recall = sum(row[1] for row in rows) / len(rows)
    return precision, recall, harmonic(precision, recall)
