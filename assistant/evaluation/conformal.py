"""A threshold that holds a wanted rate of false answers, and how sure that is; pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

import numpy as np

from assistant.threshold import Threshold

# Of the interval beside every rate.
CONFIDENCE: Final = 0.95
# Thresholds are kept with four decimals, as scores are printed.
_STEPS: Final = 10_000
# Halving an interval so often reaches the precision of a float.
_HALVINGS: Final = 60


def questions_needed(rate: float) -> int:
    """Return how many questions that should not be answered it takes to hold a rate at all.

    Raises:
        ValueError: the rate is not between 0 and 1.
    """
    return math.ceil(1 / _exact(rate)) - 1


def conformal_threshold(scores: Sequence[float], rate: float) -> float | None:
    """Return the least threshold, to four decimals, that a new false answer passes by `rate`.

    `scores` are the best scores of questions that should not be answered. The threshold lies just
    above the ceil((n + 1)(1 - rate))-th smallest; a further such question, drawn like these, scores
    at or above it with a probability of at most `rate`. None where `scores` are too few.

    Split conformal prediction: Vovk, Gammerman and Shafer, "Algorithmic learning in a random
    world", 2005; the finite-sample rank as in Angelopoulos and Bates, "A gentle introduction to
    conformal prediction", arXiv 2107.07511, section 1.

    Raises:
        ValueError: the rate is not between 0 and 1.
    """
    rank = math.ceil((len(scores) + 1) * (1 - _exact(rate)))
    if rank > len(scores):
        return None
    edge = sorted(scores)[rank - 1]
    above = (math.floor(edge * _STEPS) + 1) / _STEPS
    return above if above > edge else math.nextafter(edge, math.inf)


def clopper_pearson(wrong: int, n: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the exact interval of a rate of which `wrong` of `n` were seen.

    Clopper and Pearson, "The use of confidence or fiducial limits illustrated in the case of the
    binomial", Biometrika 26, 1934. For a threshold by `conformal_threshold` on the same `n` scores
    the upper end stays exact, because the rate of false answers then follows Beta(wrong + 1,
    n - wrong) (Angelopoulos and Bates, section 3.2); the lower end errs on the wide side.

    Raises:
        ValueError: not 0 <= wrong <= n, or n is 0.
    """
    if not 0 <= wrong <= n or n == 0:
        raise ValueError(f"{wrong} of {n} is no share. Give 0 <= wrong <= n with n > 0.")
    tail = (1 - confidence) / 2
    low = 0.0 if wrong == 0 else _falls_to(_at_most(wrong - 1, n), 1 - tail)
    high = 1.0 if wrong == n else _falls_to(_at_most(wrong, n), tail)
    return low, high


def propose_threshold(scores: Sequence[float], rate: float) -> Threshold | None:
    """Return the threshold for a wanted rate of false answers; None where `scores` are too few.

    Args:
        scores: best scores of questions that should not be answered.
        rate: how often such a question may be answered, between 0 and 1.
    """
    value = conformal_threshold(scores, rate)
    if value is None:
        return None
    return measured_at(value, scores, rate)


def measured_at(value: float, scores: Sequence[float], rate: float) -> Threshold:
    """Return a threshold with its false answers among questions that should not be answered."""
    wrong = sum(score >= value for score in scores)
    low, high = clopper_pearson(wrong, len(scores)) if scores else (0.0, 1.0)
    return Threshold(value, rate, len(scores), wrong, low, high, basis="measured on this index")


def _exact(rate: float) -> Fraction:
    # 0.05 is meant as 1/20: its binary neighbour would ask for one question more.
    exact = Fraction(str(rate))
    if not 0 < exact < 1:
        raise ValueError(f"The rate is {rate}. Give one between 0 and 1.")
    return exact


def _at_most(wrong: int, n: int) -> Callable[[float], float]:
    """Return the binomial P(X <= wrong) as a function of the rate; it falls as the rate grows."""
    steps = np.log(np.arange(n, n - wrong, -1)) - np.log(np.arange(1, wrong + 1))
    ways = np.concatenate([np.zeros(1), np.cumsum(steps)])
    counts = np.arange(wrong + 1)

    def probability(rate: float) -> float:
        logs = ways + counts * math.log(rate) + (n - counts) * math.log1p(-rate)
        peak = float(logs.max())
        return math.exp(peak) * float(np.exp(logs - peak).sum())

    return probability


def _falls_to(probability: Callable[[float], float], wanted: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if probability(middle) > wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2
