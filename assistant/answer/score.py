"""Turns the features of candidate sentences into the probability that each answers the question."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answer.candidates import Candidate, gather
from assistant.answer.features import Row, measure, word_weights
from assistant.answer.question import Question
from assistant.answer.weights import BIAS, WEIGHTS
from assistant.models import Hit
from assistant.settings import SCORED_SENTENCES

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
# Keeps a probability off 0 and 1, which no classifier may claim.
_EDGE = 0.0001


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its probability to answer, in (0, 1)."""

    candidate: Candidate
    score: float


def feature_rows(
    question: Question, hits: Sequence[Hit], encode: Encode
) -> list[tuple[Candidate, Row]]:
    """Return the candidates worth encoding with their rows of features, cosine set."""
    candidates = gather(hits)
    weights = word_weights(question, candidates)
    rows = [(candidate, measure(question, candidate, weights)) for candidate in candidates]
    rows.sort(key=lambda row: -_logit(row[1]))
    kept = rows[:SCORED_SENTENCES]
    if not kept:
        return []
    vectors = encode([question.query, *(candidate.text for candidate, _ in kept)])
    cosines = (vectors[1:] @ vectors[0]).tolist()
    return [
        (candidate, [cosine, *row[1:]])
        for (candidate, row), cosine in zip(kept, cosines, strict=True)
    ]


def score_sentences(question: Question, hits: Sequence[Hit], encode: Encode) -> list[Scored]:
    """Return the candidate sentences of the passages, most probable answer first."""
    rows = feature_rows(question, hits, encode)
    scored = [Scored(candidate, probability(row)) for candidate, row in rows]
    return sorted(scored, key=lambda item: -item.score)


def probability(row: Row) -> float:
    """Return the probability that the sentence with these features answers the question."""
    raw = 1.0 / (1.0 + math.exp(-_logit(row)))
    return min(max(raw, _EDGE), 1 - _EDGE)


def _logit(row: Row) -> float:
    return BIAS + sum(weight * value for weight, value in zip(WEIGHTS, row, strict=True))
