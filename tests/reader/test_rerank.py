from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from assistant.models import Hit
from assistant.reader.reading import Reading
from assistant.reader.rerank import asks, rerank
from assistant.settings import READING_LIFT, RERANKED_PASSAGES
from tests.answer.newsroom import article


@dataclass
class Knowing:
    """A reader that is sure of passages with one word, and of the others that they say nothing."""

    word: str
    name: str = "knowing"
    read_texts: list[str] = field(default_factory=list)

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        self.read_texts += [text for _, text in passages]
        nothing = np.zeros(0, dtype=np.float32)
        return [
            Reading(99.0 if self.word in text else -99.0, np.zeros((0, 2), int), nothing, nothing)
            for _, text in passages
        ]


def hits(count: int) -> list[Hit]:
    return [
        Hit(article(f"Report {n} on the harbour."), 0, 10, 1 - n / 1000, 0.5, 0.5)
        for n in range(count)
    ]


def test_what_answers_comes_first() -> None:
    found = rerank("when?", hits(5), Knowing("Report 3"))
    assert [hit.text for hit in found][:2] == ["Report 3 o", "Report 0 o"]
    assert found[0].score == pytest.approx(1 - 3 / 1000 + READING_LIFT)


def test_only_the_best_are_read_and_the_rest_stays_behind() -> None:
    reader = Knowing("no such word")
    many = hits(RERANKED_PASSAGES + 5)
    found = rerank("when?", many, reader)
    assert len(reader.read_texts) == RERANKED_PASSAGES
    assert [hit.article.id for hit in found] == [hit.article.id for hit in many]
    scores = [hit.score for hit in found]
    assert scores == sorted(scores, reverse=True)


def test_nothing_found_stays_nothing() -> None:
    assert rerank("when?", [], Knowing("x")) == []


@pytest.mark.parametrize(
    "query",
    ["when did Kim visit China", "And how many times?", "In which city?", "Kim visited China?",
     "date of the summit"],
)  # fmt: skip
def test_a_question_asks(query: str) -> None:
    assert asks(query)


@pytest.mark.parametrize(
    "query", ["Kim in Beijing", "Vitamin D lowers the risk of fractures.", "whole milk prices", ""]
)
def test_a_claim_or_a_few_words_ask_nothing(query: str) -> None:
    assert not asks(query)
