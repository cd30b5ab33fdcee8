"""Encode questions with the model that the index carries (reads files; onnxruntime, no torch)."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.errors import IndexDamaged, ModelError
from assistant.index.encoding.tokens import Batch, TokenCounter, length_sorted_batches
from assistant.inference import THREADS, Model

MODEL_FILE: Final = "encoder.onnx"
TOKENIZER_FILE: Final = "tokenizer.json"
SETTINGS_FILE: Final = "encoder.json"

# A question is one short row; a batch of them need not be larger than the processor's cache.
_BATCH_TOKENS: Final = 2048


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """What `encoder.json` says of the model; `backend` is `onnx` or `sentence-transformers`."""

    model: str
    sha256: str
    dimension: int
    max_tokens: int
    pad_id: int
    backend: str
    why: str = ""

    def write(self, folder: Path) -> None:
        """Write `encoder.json`."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"
        (folder / SETTINGS_FILE).write_text(text, encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> EncoderSettings:
        """Read `encoder.json`.

        Raises:
            IndexDamaged: it is missing or not what `write` wrote.
        """
        try:
            return cls(**json.loads((folder / SETTINGS_FILE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as exc:
            raise _damaged(folder / SETTINGS_FILE) from exc


class Encoder:
    """The index's own model; safe for several threads."""

    def __init__(
        self, settings: EncoderSettings, encode: Callable[[Sequence[str]], NDArray[np.float32]],
        count: Callable[[str], int],
    ) -> None:  # fmt: skip
        self.settings = settings
        self._encode = encode
        self._count = count

    @classmethod
    def open(cls, folder: Path) -> Encoder:
        """Open the encoder that `Embedder.export` wrote.

        Raises:
            IndexDamaged: a file is missing or damaged.
            MissingExtra, ModelError: a model that could not be exported cannot be loaded.
        """
        settings = EncoderSettings.read(folder)
        if settings.backend == "onnx":
            return _open_onnx(folder, settings)
        if settings.backend == "sentence-transformers":
            return _open_original(settings)
        raise _damaged(folder / SETTINGS_FILE)

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return self.settings.dimension

    def count_tokens(self, text: str) -> int:
        """Return the number of tokens of a text, special tokens included, before any cut."""
        return self._count(text)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector a text, in the order given: (n, dimension), float32, of length 1.

        A text beyond the model's limit is cut off there.
        """
        return self._encode(texts)


def _open_onnx(folder: Path, settings: EncoderSettings) -> Encoder:
    tokens = open_tokens(folder, settings)
    forward = onnx_forward(folder / MODEL_FILE)

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.empty((len(texts), settings.dimension), dtype=np.float32)
        for batch in length_sorted_batches(tokens.encode(texts), _BATCH_TOKENS, tokens.pad_id):
            vectors[batch.rows] = forward(batch)
        return vectors

    return Encoder(settings, encode, tokens.count)


def _open_original(settings: EncoderSettings) -> Encoder:
    from assistant.index.encoding.embedder import Embedder

    embedder = Embedder.load(settings.model)
    if embedder.sha256 != settings.sha256:
        raise ModelError(
            f"The model {settings.model!r} has changed since the index was built. "
            "Build it again: newsquote index"
        )
    return Encoder(settings, embedder.encode, embedder.count_tokens)


def open_tokens(folder: Path, settings: EncoderSettings, remembers: int = 0) -> TokenCounter:
    """Open the tokenizer of an exported encoder; `remembers` as in `TokenCounter`.

    Raises:
        IndexDamaged: the file is missing or damaged.
    """
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
    # tokenizers raises plain Exception for a missing and for a malformed file.
    except Exception as exc:
        raise _damaged(folder / TOKENIZER_FILE) from exc
    return TokenCounter(tokenizer, settings.max_tokens, settings.pad_id, remembers)


def onnx_forward(path: Path, threads: int = THREADS) -> Callable[[Batch], NDArray[np.float32]]:
    """Open an exported model; the function it returns is safe for several threads.

    Raises:
        IndexDamaged: the file is missing or no model.
    """
    try:
        model = Model(path, threads)
    # onnxruntime's errors share no public base class.
    except Exception as exc:
        raise _damaged(path) from exc

    def forward(batch: Batch) -> NDArray[np.float32]:
        inputs = {"input_ids": batch.ids, "attention_mask": batch.mask}
        return np.asarray(model.run(["vector"], inputs)[0], dtype=np.float32)

    return forward


def _damaged(path: Path) -> IndexDamaged:
    return IndexDamaged(
        f"The index's encoder is damaged or incomplete: {path}. Build it again: newsquote index"
    )
