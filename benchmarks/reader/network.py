"""The network that is trained: MiniLM with a span head and an answerability head (torch)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from torch import Tensor, nn
from transformers import AutoModel

from assistant.index.encoding.weights import load_model


def encoder_folder() -> Path:
    """Return the folder of the default encoder's weights, which the training starts from."""
    model, _ = load_model()
    first: Any = model[0]
    return Path(first.auto_model.config.name_or_path)


class ReaderNetwork(nn.Module):
    """Reads "[CLS] question [SEP] title [SEP] passage [SEP]".

    Returns start and end logits of each token, (batch, length), and the logit that the passage
    answers the question, (batch,). The title and the passage share token type 1.
    """

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        # Eager attention under bf16 autocast trained faster than the fused kernel on processors.
        self.encoder = AutoModel.from_pretrained(
            encoder, attn_implementation="eager", add_pooling_layer=False
        )
        for module in self.encoder.modules():
            if isinstance(module, nn.Dropout):
                # A quarter of the time; examples are hardly seen twice, so it brings nothing.
                module.p = 0.0
        width = self.encoder.config.hidden_size
        self.span = nn.Linear(width, 2)
        self.answerable = nn.Sequential(nn.Linear(width, width), nn.Tanh(), nn.Linear(width, 1))

    def forward(
        self, input_ids: Tensor, token_type_ids: Tensor, attention_mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        states = self.encoder(
            input_ids=input_ids, token_type_ids=token_type_ids, attention_mask=attention_mask
        ).last_hidden_state
        spans = self.span(states).float()
        answerable = self.answerable(states[:, 0]).float().squeeze(-1)
        return spans[..., 0], spans[..., 1], answerable


def loss(
    outputs: tuple[Tensor, Tensor, Tensor],
    starts: Tensor,
    ends: Tensor,
    readable: Tensor,
    answerable: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """Return the answerability loss, the span loss, and their weighted sum.

    `starts` and `ends` mark the tokens where an answer may begin and end, `readable` the tokens of
    the passage; each (batch, length) of 0 and 1. The span loss is the negative log of the
    probability of all marked tokens together, so that several right places do not compete.
    """
    start, end, logit = outputs
    sure = nn.functional.binary_cross_entropy_with_logits(logit, answerable)
    marked = starts.any(-1)
    span = _marginal(start, starts, readable, marked) + _marginal(end, ends, readable, marked)
    return sure, span, sure + 0.5 * span


def _marginal(logits: Tensor, wanted: Tensor, readable: Tensor, marked: Tensor) -> Tensor:
    if not marked.any():
        return logits.sum() * 0
    rows = logits[marked].masked_fill(~readable[marked], -1e4)
    right = rows.masked_fill(~wanted[marked], -1e4)
    return (rows.logsumexp(-1) - right.logsumexp(-1)).mean()
