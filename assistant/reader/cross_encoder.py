"""Any cross-encoder that the user names, as a reader (reads its files; torch, the hub for a name).

It says how well a text fits a question, so the sentences of a passage take the place of tokens:
each is scored by itself under the article's title.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import MissingExtra, ModelError
from assistant.models import Span
from assistant.reader.reading import NOWHERE, Reading

Split = Callable[[str], Sequence[Span]]


@dataclass(frozen=True, slots=True)
class CrossEncoderReader:
    """Reads with a sentence-transformers cross-encoder of one output.

    `score` returns one logit a pair of question and text. `split` cuts a passage into sentences.
    """

    name: str
    score: Callable[[list[tuple[str, str]]], NDArray[np.float32]]
    split: Split

    @classmethod
    def load(cls, name: str, split: Split) -> CrossEncoderReader:
        """Load the model of a hub name or a folder.

        Raises:
            MissingExtra: sentence-transformers is not installed.
            ModelError: the model cannot be loaded, or gives more than one number a pair.
        """
        try:
            from sentence_transformers import CrossEncoder
        except ImportError as exc:
            raise MissingExtra("A reranker of your own", "index") from exc
        try:
            model = CrossEncoder(name, device="cpu")
        # The hub client, transformers and safetensors raise errors of many unrelated kinds.
        except Exception as exc:
            cause = (str(exc).strip() or type(exc).__name__).splitlines()[0][:160]
            raise ModelError(
                f"Cannot load the reranker {name!r} ({cause}). Give a cross-encoder's hub name or "
                "folder, or leave --reranker out to read with the one that ships."
            ) from exc
        if model.num_labels != 1:
            raise ModelError(
                f"The reranker {name!r} gives {model.num_labels} numbers a pair. Give one that "
                "gives a single relevance score."
            )
        return cls(name, _scorer(model), split)

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return how well each sentence of each passage fits the question."""
        spans = [list(self.split(text)) for _, text in passages]
        pairs = [
            (question, f"{title}\n{text[start:end]}".strip())
            for (title, text), found in zip(passages, spans, strict=True)
            for start, end in found
        ]
        scores = self.score(pairs) if pairs else np.zeros(0, dtype=np.float32)
        readings, first = [], 0
        for found in spans:
            readings.append(_reading(found, scores[first : first + len(found)]))
            first += len(found)
        return readings


def _scorer(model: Any) -> Callable[[list[tuple[str, str]]], NDArray[np.float32]]:
    from torch.nn import Identity

    def score(pairs: list[tuple[str, str]]) -> NDArray[np.float32]:
        found = model.predict(pairs, activation_fn=Identity(), show_progress_bar=False)
        return np.asarray(found, dtype=np.float32).reshape(-1)

    return score


def _reading(spans: list[Span], scores: NDArray[np.float32]) -> Reading:
    """Share the answer between the sentences: where it begins decides, the end adds nothing."""
    if not spans:
        empty = np.zeros(0, dtype=np.float32)
        return Reading(NOWHERE, np.zeros((0, 2), dtype=np.int64), empty, empty)
    shifted = scores - scores.max()
    log_shares = shifted - np.log(np.exp(shifted).sum())
    offsets = np.asarray(spans, dtype=np.int64).reshape(-1, 2)
    return Reading(float(scores.max()), offsets, log_shares, np.zeros_like(log_shares))
