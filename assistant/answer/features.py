"""What is measured of a candidate sentence: one row of numbers, in the order of `NAMES`."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TypeVar

from assistant.annotations import ResolvedDate
from assistant.answer.asked_event import AskedEvent, asked_event
from assistant.answer.candidates import Candidate
from assistant.answer.clues import has_clue
from assistant.answer.dates import resolve_dates
from assistant.answer.names_match import names_fit, names_in_article
from assistant.answer.numbers_match import asked_numbers, numbers_fit
from assistant.answer.period import period_fit
from assistant.answer.quantities import Quantity
from assistant.answer.question import Question
from assistant.answer.told_event import exchanged, unrealised
from assistant.answer.windows import Found
from assistant.answer.words import stems

NAMES = (
    "passage_score",
    "passage_first",
    "overlap_context",
    "overlap_title",
    "overlap_passage",
    "names_sentence",
    "clue",
    "asks_for_clue",
    "place_in_article",
    "length",
    "names_fit",
    "names_in_article",
    "numbers_fit",
    "told_otherwise",
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
    asked = _Asked.of(question, word_weights(question, candidates))
    best_answerable = max((read.answerable for read in found), default=0.0)
    return [
        [
            *asked.measure(candidate),
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
    return _Asked.of(question, weights).measure(candidate)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with what is looked for in each of its candidates."""

    question: Question
    weights: dict[str, float]
    total: float
    known: frozenset[str]
    numbers: tuple[Quantity, ...]
    event: AskedEvent | None
    # What is known of each article already: it is long, and has many sentences.
    articles: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, question: Question, weights: dict[str, float]) -> _Asked:
        query, named = question.query, question.named
        return cls(
            question,
            weights,
            sum(weights.values()),
            frozenset(question.stems),
            asked_numbers(query, named),
            # "Did they meet?" is answered by a sentence that denies it.
            None if question.kind == "yes_no" else asked_event(query, named),
        )

    def measure(self, candidate: Candidate) -> Row:
        """Return the row without the reader's part."""
        question, hit = self.question, candidate.hit
        title, text = candidate.article.title, candidate.text
        before, behind = candidate.neighbour(-1), candidate.neighbour(1)
        sentence, headline = stems(text), stems(title)
        # No word reaches over a line's end, so the parts have the stems of the whole.
        context = sentence.union(headline, stems(before), stems(behind))
        asked = question.query, question.named
        published = candidate.article.published
        return [
            hit.score,
            1.0 / candidate.rank,
            self._weighted(context),
            self._weighted(headline),
            self._weighted(stems(hit.text), headline),
            _share(question.names, sentence),
            float(has_clue(question.kind, text, self.known)),
            float(question.kind in _CLUED),
            1.0 / (1 + candidate.index),
            min(len(text.split()), _FULL_LENGTH) / _FULL_LENGTH,
            names_fit(*asked, title, text, (before, behind), hit.text, published),
            self._in_article(candidate),
            numbers_fit(self.numbers, (text, before, behind, title), hit.text),
            float(self._otherwise(text)),
            _period_fit(question, candidate),
            float(question.period is None),
        ]

    def _in_article(self, candidate: Candidate) -> float:
        article = candidate.article
        if article.id not in self.articles:
            query, named = self.question.query, self.question.named
            self.articles[article.id] = names_in_article(
                query, named, article.title, article.text, article.published
            )
        return self.articles[article.id]

    def _otherwise(self, text: str) -> bool:
        """Tell a sentence that has the event as no fact, or with its sides exchanged."""
        event = self.event
        return event is not None and (unrealised(event, text) or exchanged(event, text))

    def _weighted(self, found: frozenset[str], others: frozenset[str] = frozenset()) -> float:
        """Return the weight of the question's words in a text, as a part of all."""
        inside = (
            weight for word, weight in self.weights.items() if word in found or word in others
        )
        return sum(inside) / self.total if self.total else 0.0


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


def _share(wanted: Collection[T], found: frozenset[T]) -> float:
    """Return which part of `wanted` is found; 1 where nothing is wanted."""
    return sum(word in found for word in wanted) / len(wanted) if wanted else 1.0
