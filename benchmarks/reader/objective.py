"""What the reader is trained to do: what people marked, or what a larger reader finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

from benchmarks.reader.network import Outputs, ReaderNetwork

Tensors = dict[str, Tensor]
# The answerability loss, the span loss, and the share of passages told rightly to answer or not.
Told = tuple[float, float, float]
Learn = Callable[[ReaderNetwork, Tensors], Told]
# Tokens that are masked in the input, so that passages that come again are never quite the same.
_MASKED, _MASK_TOKEN = 0.04, 103
# How much the parts of a teacher's lesson count: its logits, its states, what people marked.
_LOGIT, _STATES, _MARKED = 0.3, 1.0, 0.5


def by_labels(network: ReaderNetwork, tensors: Tensors) -> Told:
    """Add the gradients of some examples by what people marked; return what is reported."""
    outputs = network(_with_masks(tensors), tensors["token_type_ids"])
    sure, span = losses(outputs, tensors)
    torch.autograd.backward(sure + 0.5 * span)
    return sure.item(), span.item(), _right(outputs[2], tensors)


class Teacher:
    """Adds the gradients of some examples by what a trained network finds in them."""

    def __init__(self, network: ReaderNetwork, layers: Sequence[int]) -> None:
        self._network = network.eval().bfloat16()
        self._layers = layers

    def __call__(self, network: ReaderNetwork, tensors: Tensors) -> Told:
        inputs = (_with_masks(tensors), tensors["token_type_ids"])
        with torch.no_grad():
            wanted = self._network.states(*inputs)
            taught = self._network.told(wanted[-1])
        states = network.states(*inputs)
        outputs = network.told(states[-1])
        span = sum((_divergence(one, other, tensors["readable"])
                    for one, other in zip(outputs[:2], taught[:2], strict=True)),
                   start=torch.zeros(()))  # fmt: skip
        sure = nn.functional.smooth_l1_loss(outputs[2], taught[2])
        pairs = zip(states, (wanted[number] for number in self._layers), strict=True)
        far = torch.stack([_distance(state, other) for state, other in pairs])
        marked, where = losses(outputs, tensors)
        total = 0.5 * span + _LOGIT * sure + _STATES * far.mean() + _MARKED * (marked + 0.5 * where)
        torch.autograd.backward(total)
        return sure.item(), span.item(), _right(outputs[2], tensors)


def losses(outputs: Outputs, tensors: Tensors) -> tuple[Tensor, Tensor]:
    """Return the answerability loss and the span loss.

    `starts` and `ends` mark the tokens where an answer may begin and end, `readable` the tokens of
    the passage; each (batch, length) of 0 and 1. The span loss is the negative log of the
    probability of all marked tokens together, so that several right places do not compete.
    """
    start, end, logit = outputs
    sure = nn.functional.binary_cross_entropy_with_logits(logit, tensors["answerable"])
    span = sum((_marginal(logits, tensors[name], tensors["readable"])
                for logits, name in ((start, "starts"), (end, "ends"))),
               start=torch.zeros(()))  # fmt: skip
    return sure, span


def _marginal(logits: Tensor, wanted: Tensor, readable: Tensor) -> Tensor:
    marked = wanted.any(-1)
    if not marked.any():
        return logits.sum() * 0
    rows = logits[marked].masked_fill(~readable[marked], -1e4)
    right = rows.masked_fill(~wanted[marked], -1e4)
    return (rows.logsumexp(-1) - right.logsumexp(-1)).mean()


def _divergence(logits: Tensor, taught: Tensor, readable: Tensor) -> Tensor:
    """Return how far the distribution over a passage's tokens is from the teacher's (KL)."""
    own, other = (each.masked_fill(~readable, -1e4).log_softmax(-1) for each in (logits, taught))
    return nn.functional.kl_div(own, other, reduction="batchmean", log_target=True)


def _distance(state: Tensor, wanted: Tensor) -> Tensor:
    """Return the squared distance of states, as a part of the teacher's size."""
    wanted = wanted.float()
    return (state.float() - wanted).pow(2).mean() / wanted.pow(2).mean()


def _with_masks(tensors: Tensors) -> Tensor:
    """Return the ids with some tokens of the passage masked, none of the answer's ends."""
    free = tensors["readable"] & ~tensors["starts"] & ~tensors["ends"]
    chosen = free & (torch.rand(free.shape) < _MASKED)
    return tensors["input_ids"].masked_fill(chosen, _MASK_TOKEN)


def _right(answerable: Tensor, tensors: Tensors) -> float:
    """Return how many passages are rightly told to answer or not."""
    return ((answerable > 0) == (tensors["answerable"] > 0.5)).float().mean().item()
