"""Orders passages anew by whether they answer the question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.models import Hit
from assistant.reader.heading import heading
from assistant.reader.reading import Reader
from assistant.settings import READING_LIFT, READING_LOGIT, RERANKED_PASSAGES

# A claim or a few words ask for nothing that a passage could answer.
_QUESTION = re.compile(
    r"(?:(?:and|but|so|in|on|at|of|for|from|to|with|by|since|until|about|during)\s+)?"
    r"(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can"
    r"|could|will|would|should|may|might|date|number|name)\b|.*\?\s*$",
    re.IGNORECASE | re.DOTALL,
)


def asks(query: str) -> bool:
    """Tell whether a query is a question."""
    return _QUESTION.match(query.strip()) is not None


def rerank(question: str, hits: Sequence[Hit], reader: Reader) -> list[Hit]:
    """Return the hits, the best `RERANKED_PASSAGES` of them read and put in order, the rest behind.

    To the fused score of a passage read is added what the reader says of it.
    """
    read, rest = hits[:RERANKED_PASSAGES], hits[RERANKED_PASSAGES:]
    told = [(heading(hit.article.title, hit.article.published), hit.text) for hit in read]
    readings = reader.read(question, told)
    scored = [
        replace(hit, score=hit.score + READING_LIFT * _bounded(reading.answerable))
        for hit, reading in zip(read, readings, strict=True)
    ]
    least = min((hit.score for hit in scored), default=0.0)
    behind = [replace(hit, score=min(hit.score, least)) for hit in rest]
    return sorted(scored, key=lambda hit: -hit.score) + behind


def _bounded(logit: float) -> float:
    """Return how sure the reader is, in [-1, 1]."""
    return min(max(logit / READING_LOGIT, -1.0), 1.0)
