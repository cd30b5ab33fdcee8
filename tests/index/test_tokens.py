from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assistant.index.tokens import length_sorted_batches

ENCODED = st.lists(st.lists(st.integers(1, 99), max_size=30), max_size=60)


@given(encoded=ENCODED, budget=st.integers(1, 200))
def test_every_text_comes_once_unharmed_and_within_the_budget(
    encoded: list[list[int]], budget: int
) -> None:
    seen: list[int] = []
    lengths: list[int] = []
    for batch in length_sorted_batches(encoded, budget, pad_id=0):
        assert batch.ids.shape == batch.mask.shape
        assert batch.ids.size <= budget or len(batch.rows) == 1
        for row, ids, mask in zip(batch.rows, batch.ids, batch.mask, strict=True):
            assert ids[mask == 1].tolist() == encoded[row]
            assert not ids[mask == 0].any()
        seen.extend(batch.rows.tolist())
        lengths.append(batch.ids.shape[1])
    assert sorted(seen) == list(range(len(encoded)))
    assert lengths == sorted(lengths, reverse=True)


def test_texts_of_one_length_keep_their_order() -> None:
    (batch,) = length_sorted_batches([[1], [2], [3]], 100, pad_id=0)
    assert np.array_equal(batch.rows, [0, 1, 2])
