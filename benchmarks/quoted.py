"""The quotes that the program makes of questions that were read before; reads nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.answer.answerer import chosen_quotes
from assistant.answer.candidates import Candidate
from assistant.answer.score import best_first
from assistant.answer.weights import ANSWER_THRESHOLD
from assistant.models import Quote
from benchmarks.readings import QUOTES, Asked, Read, understood
from benchmarks.silver import holds, right_quote

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A question with its quotes, whether each is right, and the first one's sentence.

    `logit` and `row` are the score's log odds and the features of that sentence.
    """

    set: str
    record: Record
    fitting: bool
    answerable: bool
    quotes: tuple[Quote, ...]
    right: tuple[bool, ...]
    logit: float
    row: NDArray[np.float64]


def quoted_from(
    read: Read, candidates: Sequence[Candidate], asked: Asked, scores: NDArray[np.float64]
) -> Quoted:
    """Return the quotes of a question whose sentences have these scores,."""
    question = understood(read.record)
    found = list(zip(candidates, read.found, strict=True))
    ordered = best_first(question, found, asked.rows.tolist(), scores.tolist())
    quotes, _ = chosen_quotes(question, ordered, QUOTES, ANSWER_THRESHOLD)
    best = int(scores.argmax())
    logit = float(np.log(scores[best] / (1 - scores[best])))
    right = tuple(is_right(quote, read.record) for quote in quotes)
    return Quoted(read.set, read.record, asked.fitting, asked.answerable, quotes, right, logit,
                  asked.rows[best])  # fmt: skip


def is_right(quote: Quote, record: Record) -> bool:
    """Tell whether a quote answers, by its question's spans or its answer's words."""
    if record.get("gold"):
        return right_quote(quote, record)
    return bool(record.get("articles")) and holds(quote.text, record["answers"])
