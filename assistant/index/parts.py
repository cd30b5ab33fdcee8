"""What a build needs from elsewhere, as values to pass in; the standard ones load late."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.corpus.copies import CopyEntry
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


@dataclass(frozen=True, slots=True)
class Parts:
    """The steps of a build; tests pass smaller ones."""

    read_file: Callable[[CorpusFile, FieldNames], Iterable[Article | Skipped]]
    signature: Callable[[str], bytes]
    fold: Callable[[Sequence[CopyEntry]], Mapping[str, str]]
    split: Callable[[Article, CountTokens], list[Passage]]
    load_embedder: Callable[[str], PassageEmbedder]


def standard_parts() -> Parts:
    """Return the parts of a real build; torch is imported when the embedder is loaded, not here."""
    from assistant.corpus.copies import fold, signature
    from assistant.corpus.passages import split_passages
    from assistant.corpus.reader import read_file

    return Parts(read_file, signature, fold, split_passages, _load_embedder)


def _load_embedder(model: str) -> PassageEmbedder:
    from assistant.index.embedder import Embedder

    return Embedder.load(model)
