from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.index.engine import Record
from assistant.index.filters import OneOf
from assistant.index.local.engine import LocalEngine
from tests.index.world import DIMENSION, word_vectors

NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def record(key: int) -> Record:
    words = f"the storm {NUMBERS[key % 10]} {NUMBERS[key % 7]}" + " calm" * (key % 4)
    return Record(key, words, "", word_vectors([words])[0], None, f"Paper {key % 2}")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[LocalEngine]:
    engine = LocalEngine.create(tmp_path / "engine", DIMENSION)
    engine.upsert([record(key) for key in range(1, 401)])
    engine.flush()
    yield engine
    engine.close()


def test_a_word_of_nearly_all_passages_does_not_rank_but_finds(engine: LocalEngine) -> None:
    telling = engine.search_text("nine", 40)
    assert engine.search_text("the storm nine", 40) == telling
    found = engine.search_text("the storm nine", 400)
    assert len(found) == 400
    assert [hit.key for hit in found[:40]] == [hit.key for hit in telling]
    assert found[0].score > telling[0].score


@pytest.mark.parametrize("limit", [1, 12, 20, 28])
@pytest.mark.parametrize(("paper", "odd"), [("Paper 0", 0), ("paper 1", 1)])
def test_a_filter_keeps_the_ranking_of_those_that_pass(
    engine: LocalEngine, limit: int, paper: str, odd: int
) -> None:
    # Words of a few passages each, so that none is left out.
    everywhere = engine.search_text("nine five", 400)
    passing = [hit.key for hit in everywhere if hit.key % 2 == odd]
    found = engine.search_text("the storm nine five", limit, [OneOf("source", (paper,))])
    assert [hit.key for hit in found] == passing[:limit]


def test_a_filter_that_few_pass_is_filled_from_common_words(engine: LocalEngine) -> None:
    found = engine.search_text("the storm nine", 190, [OneOf("source", ("Paper 1",))])
    assert len(found) == 190
    assert all(hit.key % 2 for hit in found)
