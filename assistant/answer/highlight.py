"""Trims the words that a reader marks as the answer to what a person would underline."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from assistant.answer.leaning import name_spans
from assistant.answer.speech import OPENERS, listed
from assistant.answer.words import content_words, stem, word_spans
from assistant.models import QuestionKind, Span

# Kinds whose answer may stand in the question: "When in 2019 ..."
_CONFIRMED: Final[frozenset[QuestionKind]] = frozenset({"when", "how_many"})
# A longer answer to "who" is a clause: the name in it is the answer.
_NAME_WORDS: Final = 8
# Kinds whose answer is a thing or a person, which a preposition only leads to.
_THINGS: Final[frozenset[QuestionKind]] = frozenset({"who", "what"})
_LEADING: Final = listed("and or but nor that which who whom whose")
_LEADING_TO: Final = listed("by of to for with from as at in on than")
# Without "in", "on", "up" and the like, which may belong to a verb.
_TRAILING: Final = listed(
    """a an the and or but nor of to with by for from as than who whom whose which that is are was
    were has have had"""
)
_MARKS: Final = " \t\n,;:—–-"
_PAIRS: Final = (("(", ")"), ("[", "]"), ("“", "”"), ('"', '"'))
_CLAUSE: Final = re.compile(r",?\s(?:who|whom|whose|which)\b")
# A full stop behind a word too long for an abbreviation.
_SENTENCE_END: Final = re.compile(r"\w{4,}\.\Z")
# Between two words of one name: "J. Robert", "Régine Mahaux", "Maj. Gen."
_WITHIN_NAME: Final = re.compile(r"\.?[ \u00a0]")


def highlight(kind: QuestionKind, text: str, words: Span, sentence: Span) -> Span:
    """Return the part of a sentence to underline, given the words that a reader marked in it.

    A last name takes in the first name before it; function words, punctuation and half pairs of
    marks at the edges go; an answer to "who" ends before its relative clause. Never empty, never
    outside the sentence.

    Args:
        kind: what was asked for.
        text: the article's text.
        words: the marked span.
        sentence: the span of the sentence that holds it.
    """
    span = words
    if kind == "who":
        span = _with_first_name(text, span, sentence)
        span = _name_of_clause(text, _before_clause(text, span))
        span = (span[0], span[1] - len(_owner_mark(text, span)))
    return _without_edges(kind, text, span) or words


def repeats_question(kind: QuestionKind, words: str, asked: Collection[str]) -> bool:
    """Tell whether words hold nothing but what was asked, so that they answer nothing.

    Dates and numbers are left alone: they may be confirmed.

    Args:
        kind: what was asked for.
        words: the marked words.
        asked: the stems of the question's words.
    """
    told = [stem(word) for word in content_words(words)]
    return kind not in _CONFIRMED and bool(told) and all(word in asked for word in told)


def _with_first_name(text: str, span: Span, sentence: Span) -> Span:
    """Widen a lone last name by the first name before it; other names stand as marked."""
    if len(text[slice(*span)].split()) > 1:
        return span
    for first, last in _name_runs(text, sentence):
        if first < span[0] < last:
            before = text[first : span[0]].split()[-1]
            start = text.rindex(before, first, span[0])
            return span if before.lower() in OPENERS else (start, span[1])
    return span


def _name_runs(text: str, sentence: Span) -> list[Span]:
    """Return the names of a sentence: neighbouring capitalised words as one."""
    runs: list[Span] = []
    begin = sentence[0]
    for first, last in name_spans(text[slice(*sentence)]):
        first, last = first + begin, last + begin
        joins = runs and _WITHIN_NAME.fullmatch(text, runs[-1][1], first)
        if joins and not _owner_mark(text, runs[-1]):
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    return runs


def _owner_mark(text: str, name: Span) -> str:
    """Return the mark of an owner that a name ends in: "Orvale's Ada Brook" are two names."""
    return next((mark for mark in ("'s", "’s") if text[slice(*name)].endswith(mark)), "")


def _before_clause(text: str, span: Span) -> Span:
    clause = _CLAUSE.search(text, *span)
    return (span[0], clause.start()) if clause and clause.start() > span[0] else span


def _name_of_clause(text: str, span: Span) -> Span:
    """Return the one name of a long span; the span where it is short or names several."""
    if len(text[slice(*span)].split()) <= _NAME_WORDS:
        return span
    runs = _name_runs(text, span)
    return runs[0] if len(runs) == 1 else span


def _without_edges(kind: QuestionKind, text: str, span: Span) -> Span | None:
    """Drop function words and marks at both ends; None where nothing is left."""
    leading = _LEADING | _LEADING_TO if kind in _THINGS else _LEADING
    start, end = _without_marks(text, span)
    inside = [(start + a, start + b) for a, b in word_spans(text[start:end])]
    while inside and text[slice(*inside[-1])].lower() in _TRAILING:
        inside.pop()
        end = inside[-1][1] if inside else start
    while inside and text[slice(*inside[0])].lower() in leading:
        inside.pop(0)
        start = inside[0][0] if inside else end
    return _without_marks(text, (start, end)) if inside else None


def _without_marks(text: str, span: Span) -> Span:
    """Drop punctuation at both ends, and one mark of a pair whose other lies outside."""
    start, end = span
    while start < end and (text[start] in _MARKS or _half(text[start:end], text[start])):
        start += 1
    if _SENTENCE_END.search(text, start, end):
        end -= 1
    while start < end and (text[end - 1] in _MARKS or _half(text[start:end], text[end - 1])):
        end -= 1
    return start, end


def _half(piece: str, mark: str) -> bool:
    for opening, closing in _PAIRS:
        if mark in (opening, closing):
            odd = piece.count(opening) % 2 == 1
            return odd if opening == closing else piece.count(opening) != piece.count(closing)
    return False
