"""Embedders that a node imports: one that dies at its work, one with other weights, none."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import ModelError
from assistant.index.engine import Matrix
from assistant.index.parts import Progress
from tests.index.world import WordEmbedder

WEIGHTS = "a" * 64


class DyingEmbedder(WordEmbedder):
    """Kills its process at the second batch, if no process was killed before."""

    def __init__(self, died: Path) -> None:
        super().__init__()
        self._died = died
        self._batches = 0

    def encode(self, texts: Sequence[str], on_progress: Progress | None = None) -> Matrix:
        self._batches += 1
        if self._batches == 2 and not self._died.exists():
            self._died.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().encode(texts, on_progress)


def load_words(_model: str) -> WordEmbedder:
    """Load a model that does not die."""
    return WordEmbedder(WEIGHTS)


def load_dying(model: str) -> WordEmbedder:
    """Load the model of a path: the file that says that one has died."""
    return DyingEmbedder(Path(model))


def load_other(_model: str) -> WordEmbedder:
    """Load a model with other weights."""
    return WordEmbedder("b" * 64)


def load_none(model: str) -> WordEmbedder:
    """Fail as a node without the model does."""
    raise ModelError(f"No model {model!r} on this node. Install it.")
