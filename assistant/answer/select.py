"""Chooses the quotes of an answer among scored sentences, and puts them in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from assistant.annotations import ResolvedDate
from assistant.answer.asked_words import name_highlights, number_highlights
from assistant.answer.candidates import Candidate
from assistant.answer.clues import direct_words
from assistant.answer.event_date import date_highlights, events_in_turn, length_highlights
from assistant.answer.extent import extent
from assistant.answer.lead import told_from
from assistant.answer.question import Question
from assistant.answer.repeats import better_source, overlaps, says_the_same
from assistant.answer.score import Scored
from assistant.answer.weights import VARIETY
from assistant.models import Article, QuestionKind, Quote, Span
from assistant.settings import EVENT_QUOTES

# Kinds of questions whose answer may be a list of names.
_NAMED: Final[frozenset[QuestionKind]] = frozenset(("who", "where", "what"))
DatesOf = Callable[[Article, int, int], Sequence[ResolvedDate]]


def choose(
    scored: Sequence[Scored],
    question: Question,
    limit: int,
    floor: float = 0.0,
    dates_of: DatesOf | None = None,
) -> tuple[Quote, ...]:
    """Return at most `limit` quotes of sentences that score `floor` or more, in order.

    Every article that has a likely answer gives its best before any gives a second. No two quotes
    overlap or say the same: of equal ones the best source stands. Where the question may have
    several events for an answer, each comes once before any comes again.

    Args:
        scored: the candidate sentences, best first.
        question: what was asked.
        limit: quotes wanted, at least 1.
        floor: the least score of a quote.
        dates_of: returns the resolved dates in a slice of an article; without it no quote carries
            dates.
    """
    several = dates_of is not None and asks_for_events(question)
    chosen: list[Quote] = []
    for quote in _quotes(scored, question, floor):
        if len(chosen) == limit * (EVENT_QUOTES if several else 1):
            break
        _add(chosen, quote)
    if dates_of is not None:
        chosen = [
            _dated(quote, dates_of(quote.article, *part), question)
            for quote, part in zip(chosen, _quoted_parts(chosen), strict=True)
        ]
    if several:
        chosen = events_in_turn(question, chosen)
    return tuple(chosen[:limit])


def asks_for_events(question: Question) -> bool:
    """Tell whether several events may answer: "when did", "how often", "how many times"."""
    counted = question.kind == "how_many" and not {"time", "often"}.isdisjoint(question.stems)
    return question.kind == "when" or counted


def _quotes(scored: Sequence[Scored], question: Question, floor: float) -> Iterator[Quote]:
    by_article: dict[str, dict[int, float]] = defaultdict(dict)
    for item in scored:
        by_article[item.candidate.article.id][item.candidate.index] = item.score
    likely = [item for item in scored if item.score >= floor]
    for item in _articles_in_turn(likely):
        yield _quote(item, question, by_article[item.candidate.article.id])


def _articles_in_turn(scored: Sequence[Scored]) -> Iterator[Scored]:
    likely = VARIETY * scored[0].score if scored else 0.0
    firsts: dict[str, Scored] = {}
    for item in scored:
        if item.score >= likely:
            firsts.setdefault(item.candidate.article.id, item)
    yield from firsts.values()
    first = {id(item) for item in firsts.values()}
    yield from (item for item in scored if id(item) not in first)


def _quote(item: Scored, question: Question, scores: Mapping[int, float]) -> Quote:
    candidate = item.candidate
    text = candidate.article.text
    start, end = extent(text, candidate.sentences, candidate.index, scores)
    spans = item.highlights or _direct(candidate, question)
    inside = tuple(span for span in spans if start <= span[0] < span[1] <= end)
    told = told_from(text, start, end)
    # A day or place that answers may stand in the dateline.
    start = told if all(told <= first for first, _ in inside) else start
    return Quote(candidate.article, start, end, text[start:end], item.quoted, inside)


def _direct(candidate: Candidate, question: Question) -> list[Span]:
    """Return what rules take for the answering words, where no reader has marked them."""
    start, end = candidate.span
    direct = direct_words(question.kind, candidate.article.text[start:end])
    return [(start + first, start + last) for first, last in direct]


def _add(chosen: list[Quote], quote: Quote) -> None:
    """Add a quote unless it repeats one; the better source of equal words keeps the place."""
    for place, other in enumerate(chosen):
        if overlaps(quote, other):
            return
        if says_the_same(quote, other):
            if better_source(quote, other):
                chosen[place] = replace(quote, score=other.score)
            return
    chosen.append(quote)


def _quoted_parts(quotes: Sequence[Quote]) -> list[Span]:
    """Return the slice of each quote's article that holds all its quotes, so it is read once."""
    parts: dict[str, Span] = {}
    for quote in quotes:
        first, last = parts.get(quote.article.id, (quote.start, quote.end))
        parts[quote.article.id] = min(first, quote.start), max(last, quote.end)
    return [parts[quote.article.id] for quote in quotes]


def _dated(quote: Quote, dates: Sequence[ResolvedDate], question: Question) -> Quote:
    inside = (each for each in dates if quote.start <= each.start and each.end <= quote.end)
    dated = replace(quote, dates=tuple(inside))
    if question.kind in _NAMED:
        return replace(dated, highlights=name_highlights(question, dated))
    if question.kind == "when":
        return replace(dated, highlights=date_highlights(question, dated))
    if question.kind == "how_many":
        counted = replace(dated, highlights=number_highlights(question, dated))
        return replace(counted, highlights=length_highlights(counted))
    return dated
