"""Asks questions with known answers and keeps what came of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assistant.evaluation.questions import EvalQuestion
from assistant.models import Answer, Quote
from assistant.threshold import Threshold

if TYPE_CHECKING:
    from assistant.assistant import Assistant

# Rankings are judged to this depth.
PASSAGES: Final = 10
QUOTES: Final = 3
# Whatever threshold is in force, every question's quotes are looked at; scores lie above 0.
_SHOW_ALL: Final = Threshold(value=0.0, error_rate=1.0, n=0, wrong=0, low=0.0, high=1.0)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a question, whether or not the threshold would have shown it.

    `score` is that of the best quote, 0 without any. `quote` and `passage` are the ranks (from 1)
    of the first right one, 0 if none of the first three quotes or ten passages is; `named_quote`
    and `named_passage` count only those of the named articles. `marked_wrong` says that the first
    quote was said to be wrong, of a question of which nothing else is known.
    """

    question: EvalQuestion
    score: float
    quote: int = 0
    named_quote: int = 0
    passage: int = 0
    named_passage: int = 0
    marked_wrong: bool = False

    @property
    def right(self) -> bool:
        """Whether the first quote answers the question."""
        return self.quote == 1

    @property
    def known(self) -> bool:
        """Whether it is known if the first quote is right; others count for nothing."""
        return self.question.decided or self.marked_wrong


def best_score(answer: Answer) -> float:
    """Return the highest score among the quotes, or the nearest where there are none; else 0."""
    return max((quote.score for quote in answer.quotes or answer.nearest), default=0.0)


def measure(
    desk: Assistant,
    questions: Sequence[EvalQuestion],
    on_progress: Progress = lambda done, total: None,
) -> list[Outcome]:
    """Ask each question and judge its quotes and passages.

    Raises:
        InvalidRequest: a question cannot be asked (too long, since after until).
    """
    everything = desk.at(_SHOW_ALL)
    outcomes = []
    for number, question in enumerate(questions, 1):
        outcomes.append(_outcome(everything, question))
        on_progress(number, len(questions))
    return outcomes


def _outcome(desk: Assistant, question: EvalQuestion) -> Outcome:
    record = question.record
    answer = desk.ask(
        record.question,
        k=QUOTES,
        since=record.since,
        until=record.until,
        source=record.source or None,
        history=record.history,
        language=record.language or None,
        asked=record.asked,
        id=record.id,
    )
    score = best_score(answer)
    quotes: tuple[Quote, ...] = (answer.quotes or answer.nearest)[:QUOTES]
    if not question.answerable:
        wrong = not question.decided and any(map(question.is_marked_wrong, quotes[:1]))
        return Outcome(question, score, marked_wrong=wrong)
    read = answer.interpretation
    hits = desk.retriever.search(
        read.query,
        k=PASSAGES,
        since=read.since,
        until=read.until,
        source=read.source or None,
        language=read.language or None,
    )
    right = [question.is_answered_by(quote) for quote in quotes]
    passages = [question.is_answered_by(hit) for hit in hits]
    named = [question.names(quote) for quote in quotes]
    named_hits = [question.names(hit) for hit in hits]
    return Outcome(
        question,
        score,
        quote=_first(right),
        named_quote=_first([a and b for a, b in zip(right, named, strict=True)]),
        passage=_first(passages),
        named_passage=_first([a and b for a, b in zip(passages, named_hits, strict=True)]),
    )


def _first(right: Sequence[bool]) -> int:
    return right.index(True) + 1 if True in right else 0
