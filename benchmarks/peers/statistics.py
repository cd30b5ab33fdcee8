"""Percentiles, and ratios within rounds; pure."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some values with the lowest and the highest."""

    median: float
    lowest: float
    highest: float
    count: int


def spread(values: Sequence[float]) -> Spread:
    """Return the spread of at least one value."""
    return Spread(statistics.median(values), min(values), max(values), len(values))


def percentile(values: Sequence[float], percent: float) -> float:
    """Return a percentile by linear interpolation, as numpy has it."""
    return float(np.percentile(np.asarray(values), percent))


def ratios(values: dict[int, float], base: dict[int, float]) -> list[float]:
    """Return the values as multiples of the base's of the same round, where both have one."""
    return [values[n] / base[n] for n in sorted(values) if n in base and base[n]]
