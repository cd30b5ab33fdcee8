"""How the embedder computes vectors: torch or onnxruntime (edge: torch, the environment)."""

from __future__ import annotations

import copy
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from assistant.index.encoding.lanes import Forward, in_lanes
from assistant.index.encoding.tokens import Batch

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BF16_FLAGS: Final = {"avx512_bf16", "amx_bf16"}
_CPU_INFO: Final = Path("/proc/cpuinfo")
# How many products torch and oneDNN keep compiled, each for one shape and the first in each thread.
# Batches of texts have a shape a length and number: their defaults, 1,024, came to 600 MB of code
# and buffers, and saved no time.
_KEPT_SHAPES: Final = {"LRU_CACHE_CAPACITY": "1", "ONEDNN_PRIMITIVE_CACHE_CAPACITY": "16"}


@dataclass(frozen=True, slots=True)
class Way:
    """A way to compute vectors: what runs a batch, its padded tokens, and batches run at once."""

    forward: Forward
    batch_tokens: int
    lanes: int = 1

    def run(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, NDArray[np.float32]]]:
        """Yield each batch with its vectors, in the order given."""
        if self.lanes == 1:
            yield from in_lanes(self.forward, batches, 1)
            return
        import torch

        threads = torch.get_num_threads()
        try:
            # Each lane is one thread: else every operation of every lane would take all cores.
            yield from in_lanes(
                self.forward, batches, self.lanes, partial(torch.set_num_threads, 1)
            )
        finally:
            # What a lane sets becomes the number of all threads to come, the host's too.
            torch.set_num_threads(threads)


def bf16_supported(cpu_info: Path = _CPU_INFO) -> bool:
    """Return whether the processor multiplies bf16 in hardware; emulated it is slower than fp32."""
    try:
        for line in cpu_info.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("flags"):
                return bool(_BF16_FLAGS & set(line.split()))
    except OSError:
        return False
    return False


def keep_few_shapes() -> None:
    """Have torch, once it is loaded, keep few compiled products; what the caller has set stands.

    In a process that has torch already, others than this embedder may use it: nothing is set.
    """
    if "torch" not in sys.modules:
        for variable, shapes in _KEPT_SHAPES.items():
            os.environ.setdefault(variable, shapes)


def bf16_forward(model: SentenceTransformer) -> Forward:
    """Return what runs the model with its transformer in bf16; the copy is made at first use."""

    @cache
    def made() -> Forward:
        import torch

        copied = copy.deepcopy(model)
        copied[0].to(torch.bfloat16)
        return torch_forward(copied)

    return lambda batch: made()(batch)


def torch_forward(model: SentenceTransformer) -> Forward:
    """Return a function of a batch that runs all modules of the model and normalises in fp32."""
    import torch

    def forward(batch: Batch) -> NDArray[np.float32]:
        mask = torch.from_numpy(batch.mask)
        features: dict[str, Any] = {
            "input_ids": torch.from_numpy(batch.ids),
            "attention_mask": mask,
        }
        with torch.inference_mode():
            for number, module in enumerate(model):
                features = module(features)
                if number == 0:
                    # Pooling sums up to 256 tokens: in bf16 that would lose what the layers kept.
                    features["token_embeddings"] = features["token_embeddings"].float()
                    features["attention_mask"] = mask
            vectors = features["sentence_embedding"].float()
            vectors = torch.nn.functional.normalize(vectors, dim=1)
        return np.asarray(vectors.numpy(), dtype=np.float32)

    return forward
