"""Any run of changes leaves an engine as it would leave a plain dictionary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.index.engine import Engine, Record
from assistant.index.filters import DateRange, Filter, OneOf
from tests.engines.passages import found, keys_of, nearest, passage, unit

NAMES = st.sampled_from(["Post", "post ", 'a"b', "a\\b", "", "Ä", "%"]) | st.text(max_size=12)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
# The largest but one: Milvus 2.3.5 counts a row of key 2**63 - 1, but no filter finds it.
LARGEST = 2**63 - 2
# Few keys, so that they are replaced and deleted often.
KEYS = st.integers(1, 12) | st.just(LARGEST)


def some(field: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | field


@st.composite
def records(draw: st.DrawFn) -> Record:
    return passage(
        draw(KEYS),
        draw(st.integers(0, 10_000)),
        published=draw(st.none() | DAYS),
        source=draw(some(NAMES)),
        language=draw(some(st.sampled_from(["en", "de"]))),
    )


@dataclass(frozen=True)
class Upsert:
    records: list[Record]


@dataclass(frozen=True)
class Delete:
    keys: list[int]


FILTERS: st.SearchStrategy[Filter] = st.one_of(
    st.builds(DateRange, st.none() | DAYS, st.none() | DAYS),
    st.builds(OneOf, st.just("source"), st.lists(NAMES, max_size=3).map(tuple)),
    st.builds(OneOf, st.just("language"), st.just(("EN",))),
)
CHANGES = st.one_of(
    st.builds(Upsert, st.lists(records(), max_size=6)),
    st.builds(Delete, st.lists(KEYS, max_size=6)),
)


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    changes=st.lists(CHANGES, max_size=6),
    where=st.lists(FILTERS, max_size=2),
    seed=st.integers(0, 99),
)
def test_an_engine_is_a_dictionary_of_passages(
    engine: Engine, changes: list[Upsert | Delete], where: list[Filter], seed: int
) -> None:
    # The examples share one engine, as the changes of years do.
    engine.delete([*range(1, 13), LARGEST])
    held: dict[int, Record] = {}
    for change in changes:
        if isinstance(change, Upsert):
            engine.upsert(change.records)
            held |= {record.key: record for record in change.records}
        else:
            engine.delete(change.keys)
            held = {key: record for key, record in held.items() if key not in change.keys}
    engine.flush()
    assert engine.count() == len(held)
    vector = unit(seed)
    for filters in ([], where):
        expected = nearest(held.values(), vector, 20, filters)
        assert sorted(found(engine, vector, 20, *filters)) == sorted(keys_of(expected))
        scores = [hit.score for hit in engine.search_dense(vector, 20, filters)]
        assert scores == pytest.approx([score for _, score in expected], abs=1e-5)
    if held:
        stored = np.stack([record.vector for record in held.values()])
        assert np.allclose(engine.fetch(list(held)), stored, atol=1e-6)
