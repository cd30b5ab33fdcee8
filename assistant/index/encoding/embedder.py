"""Embed passages while an index is built (loads torch and the model's files)."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from assistant.index.encoding.compute import (
    Way,
    bf16_forward,
    bf16_supported,
    keep_few_shapes,
    torch_forward,
)
from assistant.index.encoding.heap import trim
from assistant.index.encoding.onnx_embedder import ONNX_BATCH_TOKENS
from assistant.index.encoding.packed import packed_forward
from assistant.index.encoding.tokens import REMEMBERED, Ids, TokenCounter, length_sorted_batches
from assistant.index.encoding.weights import load_model
from assistant.settings import DEFAULT_MODEL, MAX_PASSAGE_TOKENS

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Progress = Callable[[str, int, int], None]

# Tokens of one forward pass of the model's own code: 4,096 ran 1.2 times as fast as 2,048 and 1.6
# times as 8,192, which falls out of the processor's cache.
_BATCH_TOKENS: Final = 4096
# Packed, a pass needs fewer to keep a core busy: 1,024 ran 1.03 times as fast as 4,096, 1.1 as 256.
_PACKED_BATCH_TOKENS: Final = 1024
# Texts tokenised at once, so that progress shows and memory stays small on a long corpus.
_STRETCH: Final = 2048
# Below this cosine with fp32 a model loses too much in bf16 and stays in fp32.
_MIN_BF16_COSINE: Final = 0.999
# In fp32 onnxruntime runs 2.3 times as fast as torch; its export takes as long as 100 passages.
_WORTH_EXPORT: Final = 256
# Texts after which freed memory is given back: two seconds of work, and a call takes .02.
_WORTH_TRIMMING: Final = 256
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
        self.precision = "fp32"
        self.max_tokens = min(int(model.max_seq_length or MAX_PASSAGE_TOKENS), MAX_PASSAGE_TOKENS)
        self._model = model.eval()
        self._tokens = TokenCounter.of(model.tokenizer, self.max_tokens, REMEMBERED)
        self._exact = Way(torch_forward(self._model), _BATCH_TOKENS)
        self._fast: Way | None = None
        first = next(length_sorted_batches(self._tokens.encode(["a"]), 1, self.pad_id))
        self.dimension = int(self._exact.forward(first).shape[1])

    @classmethod
    def load(cls, model: str = DEFAULT_MODEL) -> Embedder:
        """Load a model by name, in bf16 where the processor has it and the vectors stay the same.

        Args:
            model: The default (from its installed package, no network), a hub name, or a folder.

        Raises:
            MissingExtra: sentence-transformers is not installed.
            ModelError: the model cannot be loaded.
        """
        keep_few_shapes()
        loaded, sha256 = load_model(model)
        embedder = cls(loaded, model, sha256)
        if bf16_supported():
            embedder._try_bf16()
        return embedder

    @property
    def pad_id(self) -> int:
        """The token that fills up the shorter texts of a batch."""
        return self._tokens.pad_id

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
        if self._fast is None and len(texts) >= _WORTH_EXPORT:
            self._fast = self._exported()
        return self._run(self._fast or self._exact, texts, on_progress)

    def encode_exactly(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of `encode`, computed by the model itself in fp32."""
        return self._run(self._exact, texts)

    def write_tokenizer(self, path: Path) -> None:
        """Write the tokenizer as `tokenizer.json`."""
        self._tokens.write(path)

    def export(self, folder: Path) -> None:
        """Write the encoder that a query uses: ONNX model, tokenizer and settings.

        The export is compared with this model; where it cannot be made or differs, a marker is
        written instead and the query side loads the model by sentence-transformers.

        Raises:
            OSError: the folder cannot be written.
        """
        from assistant.index.encoding.export import export_encoder

        export_encoder(self, self._model, folder)
        trim()

    def _run(
        self, way: Way, texts: Sequence[str], on_progress: Progress | None = None
    ) -> NDArray[np.float32]:
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        done = first = trimmed = 0
        for encoded in self._tokenised(texts):
            batches = length_sorted_batches(encoded, way.batch_tokens, self.pad_id)
            for batch, part in way.run(batches):
                vectors[first + batch.rows] = part
                done += len(batch.rows)
                if on_progress is not None:
                    on_progress("embed", done, len(texts))
                if done - trimmed >= _WORTH_TRIMMING:
                    trim()
                    trimmed = done
            first += len(encoded)
        return vectors

    def _tokenised(self, texts: Sequence[str]) -> Iterator[list[Ids]]:
        """Yield the token numbers of `_STRETCH` texts at a time; the next while one is in use."""
        with ThreadPoolExecutor(1, "newsquote-tokens") as pool:
            coming: Future[list[Ids]] | None = None
            for first in range(0, len(texts), _STRETCH):
                after = pool.submit(self._tokens.encode, texts[first : first + _STRETCH])
                if coming is not None:
                    yield coming.result()
                coming = after
            if coming is not None:
                yield coming.result()

    def _try_bf16(self) -> None:
        """Switch to bf16 if the model's vectors stay what they are in fp32."""
        import torch

        lanes = torch.get_num_threads()
        plain = bf16_forward(self._model)
        packed = packed_forward(self._model, plain)
        ways = [Way(packed, _PACKED_BATCH_TOKENS, lanes)] if packed else []
        expected = self.encode_exactly(_PROBES)
        for way in [*ways, Way(plain, _BATCH_TOKENS)]:
            cosines = (expected * self._run(way, _PROBES)).sum(axis=1)
            if float(cosines.min()) >= _MIN_BF16_COSINE:
                self._fast = way
                self.precision = "bf16"
                return

    def _exported(self) -> Way:
        """Return the fp32 model as onnxruntime runs it, or as torch does where it has no export."""
        import torch

        from assistant.index.encoding.encoder import MODEL_FILE, onnx_forward

        with tempfile.TemporaryDirectory(prefix="newsquote-") as name:
            self.export(Path(name))
            if not (Path(name) / MODEL_FILE).is_file():
                return self._exact
            forward = onnx_forward(Path(name) / MODEL_FILE, threads=1)
            return Way(forward, ONNX_BATCH_TOKENS, torch.get_num_threads())
