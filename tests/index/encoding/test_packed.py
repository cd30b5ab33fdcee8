from __future__ import annotations

import importlib
import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from assistant.index.encoding.compute import bf16_forward, torch_forward
from assistant.index.encoding.packed import packed_forward
from assistant.index.encoding.tokens import Batch, length_sorted_batches

PAD = 1


def model_of(kind: str, **changes: Any) -> Any:
    """Return a random model of two layers with mean pooling."""
    import torch
    from sentence_transformers import SentenceTransformer

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from sentence_transformers.models import Pooling
    transformers: Any = importlib.import_module("transformers")
    torch.manual_seed(3)
    sizes = {"vocab_size": 90, "max_position_embeddings": 64, "pad_token_id": PAD, **changes}
    wide = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4,
            "intermediate_size": 48, "type_vocab_size": 2}  # fmt: skip
    config: Any = {
        "bert": lambda: transformers.BertConfig(**sizes, **wide),
        "xlm-roberta": lambda: transformers.XLMRobertaConfig(**sizes, **wide),
        "distilbert": lambda: transformers.DistilBertConfig(**sizes, dim=32, n_layers=1, n_heads=4),
    }[kind]()
    inner = transformers.AutoModel.from_config(config).eval()

    class Transformer(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.auto_model = inner

        def forward(self, features: dict[str, Any]) -> dict[str, Any]:
            found = self.auto_model(features["input_ids"], features["attention_mask"])
            return {**features, "token_embeddings": found.last_hidden_state}

    return SentenceTransformer(modules=[Transformer(), Pooling(32)], device="cpu").eval()


def refused(_: Batch) -> NDArray[np.float32]:
    raise AssertionError("the model's own code was asked")


@pytest.fixture(scope="module", params=["bert", "xlm-roberta"])
def model(request: pytest.FixtureRequest) -> Any:
    return model_of(request.param)


@settings(deadline=None, max_examples=40)
@given(lengths=st.lists(st.integers(1, 40), min_size=1, max_size=12), seed=st.integers(0, 99))
def test_vectors_are_those_of_the_models_own_code(
    model: Any, lengths: list[int], seed: int
) -> None:
    draw = np.random.default_rng(seed)
    encoded = [draw.integers(2, 90, length).tolist() for length in lengths]
    forward, plain = packed_forward(model, refused), torch_forward(model)
    assert forward is not None
    for batch in length_sorted_batches(encoded, 128, PAD):
        vectors = forward(batch)
        assert vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
        assert (vectors * plain(batch)).sum(axis=1).min() > 0.999


def test_company_and_padding_change_nothing(model: Any) -> None:
    forward = packed_forward(model, refused)
    assert forward is not None
    encoded = [[5, 6, 7, 8], [9, 10, 11], [12, 13, 14], [15]]
    (together,) = length_sorted_batches(encoded, 999, PAD)
    alone = [forward(next(length_sorted_batches([ids], 1, PAD)))[0] for ids in encoded]
    assert np.allclose(forward(together), np.stack(alone)[together.rows], atol=2e-2)


def test_scores_out_of_range_are_left_to_the_models_own_code() -> None:
    model = model_of("bert")
    layer = model[0].auto_model.encoder.layer[0].attention.self
    for part in (layer.query, layer.key):
        part.weight.data.mul_(500)
    plain = bf16_forward(model)
    forward = packed_forward(model, plain)
    assert forward is not None
    (batch,) = length_sorted_batches([[5, 6, 7, 8, 9, 20], [9, 10]], 999, PAD)
    assert np.array_equal(forward(batch), plain(batch))
    failing = packed_forward(model, refused)
    assert failing is not None
    with pytest.raises(AssertionError, match="own code"):
        failing(batch)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [("distilbert", {}), ("bert", {"hidden_act": "relu"}), ("bert", {"is_decoder": True})],
)
def test_another_kind_of_model_is_not_packed(kind: str, changes: dict[str, Any]) -> None:
    assert packed_forward(model_of(kind, **changes), refused) is None
