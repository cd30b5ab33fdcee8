"""When a quote is shown: the shipped threshold, and the name of the scorer it belongs to."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Final

from assistant.answer import weights
from assistant.threshold import FalseAnswers, Threshold

# The rates that questions without an answer reach it at (`benchmarks/fit_selector.py`).
SHIPPED_THRESHOLD: Final = Threshold(
    **{**weights.ERRORS, "look_alikes": FalseAnswers(**weights.ERRORS["look_alikes"])}
)
# Counted up when scores are made in another way; the weights are noticed without it.
_SCORING: Final = "read sentences 2"


@cache
def scorer_id(reader: str = "") -> str:
    """Name how scores are made; a threshold measured with another scorer means nothing.

    Args:
        reader: what else decides the scores, such as the sha256 of a reader's weights.
    """
    numbers = {name: value for name, value in vars(weights).items() if name.isupper()}
    # The threshold itself decides no score.
    for name in ("ANSWER_THRESHOLD", "ERRORS", "SCORER_FILE"):
        numbers.pop(name, None)
    digest = hashlib.sha256(repr(sorted(numbers.items())).encode("utf-8")).hexdigest()
    return " ".join(part for part in (_SCORING, digest[:12], reader) if part)
