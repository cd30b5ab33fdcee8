"""Finds who says the words of a quote, where the article says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.annotations import Speaker
from assistant.answer.antecedent import antecedent, last_name
from assistant.answer.attribution import Attribution, find_attributions
from assistant.answer.quotations import QUOTED, find_quotations, mask_quotations
from assistant.models import Article, Span

# Of the words beside the attribution: below, what is in quotation marks is a phrase of a report.
_DIRECT_SHARE: Final = 0.5
# Of the words of a quote: a speaker of less is not the speaker of the quote.
_QUOTE_SHARE: Final = 0.5
# Paragraphs of one speech that may stand between a quotation and the words that attribute it.
_SPEECH_PARAGRAPHS: Final = 3
_BESIDE: Final = re.compile(r"[\s,.;:—–-]*")
_BREAK: Final = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence's attribution, and how many of its words are quoted and told."""

    by: Attribution
    words: int
    direct: bool


def find_speaker(
    article: Article, start: int, end: int, sentences: Sequence[Span]
) -> Speaker | None:
    """Return who says the slice [start:end] of an article, or None where the text does not say.

    The slice that says so may stand in a neighbouring sentence. A pronoun is given the name it
    stands for where the sentences before it name one person only.

    Args:
        article: the article that is quoted.
        start: where the quote begins.
        end: where it ends.
        sentences: the spans of all sentences of the article's text, in order.
    """
    reading = _Reading(article.text, sentences)
    inside = [i for i, span in enumerate(sentences) if span[0] < end and start < span[1]]
    said: list[_Said] = []
    total = 0
    for index in inside:
        total += len(article.text[slice(*sentences[index])].split())
        if found := reading.said(index):
            said.append(found)
    chosen = _one_speaker(said, total)
    if chosen is None:
        return None
    direct = sum(item.words for item in chosen if item.direct)
    by = _fullest([item.by for item in chosen], start, end)
    return Speaker(
        name=by.name,
        start=by.start,
        end=by.end,
        text=article.text[by.start : by.end],
        direct=2 * direct >= sum(item.words for item in chosen),
    )


def _one_speaker(said: list[_Said], total: int) -> list[_Said] | None:
    """Return the sentences of the one who says most of a quote's words."""
    groups: dict[str, list[_Said]] = {}
    for item in said:
        groups.setdefault(last_name(item.by.name).lower(), []).append(item)
    best = max(groups.values(), key=lambda group: sum(i.words for i in group), default=None)
    if best is None or sum(item.words for item in best) < _QUOTE_SHARE * total:
        return None
    return best


def _fullest(found: list[Attribution], start: int, end: int) -> Attribution:
    """Prefer the slice within the quote, then the longest name."""
    return max(found, key=lambda by: (start <= by.start and by.end <= end, len(by.name)))


class _Reading:
    """One article's text with its quotations and sentences."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self.text, self.sentences = text, sentences
        self.masked = mask_quotations(text)
        self.quotations = find_quotations(text)

    def said(self, index: int) -> _Said | None:
        """Return who says a sentence, its quotation or the sentence as a whole."""
        start, end = self.sentences[index]
        by = self._of_sentence(start, end)
        if by is None:
            return None
        words = len(self.text[start:end].split())
        return _Said(self._named(by), words, self._is_direct(by, start, end))

    def _is_direct(self, by: Attribution, start: int, end: int) -> bool:
        """Tell whether a sentence quotes: it begins or ends so, or mostly consists of it."""
        piece = self.masked[start:end]
        quoted_first = re.match(rf"[(\[]?{QUOTED}+[,\s—–-]*$", self.masked[start : by.start])
        quoted_last = re.match(rf"[^{QUOTED}]*[,:]\s*{QUOTED}+$", self.masked[by.end : end])
        if start <= by.start and by.end <= end:
            if quoted_first or quoted_last:
                return True
            piece = self.masked[start : by.start] + self.masked[by.end : end]
        shown = [character for character in piece if not character.isspace()]
        return shown.count(QUOTED) >= _DIRECT_SHARE * max(1, len(shown))

    def _of_sentence(self, start: int, end: int) -> Attribution | None:
        overlapping = [q for q in self.quotations if q[0] < end and start < q[1]]
        quoted = max(overlapping, key=lambda q: min(q[1], end) - max(q[0], start), default=None)
        told = _outside(self.masked, start, end)
        if quoted and (told == 0 or _share(self.masked, start, end) >= _DIRECT_SHARE):
            by = self._of_quotation(*quoted)
            if by or not told:
                return by
        return next(iter(find_attributions(self.masked, start, end)), None)

    def _of_quotation(self, start: int, end: int) -> Attribution | None:
        return self._beside(start, end) or self._in_speech(start, end)

    def _beside(self, start: int, end: int) -> Attribution | None:
        """Return the attribution right behind a quotation, or before it in its sentence."""
        # With the last mark: a verb that comes first is one of saying only behind a quotation.
        for by in find_attributions(self.masked, end - 1, self._attribution_end(end)):
            if by.start >= end and _BESIDE.fullmatch(self.masked, end, by.start):
                return by
        before = find_attributions(self.masked, self._sentence_start(start), start + 1)
        return before[-1] if before and QUOTED not in self.masked[before[-1].end : start] else None

    def _in_speech(self, start: int, end: int) -> Attribution | None:
        """Return the attribution of the speech that a quotation goes on with."""
        if self._unclosed(end) and (later := self._quotation_behind(end)):
            return self._of_quotation(*later)
        paragraph = self._paragraph_start(start)
        for _ in range(_SPEECH_PARAGRAPHS):
            before = self._last_said(paragraph, start)
            if before:
                return before
            if self.masked[paragraph:start].strip(f"{QUOTED} \n") or not paragraph:
                return None
            start, paragraph = paragraph, self._paragraph_start(paragraph - 2)
        return None

    def _last_said(self, begin: int, end: int) -> Attribution | None:
        """Return the attribution of the last sentence before `end`, if it has one."""
        spans = [s for s in self.sentences if begin <= s[0] < end]
        for first, last in reversed(spans):
            last = min(last, end)
            if not _outside(self.masked, first, last):
                continue
            found = find_attributions(self.masked, first, last)
            return found[0] if found else None
        return None

    def _unclosed(self, end: int) -> bool:
        return self.text[end - 1] not in "\"”’'»" and bool(_BREAK.match(self.text, end))

    def _quotation_behind(self, end: int) -> Span | None:
        return next((q for q in self.quotations if q[0] >= end), None)

    def _paragraph_start(self, position: int) -> int:
        found = [match.end() for match in _BREAK.finditer(self.text, 0, max(0, position))]
        return found[-1] if found else 0

    def _sentence_start(self, position: int) -> int:
        return max((start for start, _ in self.sentences if start <= position), default=position)

    def _attribution_end(self, position: int) -> int:
        """Return the end of the sentence that goes on behind a quotation."""
        # `"Is it?" Brook said.` may have been split behind the mark.
        inner = self.text[: position - 1].rstrip("\"”’' ")[-1:]
        first = position + 1 if inner in ("?", "!", ",", "—", "–", "-", "…") else position
        return min((end for _, end in self.sentences if end >= first), default=position)

    def _named(self, by: Attribution) -> Attribution:
        if not by.pronoun:
            return by
        name = antecedent(self.text, by.name, by.start, self.sentences)
        return replace(by, name=name) if name else by


def _outside(masked: str, start: int, end: int) -> int:
    return sum(1 for _ in _words_outside(masked[start:end]))


def _words_outside(piece: str) -> Iterator[str]:
    return (word for word in piece.split() if any(c.isalnum() for c in word if c != QUOTED))


def _share(masked: str, start: int, end: int) -> float:
    """Return which part of a sentence's words beside its attribution is quoted."""
    piece = masked[start:end]
    found = find_attributions(masked, start, end)
    own = sum(by.end - by.start for by in found[:1])
    shown = [character for character in piece if not character.isspace()]
    return shown.count(QUOTED) / max(1, len(shown) - own)
