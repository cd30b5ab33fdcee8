"""Turns what is read and measured of sentences into the probability that each answers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.candidates import Candidate, gather
from assistant.answer.features import Row, rows
from assistant.answer.highlight import highlight, repeats_question
from assistant.answer.question import Question
from assistant.answer.weights import BIAS, CALIBRATED_BY, CALIBRATION, WEIGHTS
from assistant.answer.windows import Found, read_likeliest
from assistant.models import Hit, Span
from assistant.reader.reading import Reader
from assistant.settings import MOST_READ_PASSAGES

# Keeps a probability off 0 and 1, which no classifier may claim.
_EDGE = 0.0001


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its probability to answer, in (0, 1), and the words that answer.

    `score` is that of the sentence alone, which ranks; `quoted` that of a quote made of it.
    `raised` is equal for all sentences of a question (`raised_by`).
    """

    candidate: Candidate
    score: float
    highlights: tuple[Span, ...] = ()
    raised: float = 0.0

    @property
    def quoted(self) -> float:
        """The calibrated probability that a quote of this sentence answers the question."""
        return quoted(self.score, self.raised)


def quoted(score: float, raised: float) -> float:
    """Return the probability that a quote answers, given that of its best sentence."""
    factor, constant = CALIBRATION
    return _sigmoid(factor * math.log(score / (1 - score)) + constant + raised)


def score_sentences(
    question: Question, hits: Sequence[Hit], reader: Reader, passages: int = MOST_READ_PASSAGES
) -> list[Scored]:
    """Return the candidate sentences of the passages, most probable answer first.

    Args:
        question: what was asked.
        hits: the passages found, best first.
        reader: reads them.
        passages: how many are read in any case; the others only where those do not answer.
    """
    read = read_likeliest(question.query, gather(hits), reader, passages)
    measured = rows(question, [one for one, _ in read], [found for _, found in read])
    return best_first(question, read, measured, [probability(row) for row in measured])


def best_first(
    question: Question,
    read: Sequence[tuple[Candidate, Found]],
    measured: Sequence[Row],
    scores: Sequence[float],
) -> list[Scored]:
    """Return sentences that were read, most probable answer first.

    `measured` and `scores` are their features and probabilities.
    """
    if not read:
        return []
    raised = raised_by(measured[max(range(len(scores)), key=scores.__getitem__)])
    scored = [
        Scored(candidate, score, _highlights(question, candidate, found), raised)
        for (candidate, found), score in zip(read, scores, strict=True)
    ]
    return sorted(scored, key=lambda item: -item.score)


def raised_by(row: Row) -> float:
    """Return what the features of the best sentence add to the log odds of each quote.

    Beside their weight in the order of sentences: whether anything answers hangs more on what the
    reader says of the passage, on the question's numbers, and on an event told as no fact.
    """
    return sum(weight * row[place] for place, weight in CALIBRATED_BY)


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
