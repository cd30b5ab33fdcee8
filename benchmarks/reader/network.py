"""The network that is trained: MiniLM with a span head and an answerability head (torch)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from assistant.index.encoding.weights import load_model


def encoder_folder() -> Path:
    """Return the folder of the default encoder's weights, which the training starts from."""
    model, _ = load_model()
    first: Any = model[0]
    return Path(first.auto_model.config.name_or_path)


Outputs = tuple[Tensor, Tensor, Tensor]


class ReaderNetwork(nn.Module):
    """Reads "[CLS] question [SEP] title [SEP] passage [SEP]".

    Returns start and end logits of each token, (batch, length), and the logit that the passage
    answers the question, (batch,). The title and the passage share token type 1.
    """

    def __init__(self, layers: int) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(encoder_folder(), num_hidden_layers=layers)
        self.encoder = BertModel(config, add_pooling_layer=False)
        width = config.hidden_size
        self.span = nn.Linear(width, 2)
        self.answerable = nn.Sequential(nn.Linear(width, width), nn.Tanh(), nn.Linear(width, 1))

    def forward(self, input_ids: Tensor, token_type_ids: Tensor) -> Outputs:
        return self.told(self.states(input_ids, token_type_ids)[-1])

    def states(self, input_ids: Tensor, token_type_ids: Tensor) -> list[Tensor]:
        """Return the states behind each layer, (batch, length, width)."""
        state: Tensor = self.encoder.embeddings(input_ids=input_ids, token_type_ids=token_type_ids)
        found = []
        for layer in self.encoder.encoder.layer:
            state = _layer(layer, state)
            found.append(state)
        return found

    def told(self, state: Tensor) -> Outputs:
        """Return what the heads make of the last layer's states."""
        spans = self.span(state).float()
        answerable = self.answerable(state[:, 0]).float().squeeze(-1)
        return spans[..., 0], spans[..., 1], answerable


def _layer(layer: Any, states: Tensor) -> Tensor:
    """Return what transformers' layer returns without mask and dropout, in two thirds of the time.

    No mask: rows of a batch have nearly one length, and in use a passage is read alone.
    """
    looking = layer.attention.self
    heads = (*states.shape[:2], looking.num_attention_heads, looking.attention_head_size)
    queries, keys, values = (
        each(states).view(heads).transpose(1, 2)
        for each in (looking.query, looking.key, looking.value)
    )
    scores = torch.matmul(queries * heads[-1] ** -0.5, keys.transpose(-1, -2))
    mixed = torch.matmul(scores.softmax(-1), values).transpose(1, 2).reshape(states.shape)
    attended = layer.attention.output
    states = attended.LayerNorm(attended.dense(mixed) + states)
    inner = nn.functional.gelu(layer.intermediate.dense(states))
    result: Tensor = layer.output.LayerNorm(layer.output.dense(inner) + states)
    return result


def layers_of(state: dict[str, Tensor]) -> int:
    """Return the number of layers of saved weights."""
    numbers = {int(name.split(".")[3]) for name in state if name.startswith("encoder.encoder.")}
    return len(numbers)


def load_weights(path: Path) -> ReaderNetwork:
    """Return the network of a file of weights, however many layers it has."""
    state = load_file(path)
    network = ReaderNetwork(layers_of(state))
    network.load_state_dict({name: tensor.float() for name, tensor in state.items()})
    return network


def load_layers(path: Path, layers: Sequence[int]) -> ReaderNetwork:
    """Return a network of some layers (from 0) of a file of weights."""
    whole = load_weights(path)
    network = ReaderNetwork(len(layers))
    kept = [whole.encoder.encoder.layer[number] for number in layers]
    network.load_state_dict(whole.state_dict(), strict=False)
    for layer, other in zip(network.encoder.encoder.layer, kept, strict=True):
        layer.load_state_dict(other.state_dict())
    return network


def save_weights(network: ReaderNetwork, path: Path) -> None:
    """Save the weights in half precision, from which the next training begins."""
    state = {name: tensor.half().contiguous() for name, tensor in network.state_dict().items()}
    save_file(state, path)
