"""Weighs a line's signals, twice: the second time with what its neighbours came out as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.corpus.surroundings import shifted, window

Column = NDArray[np.float64]
Columns = Mapping[str, Column]

# Past this a line is as sure as it can be; a longer paragraph must not outvote the page.
SURE_ODDS: Final = 6.0

# By cross-validation: 1 gains .007 of F1 on main contents, 2 gains .011 and costs .004 on pages.
SHARE_GAIN: Final = 2.0


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight of each signal in log-odds, of the first and of the second weighing."""

    first: Mapping[str, float]
    second: Mapping[str, float]


def body_odds(signals: Columns, weights: Weights) -> Column:
    """Return for each line the log-odds that it is body."""
    first = weigh(signals, weights.first)
    return weigh({**signals, **neighbour_signals(signals, first)}, weights.second)


def weigh(signals: Columns, weights: Mapping[str, float]) -> Column:
    """Return the weighted sum of the signals of each line.

    Raises:
        KeyError: a weight names a signal that the lines lack.
    """
    return np.asarray(np.column_stack([signals[name] for name in weights]) @ [*weights.values()])


def neighbour_signals(signals: Columns, odds: Column) -> dict[str, Column]:
    """Return what the first weighing says of each line, of those around it and of the page."""
    chance = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    sizes = np.expm1(signals["log_words"])
    body = chance * sizes
    total = body.sum() + 1.0
    above = (np.cumsum(body) - body) / total
    below = np.maximum(0.0, 1 - above - body / total)
    one_up, one_down = shifted(chance, -1), shifted(chance, 1)
    columns = {
        "odds": np.clip(odds, -SURE_ODDS, SURE_ODDS) / 3,
        "prev_body": one_up,
        "prev2_body": shifted(chance, -2),
        "next_body": one_down,
        "next2_body": shifted(chance, 2),
        "between_body": np.minimum(one_up, one_down),
        "lines_near": window(chance, 6) / window(np.ones(len(chance)), 6),
        "body_above": np.sqrt(above),
        "body_below": np.sqrt(below),
        "body_around": np.sqrt(np.minimum(above, below)),
        "page_body": np.full(len(chance), total / (sizes.sum() + 1.0)),
    }
    for reach in (2, 6, 15):
        columns[f"words_near_{reach}"] = window(body, reach) / window(sizes, reach)
    return columns


def best_cut(signals: Columns, odds: Column) -> tuple[float, float]:
    """Return the log-odds above which to keep lines, and the share of words likely to be body.

    Taking lines from the likeliest down, expected F1 is highest where the chance falls below half
    of that F1 (Lipton, Elkan and Naryanaswamy 2014). Where most of a page is body, more of it is:
    the cut moves with the share.
    """
    chance = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    order = np.argsort(-chance, kind="stable")
    sizes = np.expm1(signals["log_words"])[order]
    body = chance[order] * sizes
    f1 = 2 * np.cumsum(body) / (np.cumsum(sizes) + body.sum())
    half = float(f1.max()) / 2
    share = float(body.sum() / sizes.sum())
    return SHARE_GAIN * share * float(np.log(half / (1 - half))), share
