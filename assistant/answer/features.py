"""What is measured of a candidate sentence: one row of numbers, in the order of `NAMES`."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar

from assistant.annotations import ResolvedDate
from assistant.answer.candidates import Candidate
from assistant.answer.clues import has_clue
from assistant.answer.dates import resolve_dates
from assistant.answer.names_match import names_fit
from assistant.answer.period import period_fit
from assistant.answer.question import Question
from assistant.answer.windows import Found
from assistant.answer.words import stem_pairs, stems

NAMES = (
    "passage_cosine",
    "passage_score",
    "passage_first",
    "overlap_sentence",
    "overlap_context",
    "overlap_title",
    "overlap_passage",
    "pairs_context",
    "names_sentence",
    "names_context",
    "numbers_context",
    "rarest_context",
    "clue",
    "asks_for_clue",
    "place_in_article",
    "length",
    "names_fit",
    "period_fit",
    "no_period",
    "read_answerable",
    "read_mass",
    "read_best",
    "read_joint",
    "read_answerable_lead",
)
_CLUED = frozenset({"when", "how_many", "who", "where", "why"})
_FULL_LENGTH = 40
# Beyond these a reader is as sure as it can be; a longer tail would only bend the fit.
_LEAST_LOG = -15.0
_MOST_LOGIT = 12.0
# Between a fit and a miss: a question without a period must not seem to fit one.
_NO_PERIOD = 0.5

Row = list[float]
T = TypeVar("T")


def word_weights(question: Question, candidates: Sequence[Candidate]) -> dict[str, float]:
    """Return how telling each word of the question is: what few candidates have weighs more."""
    frequency: Counter[str] = Counter()
    for candidate in candidates:
        frequency.update(stems(candidate.text).intersection(question.stems))
    return {
        word: math.log(1 + (1 + len(candidates)) / (1 + frequency[word])) for word in question.stems
    }


def rows(question: Question, candidates: Sequence[Candidate], found: Sequence[Found]) -> list[Row]:
    """Return the row of each candidate: what words tell of it, and what the reader found in it."""
    weights = word_weights(question, candidates)
    best_answerable = max((read.answerable for read in found), default=0.0)
    return [
        [
            *measure(question, candidate, weights),
            _logit(read.answerable),
            max(read.mass, _LEAST_LOG),
            max(read.best, _LEAST_LOG),
            max(read.joint, _LEAST_LOG),
            _logit(read.answerable) - _logit(best_answerable),
        ]
        for candidate, read in zip(candidates, found, strict=True)
    ]


def measure(question: Question, candidate: Candidate, weights: dict[str, float]) -> Row:
    """Return what the words of a candidate tell: the row without the reader's part."""
    sentence, context = stems(candidate.text), stems(candidate.context)
    numbers = [word for word in question.stems if word[0].isdigit()]
    rarest = max(weights, key=weights.__getitem__, default="")
    return [
        candidate.hit.cosine,
        candidate.hit.score,
        1.0 / candidate.rank,
        _weighted(weights, sentence),
        _weighted(weights, context),
        _weighted(weights, stems(candidate.article.title)),
        _weighted(weights, stems(candidate.hit.text) | stems(candidate.article.title)),
        _share(stem_pairs(question.query), stem_pairs(candidate.context)),
        _share(question.names, sentence),
        _share(question.names, context),
        _share(numbers, context),
        float(rarest in context),
        float(has_clue(question.kind, candidate.text, frozenset(question.stems))),
        float(question.kind in _CLUED),
        1.0 / (1 + candidate.index),
        min(len(candidate.text.split()), _FULL_LENGTH) / _FULL_LENGTH,
        names_fit(
            question.query,
            candidate.article.title,
            candidate.text,
            (candidate.neighbour(-1), candidate.neighbour(1)),
            candidate.hit.text,
            candidate.article.published,
        ),
        _period_fit(question, candidate),
        float(question.period is None),
    ]


def _period_fit(question: Question, candidate: Candidate) -> float:
    period = question.period
    if period is None:
        return _NO_PERIOD
    start, end = candidate.span
    published, offset = candidate.article.published, candidate.hit.start
    dates = passage_dates(candidate.hit.text, published) if period.mode == "boost" else ()
    inside = [each for each in dates if start <= each.start + offset and each.end + offset <= end]
    return period_fit(published, inside, period)


@lru_cache(maxsize=64)
def passage_dates(text: str, published: date | None) -> tuple[ResolvedDate, ...]:
    """Return the dates of a passage alone: the whole article's would take ten times as long."""
    return tuple(resolve_dates(text, published))


def _logit(value: float) -> float:
    return min(max(value, -_MOST_LOGIT), _MOST_LOGIT)


def _weighted(weights: dict[str, float], found: frozenset[str]) -> float:
    total = sum(weights.values())
    return (
        sum(weight for word, weight in weights.items() if word in found) / total if total else 0.0
    )


def _share(wanted: Iterable[T], found: frozenset[T]) -> float:
    """Return which part of `wanted` is found; 1 where nothing is wanted."""
    asked = list(wanted)
    return sum(word in found for word in asked) / len(asked) if asked else 1.0
