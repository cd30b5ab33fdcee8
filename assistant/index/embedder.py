"""Embed passages while an index is built (loads torch and the model's files)."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from assistant.index.tokens import Batch, TokenCounter, length_sorted_batches
from assistant.index.weights import load_model
from assistant.settings import DEFAULT_MODEL, MAX_PASSAGE_TOKENS

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Progress = Callable[[str, int, int], None]

# Tokens of one forward pass: larger batches fall out of the processor's cache.
_BATCH_TOKENS: Final = 4096
# Texts tokenised at once, so that progress shows and memory stays small on a long corpus.
_STRETCH: Final = 2048
# Below this cosine with fp32 a model loses too much in bf16 and stays in fp32.
_MIN_BF16_COSINE: Final = 0.999
_BF16_FLAGS: Final = {"avx512_bf16", "amx_bf16"}
_CPU_INFO: Final = Path("/proc/cpuinfo")
_PROBES: Final = (
    "The ministers met for two days and agreed to meet again in the spring.",
    "Prices rose 3.4% in March.\n\nAnalysts had expected less, and the central bank said so.",
    "회담은 월요일에 열렸다.",
    "Who won?",
)


class Embedder:
    """A sentence-transformers model, run as fast as the processor allows.

    Vectors do not depend on the order or the company of the texts beyond rounding.
    """

    def __init__(self, model: SentenceTransformer, name: str, sha256: str) -> None:
        self.name = name
        self.sha256 = sha256
        self._model = model.eval()
        self._fast: SentenceTransformer | None = None
        self.max_tokens = min(int(model.max_seq_length or MAX_PASSAGE_TOKENS), MAX_PASSAGE_TOKENS)
        self._tokens = TokenCounter.of(model.tokenizer, self.max_tokens)
        self.dimension = self._run(self._model, ["a"]).shape[1]

    @classmethod
    def load(cls, model: str = DEFAULT_MODEL) -> Embedder:
        """Load a model by name.

        Args:
            model: The default (from its installed package, no network), a hub name, or a folder.

        Raises:
            MissingExtra: sentence-transformers is not installed.
            ModelError: the model cannot be loaded.
        """
        loaded, sha256 = load_model(model)
        embedder = cls(loaded, model, sha256)
        if bf16_supported():
            embedder._try_bf16()
        return embedder

    @property
    def precision(self) -> str:
        """`bf16` or `fp32`: what the matrix products are computed in."""
        return "bf16" if self._fast is not None else "fp32"

    def count_tokens(self, text: str) -> int:
        """Return the number of tokens of a text, special tokens included, before any cut."""
        return self._tokens.count(text)

    def encode(
        self, texts: Sequence[str], on_progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """Return one vector a text, in the order given: (n, dimension), float32, of length 1.

        A text beyond `max_tokens` is cut off there. `on_progress` is called with ("embed", texts
        done, texts in all) after each batch.
        """
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        done = 0
        for first in range(0, len(texts), _STRETCH):
            stretch = texts[first : first + _STRETCH]
            for rows, part in self._batches(self._fast or self._model, stretch):
                vectors[first + rows] = part
                done += len(rows)
                if on_progress is not None:
                    on_progress("embed", done, len(texts))
        return vectors

    def export(self, folder: Path) -> None:
        """Write the encoder that a query uses: ONNX model, tokenizer and settings.

        The export is compared with this model; where it cannot be made or differs, a marker is
        written instead and the query side loads the model by sentence-transformers.

        Raises:
            OSError: the folder cannot be written.
        """
        from assistant.index.export import export_encoder

        export_encoder(self, self._model, folder)

    @property
    def pad_id(self) -> int:
        """The token that fills up the shorter texts of a batch."""
        return self._tokens.pad_id

    def write_tokenizer(self, path: Path) -> None:
        """Write the tokenizer as `tokenizer.json`."""
        self._tokens.write(path)

    def encode_exactly(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of `encode`, always computed in fp32."""
        return self._run(self._model, texts)

    def _run(self, model: SentenceTransformer, texts: Sequence[str]) -> NDArray[np.float32]:
        rows_and_vectors = list(self._batches(model, texts))
        vectors = np.empty((len(texts), rows_and_vectors[0][1].shape[1]), dtype=np.float32)
        for rows, part in rows_and_vectors:
            vectors[rows] = part
        return vectors

    def _batches(
        self, model: SentenceTransformer, texts: Sequence[str]
    ) -> Iterator[tuple[NDArray[np.intp], NDArray[np.float32]]]:
        encoded = self._tokens.encode(texts)
        for batch in length_sorted_batches(encoded, _BATCH_TOKENS, self._tokens.pad_id):
            yield batch.rows, _forward(model, batch)

    def _try_bf16(self) -> None:
        """Switch to bf16 weights if the model's vectors stay what they are in fp32."""
        import torch

        fast = copy.deepcopy(self._model)
        fast[0].to(torch.bfloat16)
        exact = self._run(self._model, _PROBES)
        cosines = (exact * self._run(fast, _PROBES)).sum(axis=1)
        if float(cosines.min()) >= _MIN_BF16_COSINE:
            self._fast = fast


def bf16_supported(cpu_info: Path = _CPU_INFO) -> bool:
    """Return whether the processor multiplies bf16 in hardware; emulated it is slower than fp32."""
    try:
        for line in cpu_info.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("flags"):
                return bool(_BF16_FLAGS & set(line.split()))
    except OSError:
        return False
    return False


def _forward(model: SentenceTransformer, batch: Batch) -> NDArray[np.float32]:
    import torch

    inference: AbstractContextManager[Any] = torch.inference_mode()
    with inference:
        mask = torch.from_numpy(batch.mask)
        features: dict[str, Any] = {
            "input_ids": torch.from_numpy(batch.ids),
            "attention_mask": mask,
        }
        for number, module in enumerate(model):
            features = module(features)
            if number == 0:
                # Pooling sums up to 256 tokens: in bf16 that would lose what the layers kept.
                features["token_embeddings"] = features["token_embeddings"].float()
                features["attention_mask"] = mask
        vectors = features["sentence_embedding"].float()
        return np.asarray(torch.nn.functional.normalize(vectors, dim=1).numpy(), dtype=np.float32)
