"""When a quote is shown: the shipped threshold, and the name of the scorer it belongs to."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Final

from assistant.answer import weights
from assistant.threshold import Threshold

# Of the news questions whose articles are not in the index, the half that the reader was not
# trained on (`benchmarks/confidence.py`).
SHIPPED_THRESHOLD: Final = Threshold(
    value=weights.ANSWER_THRESHOLD, error_rate=0.15, n=140, wrong=18, low=0.0780, high=0.1956
)
# Counted up when scores are made in another way; the weights are noticed without it.
_SCORING: Final = "read sentences 1"


@cache
def scorer_id(reader: str = "") -> str:
    """Name how scores are made; a threshold measured with another scorer means nothing.

    Args:
        reader: what else decides the scores, such as the sha256 of a reader's weights.
    """
    numbers = {name: value for name, value in vars(weights).items() if name.isupper()}
    # The threshold itself decides no score.
    numbers.pop("ANSWER_THRESHOLD", None)
    digest = hashlib.sha256(repr(sorted(numbers.items())).encode("utf-8")).hexdigest()
    return " ".join(part for part in (_SCORING, digest[:12], reader) if part)
