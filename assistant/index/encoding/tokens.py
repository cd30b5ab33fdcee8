"""Tokens and batches: what the embedder and the query encoder share (writes one file); no torch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError
from assistant.forks import ForkLock

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

Ids = NDArray[np.int32]

# Passages counted and not yet encoded: those of a stretch or two; some 15 MB.
REMEMBERED: Final = 8192
# Texts of one batch: very short ones gain nothing from a larger one.
_BATCH_TEXTS: Final = 128


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts of similar length: `rows` are their numbers; `ids` and `mask` are int64 (n, length)."""

    rows: NDArray[np.intp]
    ids: NDArray[np.int64]
    mask: NDArray[np.int64]


class TokenCounter:
    """A fast tokenizer: counts without a cut, encodes within the limit; safe for threads.

    It remembers the tokens of the last `remembers` texts that it counted until they are encoded: a
    passage is counted to see that it fits, and encoded soon after.
    """

    def __init__(
        self, tokenizer: Tokenizer, max_tokens: int, pad_id: int, remembers: int = 0
    ) -> None:
        self.max_tokens = max_tokens
        self.pad_id = pad_id
        self._remembers = remembers
        self._counted: dict[str, Ids] = {}
        self._lock = ForkLock()
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._whole = tokenizer
        # Truncation is a state of the tokenizer: one object for both would not be thread-safe.
        self._cut = type(tokenizer).from_str(tokenizer.to_str())
        self._cut.enable_truncation(max_tokens)

    @classmethod
    def of(cls, tokenizer: Any, max_tokens: int, remembers: int = 0) -> TokenCounter:
        """Take the fast tokenizer out of a transformers tokenizer; the original stays as it is.

        Raises:
            ModelError: it has none.
        """
        fast = getattr(tokenizer, "backend_tokenizer", None)
        if fast is None:
            raise ModelError(
                f"The model's {type(tokenizer).__name__} has no fast form. "
                "Choose a model that has a tokenizer.json."
            )
        copied = type(fast).from_str(fast.to_str())
        return cls(copied, max_tokens, int(tokenizer.pad_token_id or 0), remembers)

    def write(self, path: Path) -> None:
        """Write the tokenizer, without padding and truncation, in the form of tokenizers."""
        path.write_text(self._whole.to_str(), encoding="utf-8")

    def count(self, text: str) -> int:
        """Return the tokens of a text, special tokens included, without a cut."""
        # The batch form leaves out offsets: it takes three quarters of the time.
        ids = self._whole.encode_batch_fast([text])[0].ids
        if self._remembers and len(ids) <= self.max_tokens:
            self._remember(text, ids)
        return len(ids)

    def encode(self, texts: Sequence[str]) -> list[Ids]:
        """Return the token numbers of each text, special tokens included, within the limit."""
        with self._lock:
            known = [self._counted.pop(text, None) for text in texts]
        new = [text for text, ids in zip(texts, known, strict=True) if ids is None]
        encoded = map(_ids, self._cut.encode_batch_fast(new) if new else ())
        return [next(encoded) if ids is None else ids for ids in known]

    def _remember(self, text: str, ids: Sequence[int]) -> None:
        with self._lock:
            self._counted[text] = np.asarray(ids, dtype=np.int32)
            if len(self._counted) > self._remembers:
                del self._counted[next(iter(self._counted))]


def _ids(encoding: Encoding) -> Ids:
    return np.asarray(encoding.ids, dtype=np.int32)


def length_sorted_batches(
    encoded: Sequence[Sequence[int] | Ids], batch_tokens: int, pad_id: int
) -> Iterator[Batch]:
    """Yield every text once, longest first, in batches of at most `batch_tokens` padded tokens.

    Texts of equal length keep their order, so the batches are the same at every run.
    """
    order = sorted(range(len(encoded)), key=lambda row: -len(encoded[row]))
    first = 0
    while first < len(order):
        length = max(len(encoded[order[first]]), 1)
        size = max(1, min(batch_tokens // length, _BATCH_TEXTS))
        rows = order[first : first + size]
        first += len(rows)
        ids = np.full((len(rows), length), pad_id, dtype=np.int64)
        mask = np.zeros((len(rows), length), dtype=np.int64)
        for number, row in enumerate(rows):
            ids[number, : len(encoded[row])] = encoded[row]
            mask[number, : len(encoded[row])] = 1
        yield Batch(np.asarray(rows, dtype=np.intp), ids, mask)
