"""Embedders that a node imports: one that dies at its work, one with other weights, none."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.errors import ModelError
from assistant.index.engine import Matrix
from assistant.index.parts import Progress

WEIGHTS = "a" * 64
DIMENSION = 16


def digests(texts: Sequence[str]) -> Matrix:
    """Return a vector that tells each text from every other."""
    rows = [hashlib.md5(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
    numbers: Matrix = np.frombuffer(b"".join(rows), np.uint8).astype(np.float32)
    return numbers.reshape(-1, DIMENSION)


class DigestEmbedder:
    """Turns each text into its digest."""

    dimension = DIMENSION

    def __init__(self, sha256: str = WEIGHTS) -> None:
        self.sha256 = sha256

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def encode(self, texts: Sequence[str], on_progress: Progress | None = None) -> Matrix:
        return digests(texts)

    def export(self, folder: Path) -> None:
        raise NotImplementedError


class DyingEmbedder(DigestEmbedder):
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


def load_dying(model: str) -> DigestEmbedder:
    """Load the model of a path: the file that says that one has died."""
    return DyingEmbedder(Path(model))


def load_other(_model: str) -> DigestEmbedder:
    """Load a model with other weights."""
    return DigestEmbedder("b" * 64)


def load_none(model: str) -> DigestEmbedder:
    """Fail as a node without the model does."""
    raise ModelError(f"No model {model!r} on this node. Install it.")
