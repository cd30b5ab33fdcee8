"""What every engine must do; `conftest.py` names the engines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from assistant.errors import EngineError
from assistant.index.engine import Engine, Record
from assistant.index.filters import DateRange, Filter, OneOf
from tests.conftest import ROOT
from tests.engines.backends import Backend
from tests.engines.passages import DIMENSION, found, keys_of, many, nearest, passage, unit
from tests.hostile import HOSTILE, HUGE

RECORDS = many(300)
BREAKING = (
    '"] or key > 0 or source in ["',
    "\\",
    '\\"',
    "a\\nb",
    "'",
    "%",
    "%%",
    "{s}",
    "\x00",
    "a\nb\tc",
    "ünïcödé 김정은 🙂",
    "x" * 70_000,
    "x" * 69_999,
)


def filled(engine: Engine, records: list[Record]) -> Engine:
    engine.upsert(records)
    engine.flush()
    return engine


def test_it_is_an_engine_with_its_filters_inside(engine: Engine) -> None:
    assert isinstance(engine, Engine)
    assert engine.capabilities.filters_inside


def test_an_empty_engine_finds_nothing(engine: Engine) -> None:
    engine.flush()
    assert engine.count() == 0
    assert found(engine, unit(1), 10) == []
    assert engine.fetch([]).shape == (0, DIMENSION)
    engine.delete([1, 2])
    engine.upsert([])
    assert engine.count() == 0


def test_a_search_finds_what_an_exact_one_finds(engine: Engine) -> None:
    filled(engine, RECORDS)
    assert engine.count() == len(RECORDS)
    for seed in (3, 77, 1001, 1002):
        hits = engine.search_dense(unit(seed), 25)
        expected = nearest(RECORDS, unit(seed), 25)
        assert [hit.key for hit in hits] == keys_of(expected)
        assert [hit.score for hit in hits] == pytest.approx([s for _, s in expected], abs=1e-5)


@pytest.mark.parametrize("limit", [-1, 0, 1, 300, 16_384, 100_000])
def test_a_limit_is_how_many_come_at_most(engine: Engine, limit: int) -> None:
    filled(engine, RECORDS)
    assert len(engine.search_dense(unit(5), limit)) == max(0, min(limit, len(RECORDS)))


def test_ties_go_to_the_smaller_key(engine: Engine) -> None:
    filled(engine, [passage(key, seed=1) for key in (9, 3, 5)])
    assert found(engine, unit(1), 10) == [3, 5, 9]


FILTERS: list[tuple[Filter, ...]] = [
    (DateRange(date.fromordinal(736_040), None),),
    (DateRange(None, date.fromordinal(736_003)),),
    (DateRange(date.fromordinal(736_050), date.fromordinal(736_050)),),
    (DateRange(date(2030, 1, 1), None),),
    (DateRange(None, None),),
    (OneOf("source", ("POST", " die   zeitung ")),),
    (OneOf("source", ('the "quoted" \\ mail',)),),
    (OneOf("source", ("Nobody",)),),
    (OneOf("source", ()),),
    (OneOf("language", ("DE",)),),
    (OneOf("language", ("en",)), DateRange(date.fromordinal(736_030), None)),
    (OneOf("language", ("en", "de")), OneOf("source", ("post",)), DateRange(None, None)),
]


@pytest.mark.parametrize("where", FILTERS)
def test_filters_keep_what_they_say(engine: Engine, where: tuple[Filter, ...]) -> None:
    filled(engine, RECORDS)
    expected = keys_of(nearest(RECORDS, unit(3), 40, where))
    assert found(engine, unit(3), 40, *where) == expected


def test_no_name_is_syntax(engine: Engine) -> None:
    names = [*HOSTILE, *HUGE, *BREAKING]
    records = [passage(key, source=name) for key, name in enumerate(names, 1)]
    filled(engine, records)
    every = OneOf("source", tuple(names))
    assert sorted(found(engine, unit(1), 2_000, every)) == [record.key for record in records]
    for name in (*names[::40], *HUGE, *BREAKING):
        only = OneOf("source", (name,))
        expected = keys_of(nearest(records, unit(1), 2_000, [only]))
        assert found(engine, unit(1), 2_000, only) == expected


def test_a_selective_filter_still_fills_the_limit(engine: Engine) -> None:
    near = [passage(key, seed=1, source="Wire") for key in range(1, 400)]
    far = [passage(key, source="Rare") for key in range(400, 405)]
    filled(engine, [*near, *far])
    only = OneOf("source", ("Rare",))
    assert found(engine, unit(1), 5, only) == keys_of(nearest(far, unit(1), 5))


def test_upsert_replaces_all_of_a_passage(engine: Engine) -> None:
    filled(engine, RECORDS[:9])
    engine.upsert([passage(4, seed=900, source="New", published=date(2020, 1, 2))])
    engine.flush()
    assert engine.count() == 9
    assert found(engine, unit(900), 10, OneOf("source", ("New",))) == [4]
    assert found(engine, unit(900), 10, DateRange(date(2020, 1, 1), None)) == [4]
    assert np.allclose(engine.fetch([4])[0], unit(900), atol=1e-6)


def test_the_later_of_two_with_one_key_stays(engine: Engine) -> None:
    for _ in range(2):
        filled(engine, [passage(1, seed=8), passage(2), passage(1, seed=9)])
        assert engine.count() == 2
        assert np.allclose(engine.fetch([1])[0], unit(9), atol=1e-6)


def test_what_is_deleted_is_gone_and_can_come_back(engine: Engine) -> None:
    filled(engine, RECORDS[:9])
    engine.delete([2, 77, 2])
    engine.flush()
    assert engine.count() == 8
    assert 2 not in found(engine, unit(2), 10)
    with pytest.raises(KeyError):
        engine.fetch([1, 2])
    filled(engine, [RECORDS[1]])
    assert engine.count() == 9
    assert found(engine, unit(2), 1) == [2]


def test_fetch_gives_vectors_in_the_order_asked(engine: Engine) -> None:
    filled(engine, RECORDS)
    keys = [7, 3, 299, 7]
    assert np.allclose(engine.fetch(keys), np.stack([unit(key) for key in keys]), atol=1e-6)


def test_keys_take_63_bits(engine: Engine) -> None:
    # Milvus 2.3.5 finds no row of key 2**63 - 1 by a filter.
    largest = 2**63 - 2
    filled(engine, [passage(largest, seed=1), passage(largest - 1, seed=2), passage(1, seed=3)])
    assert found(engine, unit(1), 1) == [largest]
    assert np.allclose(engine.fetch([largest - 1])[0], unit(2), atol=1e-6)
    engine.delete([largest])
    engine.flush()
    assert engine.count() == 2


def test_more_than_one_batch(engine: Engine) -> None:
    records = [passage(key, seed=key % 50) for key in range(1, 9_001)]
    filled(engine, records)
    assert engine.count() == 9_000
    assert engine.fetch([record.key for record in records]).shape == (9_000, DIMENSION)
    engine.delete([record.key for record in records[:8_990]])
    engine.flush()
    assert engine.count() == 10
    assert sorted(found(engine, unit(1), 20)) == list(range(8_991, 9_001))


def test_words(engine: Engine) -> None:
    said = [
        passage(1, text="Kim met Xi in Beijing", title="Summit", published=date(2018, 3, 28)),
        passage(2, text="Kim met Moon at Panmunjom", title="Border", source="Times"),
        passage(3, text="The Señor's MEETINGS", title="Café"),
        passage(4, text="nobody saw it", title="A summit of two"),
    ]
    filled(engine, said)
    if not engine.capabilities.text:
        with pytest.raises(EngineError, match="holds no words"):
            engine.search_text("Kim", 5)
        return

    def keys(query: str, *where: Filter) -> list[int]:
        return [hit.key for hit in engine.search_text(query, 5, where)]

    assert keys("Xi Beijing Kim") == [1, 2]
    assert keys("senor") == keys("meeting") == keys("CAFE") == [3]
    assert sorted(keys("summit")) == [1, 4]
    assert keys("Kim", OneOf("source", ("times",))) == [2]
    assert keys("Kim", DateRange(date(2018, 1, 1), None)) == [1]
    assert keys("") == keys("?!") == keys("Vladivostok") == keys("Kim", OneOf("source", ())) == []
    engine.delete([1])
    filled(engine, [replace(said[1], text="Putin came to Vladivostok")])
    assert (keys("Kim"), keys("Vladivostok")) == ([], [2])


def test_others_see_what_was_flushed(backend: Backend, engine: Engine) -> None:
    filled(engine, RECORDS)
    other = backend.again()
    assert other.count() == len(RECORDS)
    assert found(other, unit(3), 10) == found(engine, unit(3), 10)
    other.close()
    assert found(engine, unit(3), 1) == [3]


def test_what_was_flushed_is_there_when_it_is_opened_again(backend: Backend) -> None:
    engine = filled(backend.fresh(), RECORDS)
    expected = engine.search_dense(unit(3), 10)
    engine.close()
    engine.close()
    again = backend.again()
    assert again.search_dense(unit(3), 10) == expected
    assert again.count() == len(RECORDS)
    again.close()


def test_many_threads_read_the_same(engine: Engine) -> None:
    filled(engine, RECORDS)
    seeds = list(range(40))
    alone = [found(engine, unit(seed), 10) for seed in seeds]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda seed: found(engine, unit(seed), 10), seeds)) == alone


def test_another_process_reads_the_same_or_is_told_why_not(
    backend: Backend, engine: Engine
) -> None:
    filled(engine, RECORDS)
    command = [sys.executable, "-m", "tests.engines.reader", backend.address()]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if not backend.shared:
        assert done.returncode == 1
        assert "One process at a time" in done.stderr
        assert done.stderr.count("\n") == 1
        return
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "count": len(RECORDS),
        "keys": keys_of(nearest(RECORDS, unit(3), 10)),
    }
