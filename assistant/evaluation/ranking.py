"""How well scores tell good from bad, whatever their values mean; pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is shown at a threshold: the share of all questions, and how many of those are right.

    `precision` is None where nothing is shown.
    """

    threshold: float
    coverage: float
    precision: float | None


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """Return the chance that a positive scores above a negative, equal scores counted half.

    The area under the ROC curve as Mann-Whitney's U: Hanley and McNeil, "The meaning and use of the
    area under a receiver operating characteristic (ROC) curve", Radiology 143, 1982. None where
    either side is empty.
    """
    if not positive or not negative:
        return None
    lower = sorted(negative)
    twice = sum(bisect_left(lower, score) + bisect_right(lower, score) for score in positive)
    return twice / (2 * len(positive) * len(lower))


def coverage_at(scores: Sequence[float], right: Sequence[bool], threshold: float) -> Coverage:
    """Return coverage and precision where a score of `threshold` or more is shown."""
    cases = zip(scores, right, strict=True)
    shown = [outcome for score, outcome in cases if score >= threshold]
    precision = sum(shown) / len(shown) if shown else None
    return Coverage(threshold, len(shown) / len(scores) if scores else 0.0, precision)


def coverage_curve(scores: Sequence[float], right: Sequence[bool]) -> tuple[Coverage, ...]:
    """Return coverage and precision at every score, the highest first.

    One minus the precision is the selective risk: El-Yaniv and Wiener, "On the foundations of
    noise-free selective classification", JMLR 11, 2010.
    """
    cases = sorted(zip(scores, right, strict=True), reverse=True)
    points: list[Coverage] = []
    good = 0
    for number, (score, outcome) in enumerate(cases, 1):
        good += outcome
        if number == len(cases) or cases[number][0] < score:
            points.append(Coverage(score, number / len(cases), good / number))
    return tuple(points)
