"""How far a quote reaches: the sentence that answers, with what it needs to be read alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_lowercase
from types import MappingProxyType
from typing import Final

from assistant.answer.captions import has_no_verb, stands_in_caption
from assistant.answer.leaning import (
    SHORT_WORDS,
    is_furniture,
    is_headline,
    leads_on,
    leans_back,
    speaker_side,
    stands_alone,
)
from assistant.answer.quotations import find_quotations
from assistant.answer.words import word_spans
from assistant.models import Span
from assistant.settings import MAX_QUOTE_WORDS, QUOTE_REACH, QUOTE_SENTENCES, WHOLE_QUOTE_WORDS

_NO_SCORES: Final[Mapping[int, float]] = MappingProxyType({})


def extent(
    text: str,
    sentences: Sequence[Span],
    index: int,
    scores: Mapping[int, float] = _NO_SCORES,
    reach: Sequence[tuple[int, float]] = QUOTE_REACH,
) -> Span:
    """Return the one to three neighbouring sentences that quote sentence `index`.

    A sentence that leans on a name, a day or a speaker takes in the neighbour that has it; then a
    neighbour joins that may answer too, the more probable it is the longer the quote may become.
    It begins with the end of nobody's speech: the beginning joins, or the end stays out.

    Args:
        text: the article's text.
        sentences: its sentences, in order.
        index: which of them answers.
        scores: how probably the sentences of the article answer, by their number.
        reach: (words, part): a neighbour joins up to so many words if it is this part as probable.
    """
    run = _Run(text, sentences, index)
    run.complete()
    for words, part in reach:
        run.join(scores, part * scores.get(index, 1.0), words)
    run.begin_whole()
    return run.span


class _Run:
    """Neighbouring sentences, `first` to `last`, that grow around one."""

    def __init__(self, text: str, sentences: Sequence[Span], index: int) -> None:
        self.text = text
        self.sentences = sentences
        self.index = self.first = self.last = index

    @property
    def span(self) -> Span:
        return self.sentences[self.first][0], self.sentences[self.last][1]

    def complete(self) -> None:
        """Take in what the sentence leans on."""
        step = self._missing()
        while step and self._grow(step, WHOLE_QUOTE_WORDS):
            step = self._missing()

    def join(self, scores: Mapping[int, float], least: float, words: int) -> None:
        """Take in neighbours that score `least` or more, the best first, up to `words` words."""
        grown = True
        while grown:
            steps = sorted((-1, 1), key=lambda step: -scores.get(self._beyond(step), 0.0))
            likely = [step for step in steps if scores.get(self._beyond(step), 0.0) >= least]
            if -1 in likely and self._opens_leaning(self.first - 1):
                likely.remove(-1)
            grown = any(self._grow(step, words) for step in likely)

    def begin_whole(self) -> None:
        """Begin with no end of a quotation: take in its beginning, else leave out its end."""
        first = self.first
        while self._begins_inside(self.first) and self._grow(-1, MAX_QUOTE_WORDS):
            pass
        if self._begins_inside(self.first):
            later = range(first, self.index)
            self.first = next((at for at in later if not self._begins_inside(at)), self.index)

    def _begins_inside(self, index: int) -> bool:
        """Tell whether a sentence begins in a quotation that one before it opened."""
        start = self.sentences[index][0]
        return any(first < start < last for first, last in find_quotations(self.text))

    def _opens_leaning(self, index: int) -> bool:
        """Tell whether a quote that began with a sentence would need the one before."""
        if not 0 <= index < len(self.sentences):
            return False
        sentence = self._sentence(index)
        named_first = self._begins_with_name(sentence)
        return leans_back(sentence, self._opening(index), named_first=named_first)

    def _missing(self) -> int:
        """Return the step to the sentence that the run still needs: -1, 1, or 0 for none."""
        first = self._sentence(self.first)
        alone = self.first == self.last
        if alone and leads_on(first):
            return 1
        opening = self._opening(self.first)
        side = speaker_side(self.text[slice(*self.span)], opening)
        if side:
            return 1 if side == "after" else -1
        if alone and len(first.split()) < SHORT_WORDS:
            return -1
        return -1 if self._opens_leaning(self.first) else 0

    def _grow(self, step: int, limit: int) -> bool:
        """Take in the next sentence on one side; not furniture, nor beyond `limit` words."""
        index = self._beyond(step)
        if not 0 <= index < len(self.sentences) or self.last - self.first + 1 >= QUOTE_SENTENCES:
            return False
        start = min(self.span[0], self.sentences[index][0])
        end = max(self.span[1], self.sentences[index][1])
        if len(self.text[start:end].split()) > limit or self._stands_apart(index):
            return False
        self.first, self.last = min(self.first, index), max(self.last, index)
        return True

    def _stands_apart(self, index: int) -> bool:
        """Tell furniture, a caption, and a heading: a question that is a paragraph of its own."""
        sentence, span = self._sentence(index), self.sentences[index]
        alone = stands_alone(self.text, span)
        if alone and (leads_on(sentence) or has_no_verb(sentence)):
            return True
        return is_furniture(sentence) or is_headline(self.text, span) or self._in_caption(index)

    def _in_caption(self, index: int) -> bool:
        return stands_in_caption(self.text, self.sentences, index)

    def _beyond(self, step: int) -> int:
        return self.first - 1 if step < 0 else self.last + 1

    def _sentence(self, index: int) -> str:
        return self.text[slice(*self.sentences[index])]

    def _opening(self, index: int) -> str:
        """Return the paragraph up to a sentence."""
        start = self.sentences[index][0]
        return self.text[self.text.rfind("\n", 0, start) + 1 : start]

    def _begins_with_name(self, sentence: str) -> bool:
        """Tell whether the first word is written so inside sentences too, as names are."""
        spans = word_spans(sentence)
        if not spans or not sentence[spans[0][0]].isupper():
            return False
        word = sentence[slice(*spans[0])].removesuffix("’s").removesuffix("'s")
        return _stands_inside(self.text, f" {word}")


def _stands_inside(text: str, word: str) -> bool:
    """Tell whether a word, led by a space, follows a small letter or a comma somewhere."""
    # By hand: a pattern of each quote's own would be compiled for one search.
    at = text.find(word, 1)
    while at > 0:
        before, behind = text[at - 1], text[at + len(word) : at + len(word) + 1]
        if (before in ascii_lowercase or before == ",") and not (behind.isalnum() or behind == "_"):
            return True
        at = text.find(word, at + 1)
    return False
