"""The sentences that may answer a question, each with the passage it was found by."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from assistant.answer.sentences import split_sentences
from assistant.models import Article, Hit, Span
from assistant.settings import MAX_QUOTE_WORDS


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of an article.

    `index` is its number in the article, `rank` that of its passage (from 1).
    """

    hit: Hit
    rank: int
    sentences: tuple[Span, ...]
    index: int

    @property
    def article(self) -> Article:
        """The article the sentence stands in."""
        return self.hit.article

    @property
    def span(self) -> Span:
        """Its offsets into the article's text."""
        return self.sentences[self.index]

    @property
    def text(self) -> str:
        """The sentence, word for word."""
        return self.article.text[slice(*self.span)]

    def neighbour(self, step: int) -> str:
        """Return the sentence `step` places further on; empty beyond the article."""
        index = self.index + step
        return (
            self.article.text[slice(*self.sentences[index])]
            if 0 <= index < len(self.sentences)
            else ""
        )

    @property
    def context(self) -> str:
        """The title and the sentence with the ones before and after it."""
        return "\n".join((self.article.title, self.neighbour(-1), self.text, self.neighbour(1)))


def gather(hits: Sequence[Hit]) -> list[Candidate]:
    """Return the sentences that the passages touch, whole, each once, by its best passage.

    Sentences of more words than a quote may have are left out, and questions, which answer none.
    """
    found: dict[tuple[str, int], Candidate] = {}
    for rank, hit in enumerate(hits, 1):
        sentences = tuple(split_sentences(hit.article.text))
        first = bisect_right(sentences, hit.start, key=itemgetter(1))
        last = bisect_left(sentences, hit.end, key=itemgetter(0))
        for index in range(first, last):
            if _may_answer(hit.article.text[slice(*sentences[index])]):
                found.setdefault((hit.article.id, index), Candidate(hit, rank, sentences, index))
    return list(found.values())


def _may_answer(sentence: str) -> bool:
    return len(sentence.split()) <= MAX_QUOTE_WORDS and not sentence.rstrip("\"'”’) ").endswith("?")
