"""Embed texts in other processes, where there are more cores than one can use (edge: processes)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from assistant.errors import ModelError
from assistant.index.encoding.lanes import THREADS_VARIABLE
from assistant.index.engine import Matrix
from assistant.index.parts import PassageEmbedder

# Threads of one process take turns at Python's own work, about a fiftieth of a batch's time. On two
# cores a process of two threads and two processes of one were equally fast, within 5 %.
_CORES_A_PROCESS: Final = 16


def encoder_processes(available: int) -> int:
    """Return how many processes embed on `available` cores; one means this process alone."""
    return max(1, -(-available // _CORES_A_PROCESS))


@dataclass(frozen=True, slots=True)
class EncodeTexts:
    """Loads the model by its name when first called; goes to another process.

    `sha256` is of the weights that the caller has. `threads` are what the process may take.
    """

    load: Callable[[str], PassageEmbedder]
    model: str
    sha256: str
    threads: int

    def __call__(self, texts: Sequence[str]) -> Iterator[Matrix]:
        """Yield one matrix: a vector a text, in the order given.

        Raises:
            ModelError: the model cannot be loaded or has other weights.
        """
        yield _loaded(self).encode(texts)


# One model a process: a process is handed one `EncodeTexts` and keeps it.
@cache
def _loaded(by: EncodeTexts) -> PassageEmbedder:
    # Read when torch is imported, which is when the model is loaded.
    os.environ[THREADS_VARIABLE] = str(by.threads)
    embedder = by.load(by.model)
    if embedder.sha256 != by.sha256:
        raise ModelError(
            f"The model {by.model!r} changed while the index was built. "
            "Build it again: newsquote index"
        )
    return embedder
