from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.growth.base import Base
from benchmarks.growth.corpus import Corpus, write
from benchmarks.growth.truth import NEAREST, exact
from tests.growth.conftest import REAL


def test_the_tenth_cosine_is_that_of_a_full_comparison(base: Base, tmp_path: Path) -> None:
    write(Corpus(base).blocks(3 * REAL), tmp_path / "corpus")
    vectors = np.concatenate([block.vectors for block in Corpus(base).blocks(3 * REAL)])
    questions = base.vectors[:5]
    cosines = -np.sort(-questions @ vectors.T, axis=1)
    whole, later, *_ = exact(tmp_path / "corpus", questions)
    assert np.allclose(whole.tenth, cosines[:, NEAREST - 1], atol=1e-3)
    assert whole.recall(0, cosines[0, :NEAREST].tolist()) == 1
    assert whole.recall(0, [*cosines[0, :5].tolist(), *[-1.0] * 5]) == 0.5
    assert 0.1 < later.part < 0.7
