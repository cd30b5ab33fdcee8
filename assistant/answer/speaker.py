"""Finds who says the words of a quote, where the article says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.annotations import Speaker
from assistant.answer.antecedent import antecedent, last_name
from assistant.answer.attribution import Attribution, find_attributions, introduction, outermost
from assistant.answer.labels import Label, find_turns
from assistant.answer.quotations import QUOTED, find_quotations, mask_quotations
from assistant.models import Article, Span

# Of the words beside the attribution: below, what is in quotation marks is a phrase of a report.
_DIRECT_SHARE: Final = 0.5
# Of the words of a quote: a speaker of less is not the speaker of the quote.
_QUOTE_SHARE: Final = 0.5
# Sentences of its paragraph that may tell of the speaker between two quotations.
_TOLD_BETWEEN: Final = 2
# Paragraphs of one speech that may stand between a quotation and the words that attribute it.
_SPEECH_PARAGRAPHS: Final = 5
_BESIDE: Final = re.compile(r"[\s,.;:—–―-]*")
# Between "Brook said on Monday" and the quotation that it leads to.
_LEADS: Final = re.compile(rf"[^.!?;{QUOTED}]{{0,80}}[,:]\s*")
# What happens in a talk: "(APPLAUSE)".
_STAGE: Final = re.compile(r"[(\[][^()\[\]]+[)\]]\W*")
_LETTER: Final = re.compile(r"[^\W_]")
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
        self.turns = find_turns(text)

    def said(self, index: int) -> _Said | None:
        """Return who says a sentence, its quotation or the sentence as a whole."""
        start, end = self.sentences[index]
        words = len(self.text[start:end].split())
        if turn := self._turn(start, end):
            return _Said(Attribution(turn.name, turn.start, turn.end), words, direct=True)
        by = self._of_sentence(start, end)
        named = self._named(by) if by else None
        return _Said(named, words, self._is_direct(named, start, end)) if named else None

    def _turn(self, start: int, end: int) -> Label | None:
        """Return the label of the turn or signed quotation that a sentence is part of."""
        middle = (start + end) // 2
        if _STAGE.fullmatch(self.text, start, end):
            return None
        inside = (turn for turn in self.turns if turn.scope[0] <= middle < turn.scope[1])
        return next(inside, None)

    def _is_direct(self, by: Attribution, start: int, end: int) -> bool:
        """Tell whether a sentence quotes: it begins or ends so, or mostly consists of it."""
        piece = self.masked[start:end]
        quoted_first = re.match(rf"[(\[]?{QUOTED}+[,\s—–-]*$", self.masked[start : by.start])
        quoted_last = re.match(rf"[^{QUOTED}]*[,:]\s*{QUOTED}+$", self.masked[by.end : end])
        if start <= by.start and by.end <= end:
            if quoted_first or quoted_last:
                return True
            piece = self.masked[start : by.start] + self.masked[by.end : end]
        shown = "".join(piece.split())
        return shown.count(QUOTED) >= _DIRECT_SHARE * max(1, len(shown))

    def _of_sentence(self, start: int, end: int) -> Attribution | None:
        overlapping = [q for q in self.quotations if q[0] < end and start < q[1]]
        quoted = max(overlapping, key=lambda q: min(q[1], end) - max(q[0], start), default=None)
        told = _outside(self.masked, start, end)
        if quoted and (not told or _share(self.masked, start, end) >= _DIRECT_SHARE):
            by = self._of_quotation(*quoted)
            if by or not told:
                return by
        return outermost(find_attributions(self.masked, start, end), start, end) or self._led(start)

    def _led(self, start: int) -> Attribution | None:
        """Return who says a paragraph without marks that `Brook added:` leads to."""
        paragraph = self._paragraph_start(start)
        before = self.masked[:paragraph].rstrip()
        if not before.endswith(":") or "\n" in self.masked[paragraph:start]:
            return None
        first = self._sentence_start(len(before) - 1)
        found = find_attributions(self.masked, first, len(before), leads=True)
        by = outermost(found, first, len(before))
        return by if by and _LEADS.fullmatch(self.masked, by.end, len(before)) else None

    def _of_quotation(self, start: int, end: int) -> Attribution | None:
        """Return who says a quotation: beside it, behind the speech it opens, or before it."""
        later: Span | None = (start, end)
        for _ in range(_SPEECH_PARAGRAPHS):
            if later is None:
                break
            if by := self._beside(*later):
                return by
            later = self._quotation_behind(later[1]) if self._unclosed(later[1]) else None
        return self._before(start)

    def _beside(self, start: int, end: int) -> Attribution | None:
        """Return the attribution right behind a quotation, or before it in its sentence."""
        found = find_attributions(self.masked, self._sentence_start(start), start + 1)
        before = [by for by in found if by.of_sentence]
        leading = (
            before[-1] if before and QUOTED not in self.masked[before[-1].end : start] else None
        )
        if leading and _LEADS.fullmatch(self.masked, leading.end, start):
            return leading
        # With the last mark: a verb that comes first is one of saying only behind a quotation.
        for by in find_attributions(self.masked, end - 1, self._attribution_end(end)):
            between = self.masked[end : by.start]
            if by.start >= end and _BESIDE.fullmatch(between) and not _BREAK.search(between):
                return by
        if leading is None and self.masked[:start].rstrip(" ").endswith(":"):
            return introduction(self.masked, self._sentence_start(start), start)
        return leading

    def _before(self, start: int) -> Attribution | None:
        """Return the attribution of the speech that a quotation goes on with."""
        paragraph = self._paragraph_start(start)
        for number in range(_SPEECH_PARAGRAPHS):
            before = self._last_said(paragraph, start, same=number == 0)
            if before:
                return before
            if self.masked[paragraph:start].strip(f"{QUOTED} \n") or not paragraph:
                return None
            start, paragraph = paragraph, self._paragraph_start(paragraph - 2)
        return None

    def _last_said(self, begin: int, end: int, *, same: bool) -> Attribution | None:
        """Return who speaks last in a paragraph before `end`, where a quotation begins.

        In the quotation's own paragraph (`same`) another sentence may tell of the speaker between.
        """
        spans = [s for s in self.sentences if begin <= s[0] < end]
        told = [(first, min(last, end)) for first, last in spans]
        told = [span for span in told if _outside(self.masked, *span)]
        told = told[-_TOLD_BETWEEN:] if same else told[-1:]
        for first, last in reversed(told):
            # With the quotation's first mark, so that a colon before it is seen to lead to it.
            leads = not self.masked[last:end].strip()
            found = find_attributions(self.masked, first, end + 1 if leads else last)
            # "Brook said, according to a transcript": she speaks, whoever is credited.
            spoken = [by for by in found if by.of_sentence and by.place != "credit"]
            if by := spoken[-1] if spoken else outermost(found, first, last):
                return by
        if told and self.masked[slice(*told[-1])].rstrip().endswith(":"):
            return introduction(self.masked, *told[-1])
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

    def _named(self, by: Attribution) -> Attribution | None:
        """Name a pronoun; he and she may stay one, "it" and "they" would say nothing."""
        if not by.pronoun:
            return by
        name = antecedent(self.text, by.name, by.start, self.sentences)
        if name is None and by.name.lower() in ("it", "they"):
            return None
        return replace(by, name=name) if name else by


def _outside(masked: str, start: int, end: int) -> bool:
    """Tell whether words of a slice stand outside quotation marks."""
    return _LETTER.search(masked, start, end) is not None


def _share(masked: str, start: int, end: int) -> float:
    """Return which part of a sentence's words beside its attribution is quoted."""
    piece = masked[start:end]
    found = find_attributions(masked, start, end)
    own = sum(by.end - by.start for by in found[:1])
    shown = "".join(piece.split())
    return shown.count(QUOTED) / max(1, len(shown) - own)
