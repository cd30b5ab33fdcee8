"""Turns what is read and measured of sentences into the probability that each answers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.candidates import Candidate, gather
from assistant.answer.features import Row, rows
from assistant.answer.highlight import highlight, repeats_question
from assistant.answer.question import Question
from assistant.answer.weights import BIAS, CALIBRATION, WEIGHTS
from assistant.answer.windows import Found, read_candidates
from assistant.models import Hit, Span
from assistant.reader.reading import Reader

# Keeps a probability off 0 and 1, which no classifier may claim.
_EDGE = 0.0001


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its probability to answer, in (0, 1), and the words that answer.

    `score` is that of the sentence alone, which ranks; `quoted` that of a quote made of it.
    """

    candidate: Candidate
    score: float
    highlights: tuple[Span, ...] = ()

    @property
    def quoted(self) -> float:
        """The calibrated probability that a quote of this sentence answers the question."""
        return quoted(self.score)


def quoted(score: float) -> float:
    """Return the probability that a quote answers, given that of its best sentence."""
    factor, constant = CALIBRATION
    return _sigmoid(factor * math.log(score / (1 - score)) + constant)


def feature_rows(
    question: Question, hits: Sequence[Hit], reader: Reader
) -> list[tuple[Candidate, Found, Row]]:
    """Return the sentences of the passages with what was read in them and their features."""
    candidates = gather(hits)
    found = read_candidates(question.query, candidates, reader)
    return list(zip(candidates, found, rows(question, candidates, found), strict=True))


def score_sentences(question: Question, hits: Sequence[Hit], reader: Reader) -> list[Scored]:
    """Return the candidate sentences of the passages, most probable answer first."""
    scored = [
        Scored(candidate, probability(row), _highlights(question, candidate, found))
        for candidate, found, row in feature_rows(question, hits, reader)
    ]
    return sorted(scored, key=lambda item: -item.score)


def _highlights(question: Question, candidate: Candidate, found: Found) -> tuple[Span, ...]:
    if found.words is None:
        return ()
    text = candidate.article.text
    span = highlight(question.kind, text, found.words, candidate.span)
    return () if repeats_question(question.kind, text[slice(*span)], question.stems) else (span,)


def probability(row: Row) -> float:
    """Return the probability that the sentence with these features answers the question."""
    logit = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, row, strict=True))
    return _sigmoid(logit)


def _sigmoid(logit: float) -> float:
    return min(max(1.0 / (1.0 + math.exp(-logit)), _EDGE), 1 - _EDGE)
