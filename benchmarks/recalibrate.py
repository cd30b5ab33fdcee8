"""Platt scaling: the straight line in log-odds that makes scores probabilities."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression


@dataclass(frozen=True, slots=True)
class Line:
    """New log-odds are `slope` times the old ones plus `intercept`; order is kept."""

    slope: float
    intercept: float

    def of(self, score: float) -> float:
        return 1 / (1 + math.exp(-(self.slope * _log_odds(score) + self.intercept)))


def fit_line(scores: Sequence[float], right: Sequence[bool]) -> Line:
    """Fit the line on best scores and whether the first quote was right (Platt, 1999)."""
    odds = np.array([[_log_odds(score)] for score in scores])
    model = LogisticRegression(C=1e6).fit(odds, np.array(right))
    return Line(float(model.coef_[0, 0]), float(model.intercept_[0]))


def _log_odds(score: float) -> float:
    held = min(max(score, 1e-4), 1 - 1e-4)
    return math.log(held / (1 - held))
