from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from assistant.index.encoding.tokens import TokenCounter, length_sorted_batches

ENCODED = st.lists(st.lists(st.integers(1, 99), max_size=30), max_size=60)
TEXTS = [
    "",
    "fog",
    "fog over the bay",
    "the ferry waits for the fog to lift over the bay",
    "회담 🙂",
]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    words = [
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "fog",
        "over",
        "the",
        "bay",
        "ferry",
        "waits",
        "for",
        "to",
        "lift",
    ]
    made = Tokenizer(models.WordLevel({word: n for n, word in enumerate(words)}, "[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = processors.BertProcessing(("[SEP]", 2), ("[CLS]", 1))
    return made


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


@given(
    counted=st.lists(st.sampled_from(TEXTS), max_size=12),
    encoded=st.lists(st.sampled_from(TEXTS), max_size=12),
    remembers=st.integers(0, 4),
)
def test_what_was_counted_before_changes_no_token(
    tokenizer: Tokenizer, counted: list[str], encoded: list[str], remembers: int
) -> None:
    fresh = TokenCounter(tokenizer, 8, 0)
    remembering = TokenCounter(tokenizer, 8, 0, remembers)
    assert [remembering.count(text) for text in counted] == [fresh.count(text) for text in counted]
    assert len(remembering._counted) <= remembers
    found = [ids.tolist() for ids in remembering.encode(encoded)]
    assert found == [ids.tolist() for ids in fresh.encode(encoded)]
    assert not set(encoded) & set(remembering._counted)
