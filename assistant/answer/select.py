"""Chooses the quotes of an answer among scored sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer.candidates import Candidate
from assistant.answer.clues import direct_words
from assistant.answer.score import Scored
from assistant.answer.weights import VARIETY
from assistant.answer.words import content_words, stems
from assistant.models import QuestionKind, Quote, Span
from assistant.settings import QUOTE_WORDS, SAME_QUOTE

# A sentence that begins so is not understood without the one before it.
_LEANS_BACK = re.compile(
    r"[\"“‘'(]*(?:He|She|It|They|This|That|These|Those|His|Her|Its|Their|But|And|So|Then|There|Both)\b"
)
# Shorter sentences say too little alone.
_SHORT_WORDS = 6


def choose(
    scored: Sequence[Scored], kind: QuestionKind, limit: int, floor: float = 0.0
) -> tuple[Quote, ...]:
    """Return at most `limit` quotes of sentences that score `floor` or more.

    Every article that has a likely answer gives its best before any gives a second. No two quotes
    overlap or say the same.
    """
    chosen: list[Quote] = []
    for item in _articles_in_turn([item for item in scored if item.score >= floor]):
        if len(chosen) == limit:
            break
        quote = _quote(item, kind)
        if not any(_repeats(quote, other) for other in chosen):
            chosen.append(quote)
    return tuple(chosen)


def _articles_in_turn(scored: Sequence[Scored]) -> Iterator[Scored]:
    likely = VARIETY * scored[0].score if scored else 0.0
    firsts: dict[str, Scored] = {}
    for item in scored:
        if item.score >= likely:
            firsts.setdefault(item.candidate.article.id, item)
    yield from firsts.values()
    first = {id(item) for item in firsts.values()}
    yield from (item for item in scored if id(item) not in first)


def _quote(item: Scored, kind: QuestionKind) -> Quote:
    article = item.candidate.article
    start, end = _widened(item.candidate)
    own_start, own_end = item.candidate.span
    direct = direct_words(kind, article.text[own_start:own_end])
    highlights = tuple((own_start + first, own_start + last) for first, last in direct)
    return Quote(article, start, end, article.text[start:end], item.score, highlights)


def _widened(candidate: Candidate) -> Span:
    """Take in the sentence before one that leans on it, within a paragraph and a quote's length."""
    start, end = candidate.span
    text = candidate.article.text
    short = len(text[start:end].split()) < _SHORT_WORDS
    if candidate.index and (short or _LEANS_BACK.match(text[start:end])):
        before = candidate.sentences[candidate.index - 1]
        together = text[before[0] : end]
        if "\n" not in text[before[1] : start] and len(together.split()) <= QUOTE_WORDS:
            return before[0], end
    return start, end


def _repeats(quote: Quote, other: Quote) -> bool:
    if quote.article.id == other.article.id and quote.start < other.end and other.start < quote.end:
        return True
    mine, theirs = (
        stems(" ".join(content_words(quote.text))),
        stems(" ".join(content_words(other.text))),
    )
    union = mine | theirs
    return bool(union) and len(mine & theirs) / len(union) >= SAME_QUOTE
