"""Embed a few passages with the encoder that an index carries (reads files; no torch)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.index.encoding.encoder import (
    MODEL_FILE,
    SETTINGS_FILE,
    TOKENIZER_FILE,
    EncoderSettings,
    onnx_forward,
    open_tokens,
)
from assistant.index.encoding.lanes import cores, in_lanes
from assistant.index.encoding.tokens import REMEMBERED, Batch, length_sorted_batches
from assistant.index.parts import PassageEmbedder, Progress

# onnxruntime keeps every head's attention scores: 512 ran 1.1 times as fast as 1,024 and 1.2 times
# as 2,048; below it the padding of a batch shrinks no further.
ONNX_BATCH_TOKENS: Final = 512
# Texts tokenised at once, so that progress shows and memory stays small.
_STRETCH: Final = 2048


def small_embedder(folder: Path) -> PassageEmbedder:
    """Open the encoder of an index to embed the passages of a small update.

    It is ready in a fraction of a second, where torch takes several; its vectors are those of the
    model in fp32. A model that had no export is loaded by sentence-transformers.

    Raises:
        IndexDamaged: a file is missing or damaged.
        MissingExtra, ModelError: a model that could not be exported cannot be loaded.
    """
    settings = EncoderSettings.read(folder)
    if settings.backend == "onnx":
        return OnnxEmbedder(folder, settings)
    from assistant.index.encoding.embedder import Embedder

    return Embedder.load(settings.model)


class OnnxEmbedder:
    """An exported model, run by onnxruntime on all cores; not for several threads at once."""

    def __init__(self, folder: Path, settings: EncoderSettings, lanes: int | None = None) -> None:
        self.settings = settings
        self._folder = folder
        self._tokens = open_tokens(folder, settings, REMEMBERED)
        self._forward = onnx_forward(folder / MODEL_FILE, threads=1)
        self._lanes = lanes or cores()

    @property
    def sha256(self) -> str:
        """Hash of the weights that were exported."""
        return self.settings.sha256

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self.settings.dimension

    def count_tokens(self, text: str) -> int:
        """Return the number of tokens of a text, special tokens included, before any cut."""
        return self._tokens.count(text)

    def encode(
        self, texts: Sequence[str], on_progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """Return one vector a text, in the order given: (n, dimension), float32, of length 1.

        A text beyond the model's limit is cut off there. `on_progress` is called with ("embed",
        texts done, texts in all) after each batch.
        """
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        done = 0
        for first in range(0, len(texts), _STRETCH):
            batches = self._batches(texts[first : first + _STRETCH])
            for batch, part in in_lanes(self._forward, batches, self._lanes):
                vectors[first + batch.rows] = part
                done += len(batch.rows)
                if on_progress is not None:
                    on_progress("embed", done, len(texts))
        return vectors

    def export(self, folder: Path) -> None:
        """Write the same encoder into `folder` (made if absent).

        Raises:
            OSError: the folder cannot be written.
        """
        folder.mkdir(parents=True, exist_ok=True)
        for name in (MODEL_FILE, TOKENIZER_FILE, SETTINGS_FILE):
            shutil.copyfile(self._folder / name, folder / name)

    def _batches(self, texts: Sequence[str]) -> Iterator[Batch]:
        encoded = self._tokens.encode(texts)
        return length_sorted_batches(encoded, ONNX_BATCH_TOKENS, self._tokens.pad_id)
