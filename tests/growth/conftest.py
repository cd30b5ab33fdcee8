from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.growth.base import Base
from benchmarks.growth.corpus import PASSAGES
from benchmarks.growth.words import Words

DIMENSION = 16
REAL = 4 * PASSAGES


@pytest.fixture
def base(tmp_path: Path) -> Base:
    chance = np.random.default_rng(7)
    vectors = chance.normal(size=(REAL, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    texts = [" ".join(f"word{number}" for number in chance.integers(0, 50, 9)) for _ in range(REAL)]
    days = np.repeat(np.array([0, 737_000, 737_400, 737_800], np.int32), PASSAGES)
    encoder = tmp_path / "encoder"
    encoder.mkdir()
    return Base(vectors, Words.of(texts), days, encoder, "0" * 64)
