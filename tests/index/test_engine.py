"""What every engine must do; another implementation is added to `ENGINES`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.index.engine import Engine, Record
from assistant.index.filters import DateRange, OneOf
from assistant.index.local.engine import LocalEngine
from tests.index.world import DIMENSION, word_vectors

ENGINES: dict[str, Callable[[Path], Engine]] = {
    "local": lambda folder: LocalEngine.create(folder / "engine", DIMENSION),
}


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    engine = ENGINES[request.param](tmp_path)
    yield engine
    engine.close()


def record(
    key: int,
    text: str,
    title: str = "",
    published: date | None = None,
    source: str | None = None,
    language: str | None = None,
) -> Record:
    return Record(key, text, title, word_vectors([text])[0], published, source, language)


RECORDS = [
    record(1, "Kim met Xi in Beijing", "Summit", date(2018, 3, 28), "Post", "en"),
    record(2, "Kim met Moon at Panmunjom", "Border", date(2018, 4, 27), "Times", "en"),
    record(3, "Der Gipfel in Hanoi endet", "Gipfel", date(2019, 2, 28), "Die Zeitung", "de"),
    record(4, "Kim met nobody", "Undated", None, None, None),
]


def filled(engine: Engine) -> Engine:
    engine.upsert(RECORDS)
    engine.flush()
    return engine


def dense(engine: Engine, query: str, limit: int = 10, *where: DateRange | OneOf) -> list[int]:
    return [hit.key for hit in engine.search_dense(word_vectors([query])[0], limit, where)]


def text(engine: Engine, query: str, limit: int = 10, *where: DateRange | OneOf) -> list[int]:
    return [hit.key for hit in engine.search_text(query, limit, where)]


def test_it_is_an_engine(engine: Engine) -> None:
    assert isinstance(engine, Engine)
    assert engine.capabilities.filters_inside


def test_an_empty_engine_finds_nothing(engine: Engine) -> None:
    engine.flush()
    assert engine.count() == 0
    assert dense(engine, "Kim") == text(engine, "Kim") == []
    assert engine.fetch([]).shape == (0, DIMENSION)


def test_searches_rank_best_first(engine: Engine) -> None:
    filled(engine)
    assert engine.count() == 4
    assert dense(engine, "Kim met Xi in Beijing", 2)[0] == 1
    assert text(engine, "Xi Beijing Kim")[0] == 1
    scores = [hit.score for hit in engine.search_text("Kim met Moon", 10)]
    assert scores == sorted(scores, reverse=True) and scores[-1] > 0


def test_cosine_of_the_same_text_is_one(engine: Engine) -> None:
    filled(engine)
    best = engine.search_dense(word_vectors(["Kim met nobody"])[0], 1)[0]
    assert best.key == 4
    assert best.score == pytest.approx(1.0, abs=1e-5)


def test_words_match_by_stem_case_accent_and_title(engine: Engine) -> None:
    engine.upsert([record(7, "The Señor's MEETINGS", "Café")])
    engine.flush()
    assert text(engine, "senor") == text(engine, "meeting") == text(engine, "CAFE") == [7]


def test_ties_go_to_the_smaller_key(engine: Engine) -> None:
    engine.upsert([record(key, "the same words") for key in (9, 3, 5)])
    engine.flush()
    assert dense(engine, "the same words") == text(engine, "same") == [3, 5, 9]


FILTERS = [
    ((DateRange(date(2018, 4, 1), None),), {2, 3}),
    ((DateRange(None, date(2018, 4, 27)),), {1, 2}),
    ((DateRange(date(2018, 3, 28), date(2018, 3, 28)),), {1}),
    ((DateRange(date(2030, 1, 1), None),), set()),
    ((OneOf("source", ("post", "die zeitung")),), {1, 3}),
    ((OneOf("source", ("Nobody",)),), set()),
    ((OneOf("language", ("DE",)),), {3}),
    ((OneOf("language", ("en",)), DateRange(date(2018, 4, 1), None)), {2}),
]


@pytest.mark.parametrize(("where", "keys"), FILTERS)
def test_filters_hold_in_both_searches(
    engine: Engine, where: tuple[DateRange | OneOf, ...], keys: set[int]
) -> None:
    filled(engine)
    assert set(dense(engine, "Kim Gipfel", 10, *where)) == keys
    assert set(text(engine, "Kim met Gipfel", 10, *where)) == keys


def test_a_selective_filter_still_fills_the_limit(engine: Engine) -> None:
    common = [record(key, f"Kim met Xi {key}", source="Wire") for key in range(1, 400)]
    rare = [record(key, "Kim spoke about other things", source="Rare") for key in range(400, 405)]
    engine.upsert([*common, *rare])
    engine.flush()
    only = OneOf("source", ("Rare",))
    assert dense(engine, "Kim met Xi", 5, only) == text(engine, "Kim met Xi", 5, only)
    assert dense(engine, "Kim met Xi", 5, only) == [400, 401, 402, 403, 404]


def test_upsert_replaces(engine: Engine) -> None:
    filled(engine)
    engine.upsert([record(1, "Putin came to Vladivostok", source="New")])
    engine.flush()
    assert engine.count() == 4
    assert text(engine, "Beijing") == []
    assert text(engine, "Vladivostok") == [1]
    assert dense(engine, "Putin", 10, OneOf("source", ("New",))) == [1]
    assert np.allclose(engine.fetch([1])[0], word_vectors(["Putin came to Vladivostok"])[0])


def test_delete_forgets_and_ignores_unknown_keys(engine: Engine) -> None:
    filled(engine)
    engine.delete([2, 77])
    engine.flush()
    assert engine.count() == 3
    assert 2 not in dense(engine, "Kim met Moon")
    assert text(engine, "Panmunjom") == []
    with pytest.raises(KeyError):
        engine.fetch([2])


def test_fetch_gives_vectors_in_the_order_asked(engine: Engine) -> None:
    filled(engine)
    engine.upsert([RECORDS[0]])
    engine.flush()
    wanted = np.stack([RECORDS[2].vector, RECORDS[0].vector, RECORDS[1].vector])
    assert np.allclose(engine.fetch([3, 1, 2]), wanted)


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "AND OR NOT",
        "title:",
        "*",
        "kim~2",
        "a^5 +b -c",
        "(((",
        "\\",
        "\0",
        "🙂",
        "김정은",
        "?!",
    ],
)
def test_a_query_is_words_and_never_syntax(engine: Engine, query: str) -> None:
    filled(engine)
    assert text(engine, query) in ([], [1, 2, 4], [4, 1, 2], [4, 2, 1])
    assert set(text(engine, f"{query} beijing")) >= {1}


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(query=st.text(max_size=80))
def test_any_query_is_answered(engine: Engine, query: str) -> None:
    if engine.count() == 0:
        filled(engine)
    assert len(engine.search_text(query, 3)) <= 3


def test_a_reopened_local_engine_finds_the_same(tmp_path: Path) -> None:
    first = filled(LocalEngine.create(tmp_path / "engine", DIMENSION))
    expected = first.search_text("Kim met", 10), first.search_dense(RECORDS[0].vector, 10)
    first.close()
    again = LocalEngine.open(tmp_path / "engine")
    found = again.search_text("Kim met", 10), again.search_dense(RECORDS[0].vector, 10)
    assert found == expected
    assert again.count() == again.count_text() == 4


def test_a_copy_leaves_the_original_as_it_was(tmp_path: Path) -> None:
    filled(LocalEngine.create(tmp_path / "old", DIMENSION)).close()
    (tmp_path / "new").mkdir()
    before = {p: p.read_bytes() for p in (tmp_path / "old").rglob("*") if p.is_file()}
    copy = LocalEngine.copy(tmp_path / "old", tmp_path / "new")
    copy.delete([1, 2])
    copy.upsert([record(9, "Trump walked over")])
    copy.flush()
    copy.close()
    assert {p: p.read_bytes() for p in (tmp_path / "old").rglob("*") if p.is_file()} == before
    assert LocalEngine.open(tmp_path / "old").count_text() == 4
    assert LocalEngine.open(tmp_path / "new").count_text() == 3
