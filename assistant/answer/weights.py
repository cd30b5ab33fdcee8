"""The sentence scorer: a logistic regression, fitted by `benchmarks/fit_selector.py`."""

from __future__ import annotations

from typing import Final

# In the order of `features.NAMES`.
WEIGHTS: Final = (
    5.0,
    0.0,
    2.0,
    0.5,
    1.0,
    2.0,
    0.0,
    0.0,
    0.5,
    0.5,
    0.5,
    0.5,
    0.5,
    0.3,
    1.0,
    -0.5,
    0.3,
    0.5,
    -1.0,
)
BIAS: Final = -7.0
# The best sentence must be at least this probable, else the corpus is said to have no answer.
ANSWER_THRESHOLD: Final = 0.2
# A further quote must be this part as probable as the best one.
QUOTE_FLOOR: Final = 0.2
# Another article goes before a second quote of one only if it is this part as probable as the best.
VARIETY: Final = 0.5
