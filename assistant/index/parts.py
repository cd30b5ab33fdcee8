"""What a build needs from elsewhere, as values to pass in; the standard ones load late."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.corpus.files import CorpusFile
from assistant.corpus.records import FieldNames
from assistant.index.engine import Matrix
from assistant.models import Article, Passage, Skipped

# Of a state: the query encoder, ready without torch.
ENCODER_FOLDER = "encoder"

Progress = Callable[[str, int, int], None]
CountTokens = Callable[[str], int]


class QueryEncoder(Protocol):
    """Turns questions into vectors."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Return L2-normalised vectors, one row a text."""
        ...


class PassageEmbedder(Protocol):
    """Turns passages into vectors, and writes the encoder that does the same for questions."""

    @property
    def sha256(self) -> str:
        """Hash of the weights."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def count_tokens(self, text: str) -> int:
        """Return the number of tokens of `text`."""
        ...

    def encode(self, texts: Sequence[str], on_progress: Progress | None = None) -> Matrix:
        """Return L2-normalised vectors, one row a text."""
        ...

    def export(self, folder: Path) -> None:
        """Write the query encoder into `folder`."""
        ...


LoadSmall = Callable[[str, Path, str], PassageEmbedder | None]


def _none(_model: str, _encoder: Path, _sha256: str) -> PassageEmbedder | None:
    return None


@dataclass(frozen=True, slots=True)
class Parts:
    """The steps of a build; tests pass smaller ones.

    `load_small` takes a model's name, the folder of the encoder that an index carries, and the
    sha256 of the index's weights. It returns what embeds a few passages as the model would, or
    nothing where only the model itself can tell whether it is still the same.
    """

    read_file: Callable[[CorpusFile, FieldNames], Iterable[Article | Skipped]]
    signature: Callable[[str], bytes]
    split: Callable[[Article, CountTokens], list[Passage]]
    load_embedder: Callable[[str], PassageEmbedder]
    load_small: LoadSmall = _none


def standard_parts() -> Parts:
    """Return the parts of a real build; torch is imported when the embedder is loaded, not here."""
    from assistant.corpus.copies import signature
    from assistant.corpus.passages import split_passages
    from assistant.corpus.reader import read_file

    return Parts(read_file, signature, split_passages, _load_embedder, _load_small)


def _load_embedder(model: str) -> PassageEmbedder:
    from assistant.index.encoding.embedder import Embedder

    return Embedder.load(model)


def _load_small(model: str, encoder: Path, sha256: str) -> PassageEmbedder | None:
    from assistant.index.encoding.weights import installed_sha256

    # A model that the hub alone can name is asked by loading it.
    if installed_sha256(model) != sha256:
        return None
    from assistant.index.encoding.onnx_embedder import small_embedder

    return small_embedder(encoder)
