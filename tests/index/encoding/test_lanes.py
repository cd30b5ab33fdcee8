from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from assistant.index.encoding.lanes import cores, in_lanes
from assistant.index.encoding.tokens import Batch


def batch(number: int) -> Batch:
    ids = np.full((1, 1), number, dtype=np.int64)
    return Batch(np.asarray([number], dtype=np.intp), ids, np.ones((1, 1), dtype=np.int64))


def doubled(of: Batch) -> NDArray[np.float32]:
    return (of.ids * 2).astype(np.float32)


@settings(deadline=None, max_examples=40)
@given(count=st.integers(0, 20), lanes=st.integers(1, 4))
def test_every_batch_comes_once_and_in_order(count: int, lanes: int) -> None:
    found = list(in_lanes(doubled, map(batch, range(count)), lanes))
    assert [int(of.rows[0]) for of, _ in found] == list(range(count))
    assert all(vectors.item() == 2 * of.ids.item() for of, vectors in found)


@pytest.mark.parametrize("lanes", [1, 2])
def test_an_error_reaches_the_caller(lanes: int) -> None:
    def fails(of: Batch) -> NDArray[np.float32]:
        if of.ids.item() == 3:
            raise ArithmeticError("third")
        return doubled(of)

    with pytest.raises(ArithmeticError, match="third"):
        list(in_lanes(fails, map(batch, range(9)), lanes))


def test_batches_are_taken_ahead_by_a_bounded_number_and_threads_end_with_the_caller() -> None:
    taken: list[int] = []

    def endless() -> Iterator[Batch]:
        while True:
            taken.append(len(taken))
            yield batch(len(taken))

    before = threading.active_count()
    found = in_lanes(doubled, endless(), 2)
    next(found)
    assert len(taken) <= 4
    found.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before


def test_each_lane_is_prepared_in_its_own_thread() -> None:
    prepared: list[str] = []
    list(
        in_lanes(
            doubled,
            map(batch, range(8)),
            2,
            lambda: prepared.append(threading.current_thread().name),
        )
    )
    assert prepared and len(set(prepared)) == len(prepared) <= 2


@pytest.mark.parametrize(("wanted", "expected"), [("1", 1), ("1,4", 1), ("0", 1)])
def test_the_usual_variable_lowers_the_cores(
    monkeypatch: pytest.MonkeyPatch, wanted: str, expected: int
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", wanted)
    assert cores() == expected


@pytest.mark.parametrize("wanted", ["", "many", "100000"])
def test_without_a_lower_number_all_cores_are_used(
    monkeypatch: pytest.MonkeyPatch, wanted: str
) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    available = cores()
    monkeypatch.setenv("OMP_NUM_THREADS", wanted)
    assert cores() == available >= 1
