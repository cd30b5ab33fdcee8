from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.peers.vectors import COLLECT, EMBED, STAND_IN, Lookup, VectorCache, Vectors, mixture


class Encoder:
    """An encoder whose vectors tell how long the text is."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: list[str] | str, batch: int = 32) -> Vectors:
        given = [texts] if isinstance(texts, str) else texts
        self.seen.extend(given)
        return np.array([[float(len(text))] * 384 for text in given], dtype=np.float32)


@pytest.fixture
def cache(tmp_path: Path) -> VectorCache:
    return VectorCache(tmp_path / "vectors.sqlite")


def hooked(cache: VectorCache, miss: str = EMBED) -> tuple[Lookup, Encoder]:
    class Hooked(Encoder):
        pass

    lookup = Lookup(cache, miss)
    lookup.hook(Hooked, "encode")
    return lookup, Hooked()


def test_a_text_is_embedded_once(cache: VectorCache) -> None:
    lookup, encoder = hooked(cache)
    with lookup.indexing():
        first = encoder.encode(["rain", "snow and ice", "rain"], batch=8)
        again = encoder.encode(["snow and ice"])
    assert encoder.seen == ["rain", "snow and ice"]
    assert first[:, 0].tolist() == [4.0, 12.0, 4.0]
    assert np.array_equal(again[0], first[1])


def test_questions_are_embedded_for_real(cache: VectorCache) -> None:
    lookup, encoder = hooked(cache)
    with lookup.indexing():
        encoder.encode(["rain"])
    encoder.encode(["rain"])
    assert encoder.seen == ["rain", "rain"]


def test_collecting_writes_down_what_is_wanted(cache: VectorCache) -> None:
    lookup, encoder = hooked(cache, COLLECT)
    with lookup.indexing():
        made = encoder.encode(["rain", "snow"])
    assert encoder.seen == []
    assert np.linalg.norm(made[0]) == pytest.approx(1.0, abs=1e-5)
    assert sorted(cache.wanted(10)) == ["rain", "snow"]
    cache.put(["snow"], np.ones((1, 384), np.float32))
    assert cache.wanted(10) == ["rain"]
    assert cache.count_wanted() == 1


def test_a_stand_in_is_a_unit_vector_of_its_own(cache: VectorCache) -> None:
    cache.put(["hail", "fog", "dew"], np.eye(3, 384, dtype=np.float32))
    lookup, encoder = hooked(cache, STAND_IN)
    with lookup.indexing():
        first = encoder.encode(["rain", "snow", "hail"])
        again = encoder.encode(["snow"])
    assert encoder.seen == []
    assert np.linalg.norm(first, axis=1) == pytest.approx([1.0] * 3, abs=1e-5)
    assert np.array_equal(first[2], np.eye(3, 384, dtype=np.float32)[0])
    assert np.array_equal(again[0], first[1])


@given(st.binary(min_size=32, max_size=32))
def test_a_mixture_is_nearest_to_one_of_the_pool(key: bytes) -> None:
    pool = np.eye(7, 384, dtype=np.float32)
    assert float((pool @ mixture(pool, key)).max()) > 0.8


def test_nothing_to_embed_gives_no_rows(cache: VectorCache) -> None:
    lookup, encoder = hooked(cache)
    with lookup.indexing():
        assert encoder.encode([]).shape == (0, 384)


def test_without_the_variable_nothing_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PEER_VECTORS", raising=False)
    assert Lookup.from_environment() is None
