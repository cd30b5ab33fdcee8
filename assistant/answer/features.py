"""What is measured of a candidate sentence: one row of numbers, in the order of `NAMES`."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from assistant.answer.candidates import Candidate
from assistant.answer.clues import has_clue
from assistant.answer.question import Question
from assistant.answer.words import stem_pairs, stems

NAMES = (
    "cosine",
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
    "names_all",
    "numbers_context",
    "rarest_context",
    "clue",
    "asks_for_clue",
    "place_in_article",
    "length",
    "is_question",
)
_CLUED = frozenset({"when", "how_many", "who", "where", "why"})
_FULL_LENGTH = 40

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


def measure(question: Question, candidate: Candidate, weights: dict[str, float]) -> Row:
    """Return the row of a candidate; the cosine, which needs encoding, is left 0."""
    sentence, context = stems(candidate.text), stems(candidate.context)
    numbers = [word for word in question.stems if word[0].isdigit()]
    rarest = max(weights, key=weights.__getitem__, default="")
    named = _share(question.names, context)
    return [
        0.0,
        candidate.hit.cosine,
        candidate.hit.score,
        1.0 / candidate.rank,
        _weighted(weights, sentence),
        _weighted(weights, context),
        _weighted(weights, stems(candidate.article.title)),
        _weighted(weights, stems(candidate.hit.text) | stems(candidate.article.title)),
        _share(stem_pairs(question.query), stem_pairs(candidate.context)),
        _share(question.names, sentence),
        named,
        float(named == 1.0),
        _share(numbers, context),
        float(rarest in context),
        float(has_clue(question.kind, candidate.text, frozenset(question.stems))),
        float(question.kind in _CLUED),
        1.0 / (1 + candidate.index),
        min(len(candidate.text.split()), _FULL_LENGTH) / _FULL_LENGTH,
        float(re.search(r"\?[\"”’]*$", candidate.text) is not None),
    ]


def _weighted(weights: dict[str, float], found: frozenset[str]) -> float:
    total = sum(weights.values())
    return (
        sum(weight for word, weight in weights.items() if word in found) / total if total else 0.0
    )


def _share(wanted: Iterable[T], found: frozenset[T]) -> float:
    """Return which part of `wanted` is found; 1 where nothing is wanted."""
    asked = list(wanted)
    return sum(word in found for word in asked) / len(asked) if asked else 1.0
