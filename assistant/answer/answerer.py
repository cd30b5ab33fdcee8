"""From a question and the passages found for it to an answer of verified quotes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answer.question import Question
from assistant.answer.score import Encode, score_sentences
from assistant.answer.select import choose
from assistant.answer.threshold import SHIPPED_THRESHOLD
from assistant.answer.weights import QUOTE_FLOOR
from assistant.models import Answer, Hit
from assistant.settings import NEAREST_QUOTES
from assistant.threshold import Threshold


def answer_question(
    question: Question,
    hits: Sequence[Hit],
    encode: Encode,
    *,
    k: int,
    since: date | None = None,
    until: date | None = None,
    threshold: Threshold = SHIPPED_THRESHOLD,
) -> Answer:
    """Return at most `k` quotes, or none but the nearest sentences where none is probable."""
    scored = score_sentences(question, hits, encode)
    interpretation = question.interpretation(since, until)
    if scored and scored[0].score >= threshold.value:
        floor = QUOTE_FLOOR * scored[0].score
        quotes = choose(scored, question, k, floor)
        return Answer(question.text, interpretation, quotes, threshold=threshold)
    nearest = choose(scored, question, min(k, NEAREST_QUOTES))
    return Answer(question.text, interpretation, nearest=nearest, threshold=threshold)
