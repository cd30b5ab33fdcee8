"""Puts a highlight on the number or names asked for, where a reader marked a part, or others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from assistant.answer.claims import Counted, counts_asked, marked, told_counts
from assistant.answer.names import find_names
from assistant.answer.question import Question
from assistant.answer.sentences import split_sentences
from assistant.models import Quote, Span

# Between two numbers that are one range: "40,000 to 50,000", "between 20 and 30".
_RANGE: Final = re.compile(r"\s?(?:to|–|-)\s?")
_BETWEEN: Final = re.compile(r"\bbetween\s$", re.IGNORECASE)
_HALF: Final = re.compile(r"\bhalf (?:an? )?$", re.IGNORECASE)
_LOOK_BACK: Final = 10
# "Which towns", "what two companies", "who are": more than one is asked for.
_PLURAL: Final = r"(?:\w{2,}(?<![sui])s|people|men|women)\b"
_SEVERAL: Final = re.compile(
    rf"\b(?:which|what)\s+(?:(?:two|three|four|five|other)\s+)?{_PLURAL}"
    # "Which Mirland towns", but not "which town loses its shop".
    rf"|\b(?:which|what)\s+\w+\s+{_PLURAL}(?!\s+(?:its|the|an?|his|her|this|that|to|in|on)\b)"
    r"|\bwho (?:are|were)\b",
    re.IGNORECASE,
)
_JOINT: Final = re.compile(r",? and |, ")


def number_highlights(question: Question, quote: Quote) -> tuple[Span, ...]:
    """Return what to mark where a question asks how many: the number of what is counted.

    A number, or a range, that is marked in part is marked whole, and of several numbers the one
    that counts what is asked. Where a reader marked none of those, a single other one that plainly
    counts it takes the place: "158 people died" of the "5.6" of a magnitude.
    """
    if not quote.highlights:
        return quote.highlights
    start, end = _sentence(quote, quote.highlights[0][0])
    told = [each for each in told_counts(quote) if start <= each.span[0] and each.span[1] <= end]
    chosen = [each for each in told if marked(each.span, quote)]
    asked = counts_asked(question, told)
    both = [each for each in chosen if each in asked]
    if len(both) == 1 < len(chosen):
        return (both[0].span,)
    if len(asked) == 1 and not both and all(each.noun or each.fates for each in chosen):
        return (asked[0].span,)
    return _whole(quote.article.text, quote.highlights, told)


def name_highlights(question: Question, quote: Quote) -> tuple[Span, ...]:
    """Return what to mark where a question asks for several names: the whole list of them."""
    if not quote.highlights or not _SEVERAL.search(question.query):
        return quote.highlights
    start, end = _sentence(quote, quote.highlights[0][0])
    start, end = max(start, quote.start), min(end, quote.end)
    text = quote.article.text
    names = [(start + name.start, start + name.end) for name in find_names(text[start:end])]
    return tuple(_listed(text, span, names) for span in quote.highlights)


def _listed(text: str, highlight: Span, names: Sequence[Span]) -> Span:
    """Return a highlight with the names that stand in one list with it."""
    start, end = highlight
    pairs = [each for each in pairwise(names) if _JOINT.fullmatch(text, each[0][1], each[1][0])]
    for first, second in (*pairs, *reversed(pairs)):
        if start < second[1] and first[0] < end:
            start, end = min(start, first[0]), max(end, second[1])
    return start, end


def _whole(text: str, highlights: Sequence[Span], told: Sequence[Counted]) -> tuple[Span, ...]:
    """Return the highlights, each with the whole of the numbers and ranges that it cuts."""
    return tuple(_grown(text, span, [each.span for each in told]) for span in highlights)


def _grown(text: str, highlight: Span, numbers: Sequence[Span]) -> Span:
    start, end = highlight
    for place, number in enumerate(numbers):
        if not (number[0] < end and start < number[1]):
            continue
        start, end = min(start, number[0]), max(end, number[1])
        before, behind = numbers[max(place - 1, 0)], numbers[min(place + 1, len(numbers) - 1)]
        if before != number and _are_range(text, before, number):
            start = min(start, before[0])
        if behind != number and _are_range(text, number, behind):
            end = max(end, behind[1])
    half = _HALF.search(text, max(0, start - _LOOK_BACK), start)
    return (half.start() if half else start), end


def _are_range(text: str, first: Span, second: Span) -> bool:
    joint = text[first[1] : second[0]]
    between = _BETWEEN.search(text, max(0, first[0] - _LOOK_BACK), first[0])
    return _RANGE.fullmatch(joint) is not None or (between is not None and joint == " and ")


def _sentence(quote: Quote, position: int) -> Span:
    spans = split_sentences(quote.article.text)
    return next((span for span in spans if span[0] <= position < span[1]), (quote.start, quote.end))
