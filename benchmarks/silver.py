"""What counts as a right passage or sentence; pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from assistant.evaluation.match import holds as holds
from assistant.evaluation.match import overlaps
from assistant.models import Quote


def training_half(record_id: str) -> bool:
    """Tell whether a question may be fitted on; the other half is only measured."""
    return hashlib.sha256(record_id.encode()).digest()[0] % 2 == 0


def scorer_part(url: str) -> bool:
    """Tell whether the questions of an article of `news_questions` are kept for fitting the scorer.

    An eighth is: the reader is not trained on it, so it is no surer there than in use.
    """
    return hashlib.sha256(url.encode()).digest()[0] % 8 == 0


def right_quote(quote: Quote, record: dict[str, Any]) -> bool:
    """Tell whether a quote overlaps a gold span, or has the answer's words elsewhere."""
    if quote.article.url == record["url"]:
        return overlaps(quote, record["gold"])
    return holds(quote.text, record["answer"])


def typed_small(question: str) -> str:
    """Return a question as it is often typed: in lower case, without marks at its end."""
    return question.lower().rstrip(" ?.!")


def share(outcomes: Sequence[bool]) -> float:
    """Return the share of true outcomes; 0 of none."""
    return sum(outcomes) / len(outcomes) if outcomes else 0.0
