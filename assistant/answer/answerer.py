"""From a question and the passages found for it to an answer of verified quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from assistant.answer.dates import quote_dates
from assistant.answer.disagreements import find_disagreements
from assistant.answer.question import Question
from assistant.answer.receipt import receipt
from assistant.answer.score import Scored, score_sentences
from assistant.answer.select import asks_for_events, choose
from assistant.answer.sentences import split_sentences
from assistant.answer.speaker import find_speaker
from assistant.answer.telling import quotable
from assistant.answer.threshold import SHIPPED_THRESHOLD
from assistant.answer.timeline import build_timeline
from assistant.answer.weights import QUOTE_FLOOR
from assistant.answer.words import stems
from assistant.models import Answer, Hit, Quote
from assistant.reader.reading import Reader
from assistant.settings import (
    EVENT_PASSAGES,
    FEW_QUOTES,
    MOST_READ_PASSAGES,
    NEAREST_QUOTES,
    READ_PASSAGES,
)
from assistant.threshold import Threshold

# So few words, and none of them in a passage, are typed by mistake.
_FEW_WORDS: Final = 2


def answer_question(
    question: Question,
    hits: Sequence[Hit],
    reader: Reader,
    *,
    k: int,
    since: date | None = None,
    until: date | None = None,
    threshold: Threshold = SHIPPED_THRESHOLD,
) -> Answer:
    """Return at most `k` quotes, or none but the nearest sentences where none is probable.

    The nearest are left out where no passage has a word of the question ("asdf").
    """
    interpretation = question.interpretation(since, until)
    if not question.stems:
        return Answer(question.text, interpretation, threshold=threshold)
    scored = score_sentences(question, hits, reader, passages_to_read(question, k))
    chosen, found = chosen_quotes(question, scored, k, threshold.value)
    if not found:
        near = tuple(map(_annotated, chosen)) if _tells_of(question, hits) else ()
        return Answer(question.text, interpretation, nearest=near, threshold=threshold)
    sure_first = sorted(chosen, key=lambda quote: quote.score < threshold.value)
    quotes = tuple(map(_annotated, sure_first))
    return Answer(
        question.text,
        interpretation,
        quotes,
        timeline=build_timeline(question, quotes),
        disagreements=find_disagreements(question, quotes),
        threshold=threshold,
    )


def chosen_quotes(
    question: Question, scored: Sequence[Scored], k: int, least: float
) -> tuple[tuple[Quote, ...], bool]:
    """Return at most `k` quotes of scored sentences, and whether the best is `least` probable.

    Without one so probable they are the nearest.
    """
    ordered = quotable(scored, least)
    found = bool(ordered) and ordered[0].quoted >= least
    limit = k if found else min(k, NEAREST_QUOTES)
    floor = QUOTE_FLOOR * ordered[0].score if found else 0.0
    return choose(ordered, question, limit, floor, quote_dates), found


def _tells_of(question: Question, hits: Sequence[Hit]) -> bool:
    """Tell whether the nearest has anything to do with the question: "asdf" is near by chance."""
    asked = frozenset(question.stems)
    return len(asked) > _FEW_WORDS or any(
        asked & (stems(hit.text) | stems(hit.article.title)) for hit in hits
    )


def passages_to_read(question: Question, k: int) -> int:
    """Return how many passages to read for `k` quotes in any case.

    More are read where several events may answer; see also `windows.reads_on`.
    """
    fewest = EVENT_PASSAGES if asks_for_events(question) else READ_PASSAGES
    return max(fewest, min(k, MOST_READ_PASSAGES)) if k > FEW_QUOTES else fewest


def _annotated(quote: Quote) -> Quote:
    """Add who speaks and the receipt to a quote."""
    article, start, end = quote.article, quote.start, quote.end
    sentences = tuple(split_sentences(article.text))
    return replace(
        quote,
        speaker=find_speaker(article, start, end, sentences),
        receipt=receipt(article, start, end),
    )
