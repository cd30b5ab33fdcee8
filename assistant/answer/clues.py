"""Finds in a sentence what a kind of question asks for: a date, a number, a name, a reason."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from assistant.answer.dates import resolve_dates
from assistant.answer.words import STOP_WORDS, stem, word_spans
from assistant.models import QuestionKind, Span

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_COUNT = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|few)"
_UNIT = (
    r"(?:second|minute|hour|day|night|week|weekend|month|quarter|season|year|decade"
    r"|centur(?:y|ie))s?"
)
# Only spans are asked for: any publication date lets the two ends of a range be told.
_ANY_DAY: Final = date(2000, 1, 1)
# TIMEX3 values of lengths (`P3D`), PAST_REF, PRESENT_REF and FUTURE_REF.
_NOT_WHEN: Final = ("P", "F")
# What counts as a date for `has_clue`, a feature whose weight was fitted with it.
DATE = re.compile(
    rf"\b(?:{_WEEKDAY}(?:,? {_MONTH} {_DAY}(?:,? {_YEAR})?)?"
    rf"|{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?"
    rf"|{_MONTH} {_DAY}(?:\s?(?:-|–|to|and)\s?{_DAY})?(?:,? {_YEAR})?"
    rf"|{_MONTH}(?:,? {_YEAR})|(?:in|since|by|last|next|this|early|late|mid)[ -]{_MONTH}"
    rf"|(?:19|20)\d0s|{_YEAR}"
    rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
    r"|(?:last|next|this|past|previous|following|earlier this|later this) "
    rf"(?:{_UNIT}|spring|summer|autumn|fall|winter)"
    rf"|{_COUNT} {_UNIT} (?:ago|earlier|later|before|after)"
    r"|yesterday|today|tomorrow|tonight|overnight)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"[$£€¥₩]?\b\d[\d,]*(?:\.\d+)?"
    r"(?:\s?(?:%|percent\b|per cent\b|million\b|billion\b|trillion\b|[mb]n\b))?"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|hundreds?|thousands?|millions?|billions?|dozens?|half|twice|double|triple|third"
    r"|quarter|once|none)(?:-\w+)?\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a result|caused|reasons?|led to|after|amid|over"
    r"|since|in order to|so that|following|blamed|citing|sparked|prompted|aimed?|to)\b",
    re.IGNORECASE,
)
_SEAT = re.compile(r"\b(?:in|at|near|from|to|outside|inside|around|off)\s+(?:the\s+)?[^\W\d_a-z]")


def has_clue(kind: QuestionKind, sentence: str, known: frozenset[str]) -> bool:
    """Tell whether `sentence` holds what `kind` asks for.

    `known` are the stems of the question's words, which are no answer to it.
    """
    if kind == "when":
        return DATE.search(sentence) is not None
    if kind == "how_many":
        return NUMBER.search(sentence) is not None
    if kind == "who":
        return _new_name(sentence, known)
    if kind == "where":
        return _SEAT.search(sentence) is not None and _new_name(sentence, known)
    if kind == "why":
        return _REASON.search(sentence) is not None
    return False


def direct_words(kind: QuestionKind, text: str) -> list[Span]:
    """Return the spans of `text` that answer most directly; none where no rule can tell."""
    if kind == "when":
        return _times(text)
    if kind == "how_many":
        dates = _times(text)
        numbers = [match.span() for match in NUMBER.finditer(text)]
        return [n for n in numbers if not any(d[0] < n[1] and n[0] < d[1] for d in dates)]
    return []


def _times(text: str) -> list[Span]:
    """Return the spans that say when; "now", "recently" and lengths of time do not."""
    found = resolve_dates(text, _ANY_DAY)
    return [
        (each.start, each.end)
        for each in found
        if each.value is None or not each.value.startswith(_NOT_WHEN)
    ]


def _new_name(sentence: str, known: frozenset[str]) -> bool:
    for start, end in word_spans(sentence):
        word = sentence[start:end]
        first = not sentence[:start].strip(" \"'“‘([")
        if (
            word[0].isupper()
            and not first
            and word.lower() not in STOP_WORDS
            and stem(word) not in known
        ):
            return True
    return False
