"""A model that is loaded once and exported once; importing this loads it (reads files, torch)."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from assistant.index.encoding.embedder import Embedder, Progress
from assistant.index.engine import Matrix
from assistant.index.parts import Parts, standard_parts

# Threads do not survive the fork that every build of benchmarks.kill is.
torch.set_num_threads(1)


class WarmEmbedder:
    """The default model; `export` writes the same files as the model's own, made only once."""

    def __init__(self) -> None:
        self._embedder = Embedder.load()
        self._exported = Path(tempfile.mkdtemp(prefix="newsquote-warm-"))
        self._embedder.export(self._exported)
        self.sha256 = self._embedder.sha256
        self.dimension = self._embedder.dimension

    def count_tokens(self, text: str) -> int:
        return self._embedder.count_tokens(text)

    def encode(self, texts: Sequence[str], on_progress: Progress | None = None) -> Matrix:
        return self._embedder.encode(texts, on_progress)

    def export(self, folder: Path) -> None:
        shutil.copytree(self._exported, folder, dirs_exist_ok=True)

    def remove(self) -> None:
        shutil.rmtree(self._exported, ignore_errors=True)


EMBEDDER = WarmEmbedder()
atexit.register(EMBEDDER.remove)


def warm_parts() -> Parts:
    """Return the parts of a real build with the loaded model."""
    return replace(standard_parts(), load_embedder=lambda _model: EMBEDDER)
