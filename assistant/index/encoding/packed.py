"""Run a BERT encoder in bf16 on texts packed without padding (loads torch).

Against the model's own code on one core: matrix products see no padding; the scores of a few heads
stay in the processor's cache; and weights of attention are plain powers of two, without the search
for each row's maximum that costs more than the products. In bf16 that loses nothing, for its
exponents reach as far as those of fp32; where a score is beyond even that, the model's own code
computes the batch.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from assistant.index.encoding.lanes import Forward
from assistant.index.encoding.tokens import Batch

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch import Tensor

# Their layers are those below; RoBERTa and its kin begin to count positions after the padding's.
_POSITIONS_FROM_0: Final = frozenset({"bert"})
_POSITIONS_AFTER_PADDING: Final = frozenset({"roberta", "xlm-roberta", "camembert"})


def packed_forward(model: SentenceTransformer, otherwise: Forward) -> Forward | None:
    """Return what runs the model on a batch in bf16; None where it is no BERT.

    The modules after the transformer (pooling and so on) run as they are, in fp32. `otherwise` runs
    batches whose attention is out of range.
    """
    import torch

    encoder = _encoder_of(model)
    if encoder is None:
        return None
    rest = list(model)[1:]

    def forward(batch: Batch) -> NDArray[np.float32]:
        with torch.inference_mode():
            mask = torch.from_numpy(batch.mask)
            present = mask.bool()
            states = encoder.run(torch.from_numpy(batch.ids)[present], batch.mask.sum(axis=1))
            if not bool(torch.isfinite(states).all()):
                return otherwise(batch)
            tokens = torch.zeros((*mask.shape, states.shape[1]), dtype=torch.float32)
            tokens[present] = states.float()
            features: dict[str, Any] = {"token_embeddings": tokens, "attention_mask": mask}
            for module in rest:
                features = module(features)
            vectors = torch.nn.functional.normalize(features["sentence_embedding"].float(), dim=1)
        return np.asarray(vectors.numpy(), dtype=np.float32)

    return forward


@dataclass(frozen=True, slots=True)
class _Dense:
    """A matrix product with its bias."""

    weight: Tensor
    bias: Tensor

    def __call__(self, states: Tensor) -> Tensor:
        import torch

        return torch.nn.functional.linear(states, self.weight, self.bias)


@dataclass(frozen=True, slots=True)
class _Norm:
    """A layer normalisation."""

    weight: Tensor
    bias: Tensor
    epsilon: float

    def __call__(self, states: Tensor) -> Tensor:
        import torch

        return torch.nn.functional.layer_norm(
            states, (states.shape[-1],), self.weight, self.bias, self.epsilon
        )


@dataclass(frozen=True, slots=True)
class _Layer:
    """One layer: attention, then two products with a GELU between."""

    attention: _Dense
    mix: _Dense
    mix_norm: _Norm
    widen: _Dense
    narrow: _Dense
    narrow_norm: _Norm

    def run(self, states: Tensor, heads: int, runs: list[tuple[int, int]]) -> Tensor:
        """Return the states after this layer; both (tokens, width)."""
        import torch

        met = _attend(self.attention(states), heads, runs)
        states = self.mix_norm(self.mix(met).add_(states))
        wide = torch.nn.functional.gelu(self.widen(states))
        return self.narrow_norm(self.narrow(wide).add_(states))


@dataclass(frozen=True, slots=True)
class _Encoder:
    """A BERT's weights in bf16."""

    words: Tensor
    positions: Tensor
    norm: _Norm
    layers: tuple[_Layer, ...]
    heads: int

    def run(self, ids: Tensor, lengths: NDArray[np.int64]) -> Tensor:
        """Return the last states, (tokens, width), of texts that lie one after another in `ids`."""
        import torch

        places = torch.from_numpy(np.concatenate([np.arange(length) for length in lengths]))
        states = self.norm(self.words[ids].add_(self.positions[places]))
        runs = list(_runs(lengths))
        for layer in self.layers:
            states = layer.run(states, self.heads, runs)
        return states


def _runs(lengths: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield (texts, tokens of each) of neighbours of equal length."""
    for length, group in groupby(lengths.tolist()):
        yield len(list(group)), length


def _attend(mixed: Tensor, heads: int, runs: list[tuple[int, int]]) -> Tensor:
    """Return the attention's output, (tokens, width), from queries, keys and values side by side.

    Queries bear the factor of `_scaled`, so that powers of two of the scores are their softmax.
    """
    import torch

    width = mixed.shape[1] // 3
    met = mixed.new_empty((mixed.shape[0], width))
    first = 0
    for texts, length in runs:
        last = first + texts * length
        split = mixed[first:last].view(texts, length, 3, heads, width // heads)
        query, key, value = split.permute(2, 0, 3, 1, 4).reshape(3, texts * heads, length, -1)
        weights = torch.bmm(query, key.transpose(1, 2)).exp2_()
        found = torch.bmm(weights, value).div_(weights.sum(dim=-1, keepdim=True))
        found = found.view(texts, heads, length, -1).transpose(1, 2)
        met[first:last].view(texts, length, heads, -1).copy_(found)
        first = last
    return met


def _encoder_of(model: SentenceTransformer) -> _Encoder | None:
    """Take the weights out of a model; None where its transformer is built in another way."""
    inner: Any = getattr(model[0], "auto_model", None)
    config: Any = getattr(inner, "config", None)
    kind = str(getattr(config, "model_type", ""))
    plain = (
        getattr(config, "hidden_act", "") == "gelu"
        and getattr(config, "position_embedding_type", None) in (None, "absolute")
        and not getattr(config, "is_decoder", False)
    )
    if not plain or kind not in _POSITIONS_FROM_0 | _POSITIONS_AFTER_PADDING:
        return None
    begin = 0 if kind in _POSITIONS_FROM_0 else int(config.pad_token_id) + 1
    try:
        return _taken(_Weights(inner.state_dict(), float(config.layer_norm_eps)), config, begin)
    except KeyError:
        # Some other model by the same name; its own code runs it.
        return None


def _taken(weights: _Weights, config: Any, begin: int) -> _Encoder:
    heads = int(config.num_attention_heads)
    at = "embeddings."
    types = weights.exact(at + "token_type_embeddings.weight")
    positions = weights.exact(at + "position_embeddings.weight")[begin:] + types[0]
    return _Encoder(
        words=weights.exact(at + "word_embeddings.weight").bfloat16(),
        positions=positions.bfloat16(),
        norm=weights.norm(at + "LayerNorm"),
        layers=tuple(
            _layer(weights, f"encoder.layer.{number}.", int(config.hidden_size) // heads)
            for number in range(int(config.num_hidden_layers))
        ),
        heads=heads,
    )


def _layer(weights: _Weights, at: str, head_width: int) -> _Layer:
    return _Layer(
        attention=weights.attention(at + "attention.self.", head_width),
        mix=weights.dense(at + "attention.output.dense"),
        mix_norm=weights.norm(at + "attention.output.LayerNorm"),
        widen=weights.dense(at + "intermediate.dense"),
        narrow=weights.dense(at + "output.dense"),
        narrow_norm=weights.norm(at + "output.LayerNorm"),
    )


@dataclass(frozen=True, slots=True)
class _Weights:
    """A model's parameters by their names."""

    by_name: dict[str, Tensor]
    epsilon: float

    def exact(self, name: str) -> Tensor:
        """Return a parameter in fp32."""
        return self.by_name[name].detach().float()

    def dense(self, name: str) -> _Dense:
        """Return a matrix product."""
        weight, bias = self.exact(name + ".weight"), self.exact(name + ".bias")
        return _Dense(weight.bfloat16(), bias.bfloat16())

    def norm(self, name: str) -> _Norm:
        """Return a layer normalisation."""
        weight, bias = self.exact(name + ".weight"), self.exact(name + ".bias")
        return _Norm(weight.bfloat16(), bias.bfloat16(), self.epsilon)

    def attention(self, at: str, head_width: int) -> _Dense:
        """Return queries, keys and values as one product; queries scaled for powers of two."""
        import torch

        scale = math.log2(math.e) / math.sqrt(head_width)
        factors = {"query": scale, "key": 1.0, "value": 1.0}
        weight, bias = (
            torch.cat([self.exact(f"{at}{name}.{part}") * by for name, by in factors.items()])
            for part in ("weight", "bias")
        )
        return _Dense(weight.bfloat16(), bias.bfloat16())
