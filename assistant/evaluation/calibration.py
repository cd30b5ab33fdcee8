"""Whether scores are the probabilities they claim to be; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# Ten bins are what published reliability diagrams have; a bin needs about ten cases to say a thing.
BINS: Final = 10
BIN_CASES: Final = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases of like score: `low` to `high` their scores, `score` the mean, `right` the share."""

    n: int
    low: float
    high: float
    score: float
    right: float


def bins_for(n: int) -> int:
    """Return how many bins `n` cases can fill: ten, or fewer so that each has ten cases."""
    return max(1, min(BINS, n // BIN_CASES))


def reliability_curve(
    scores: Sequence[float], right: Sequence[bool], bins: int | None = None
) -> tuple[Bin, ...]:
    """Return bins of equally many cases, lowest scores first; `bins_for` decides without `bins`.

    Equal scores stay in one bin, so there may be fewer bins than wanted. Equal mass instead of
    equal width: Nguyen and O'Connor, "Posterior calibration and exploratory analysis for natural
    language processing models", EMNLP 2015, section 2.

    Raises:
        ValueError: there are not as many outcomes as scores, or fewer than one bin.
    """
    cases = sorted(zip(scores, right, strict=True))
    wanted = bins_for(len(cases)) if bins is None else bins
    if wanted < 1:
        raise ValueError(f"{wanted} bins. Give at least one.")
    edges = [0]
    for number in range(1, wanted + 1):
        edge = max(edges[-1], len(cases) * number // wanted)
        while 0 < edge < len(cases) and cases[edge][0] == cases[edge - 1][0]:
            edge += 1
        edges.append(edge)
    parts = (cases[first:last] for first, last in zip(edges, edges[1:], strict=False))
    return tuple(_bin(part) for part in parts if part)


def expected_calibration_error(curve: Sequence[Bin]) -> float:
    """Return the mean distance of mean score and share right, each bin weighed by its cases.

    0 of no bins. Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using
    Bayesian binning", AAAI 2015.
    """
    cases = sum(part.n for part in curve)
    return sum(part.n * abs(part.score - part.right) for part in curve) / cases if cases else 0.0


def brier_score(scores: Sequence[float], right: Sequence[bool]) -> float:
    """Return the mean squared distance of score and outcome; 0 of no cases.

    Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78,
    1950; here for one class, in [0, 1].
    """
    squares = [
        (score - outcome) ** 2 for score, outcome in zip(scores, map(float, right), strict=True)
    ]
    return sum(squares) / len(squares) if squares else 0.0


def _bin(cases: Sequence[tuple[float, bool]]) -> Bin:
    n = len(cases)
    mean = sum(score for score, _ in cases) / n
    return Bin(n, cases[0][0], cases[-1][0], mean, sum(outcome for _, outcome in cases) / n)
