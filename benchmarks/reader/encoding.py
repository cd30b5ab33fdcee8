"""Turns examples into token ids with marks where the answer may begin and end."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor

from assistant.reader.heading import heading
from benchmarks.reader.examples import Example

# A passage of an index with its question and heading; longer ones are cut.
MAX_TOKENS = 288
_QUESTION_TOKENS, _TITLE_TOKENS = 40, 48
_CLS, _SEP = 101, 102
_STEP = 8


@dataclass(frozen=True, slots=True)
class Encoded:
    """Ids of an example, its first passage token, and the tokens that begin and end answers."""

    ids: list[int]
    passage: int
    question: int
    starts: list[int]
    ends: list[int]
    answerable: bool


def encode(example: Example, tokenizer: Tokenizer, rng: random.Random) -> Encoded | None:
    """Return the example cut to `MAX_TOKENS` around its answer; None where that cannot be done."""
    question = tokenizer.encode(example.question, add_special_tokens=False).ids[:_QUESTION_TOKENS]
    told = heading(example.title, example.published)
    title = tokenizer.encode(told, add_special_tokens=False).ids[:_TITLE_TOKENS]
    text = tokenizer.encode(example.text, add_special_tokens=False)
    starts, ends = _marks(text, example)
    if example.answers and not (starts and ends):
        return None
    head = [_CLS, *question, _SEP, *title, _SEP]
    room = MAX_TOKENS - len(head) - 1
    first = _window(len(text.ids), room, starts, ends, rng)
    ids = text.ids[first : first + room]
    shift = len(head) - first
    inside = range(len(head), len(head) + len(ids))
    starts, ends = (
        [n + shift for n in starts if n + shift in inside],
        [n + shift for n in ends if n + shift in inside],
    )
    if example.answers and not (starts and ends):
        return None
    return Encoded([*head, *ids, _SEP], len(head), len(question) + 2, starts, ends,
                   example.answerable)  # fmt: skip


def _marks(text: Encoding, example: Example) -> tuple[list[int], list[int]]:
    """Return the tokens where an answer begins and ends; of a whole sentence, all its tokens."""
    starts: set[int] = set()
    ends: set[int] = set()
    spans = [(span, example.exact) for span in example.answers]
    for (first, last), exact in [*spans, *((span, False) for span in example.also)]:
        touched = [n for n, (x, y) in enumerate(text.offsets) if x < last and first < y]
        if touched:
            starts.update(touched[:1] if exact else touched)
            ends.update(touched[-1:] if exact else touched)
    return sorted(starts), sorted(ends)


def _window(
    length: int, room: int, starts: Sequence[int], ends: Sequence[int], rng: random.Random
) -> int:
    """Return the first token kept: a random window that holds the first answer."""
    if length <= room:
        return 0
    latest = length - room
    if not starts:
        return rng.randint(0, latest)
    low = max(0, min(latest, ends[0] - room + 1))
    return rng.randint(low, max(low, min(latest, starts[0])))


def batch(encoded: Sequence[Encoded], *, padded: bool = True) -> dict[str, Tensor]:
    """Return tensors, each (batch, length), and `answerable` (batch,).

    `padded` rounds the length up: the libraries keep code and memory for each that they meet.
    """
    step = _STEP if padded else 1
    shape = (len(encoded), -(-max(len(item.ids) for item in encoded) // step) * step)
    ids, types = (torch.zeros(shape, dtype=torch.long) for _ in range(2))
    starts, ends, readable = (torch.zeros(shape, dtype=torch.bool) for _ in range(3))
    for row, item in enumerate(encoded):
        size = len(item.ids)
        ids[row, :size] = torch.tensor(item.ids)
        types[row, item.question : size] = 1
        readable[row, item.passage : size - 1] = True
        starts[row, item.starts] = True
        ends[row, item.ends] = True
    return {
        "input_ids": ids,
        "token_type_ids": types,
        "starts": starts,
        "ends": ends,
        "readable": readable,
        "answerable": torch.tensor([float(item.answerable) for item in encoded]),
    }
