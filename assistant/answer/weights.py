"""The sentence scorer's numbers, fitted by `benchmarks/fit_selector.py` (reads a file).

It is a logistic regression.

`scorer.json` beside it holds what was fitted, and says on what.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

SCORER_FILE: Final = Path(__file__).parent / "scorer.json"
_FITTED: Final[dict[str, Any]] = json.loads(SCORER_FILE.read_text(encoding="utf-8"))

# In the order of `features.NAMES`.
WEIGHTS: Final = tuple(_FITTED["weights"].values())
BIAS: Final[float] = _FITTED["bias"]
# (factor, constant) of the logit: a quote holds more than its best sentence, so it is right more
# often.
CALIBRATION: Final = (_FITTED["calibration"]["factor"], _FITTED["calibration"]["constant"])
# (place in a row, weight) of features of the best sentence that make a question's quotes surer.
CALIBRATED_BY: Final[tuple[tuple[int, float], ...]] = tuple(
    (list(_FITTED["weights"]).index(name), weight)
    for name, weight in _FITTED["calibration"]["features"].items()
)
# A quote must be at least this probable, else the corpus is said to have no answer.
ANSWER_THRESHOLD: Final[float] = _FITTED["threshold"]["value"]
# How often questions without an answer reach it.
ERRORS: Final[dict[str, Any]] = _FITTED["threshold"]
# A further quote must be this part as probable as the best one.
QUOTE_FLOOR: Final = 0.2
# Another article goes before a second quote of one only if it is this part as probable as the best.
VARIETY: Final = 0.5
