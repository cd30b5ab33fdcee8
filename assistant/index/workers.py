"""Where the heavy steps of a build run: reading files and embedding passages (edge: files)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, Protocol

from assistant.corpus.files import CorpusFile
from assistant.corpus.records import FieldNames
from assistant.index.engine import Matrix
from assistant.index.parts import Parts, PassageEmbedder
from assistant.models import Article, Skipped

# Articles of one part: enough to write in one transaction, few enough to keep several in memory.
READ_ITEMS: Final = 256


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A piece of one corpus file as it was read; a file ends with the part whose `last` is true.

    `stamp` is the file's before it was read; `signatures` holds one an article, in their order.
    """

    name: str
    stamp: str
    items: tuple[Article | Skipped, ...]
    signatures: tuple[bytes, ...]
    last: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Passages to embed: their keys, and as many texts as the embedder reads them."""

    keys: tuple[int, ...]
    texts: tuple[str, ...]


class Workers(Protocol):
    """Reads and embeds for a build."""

    def read(self, files: Sequence[CorpusFile], fields: FieldNames) -> Iterator[ReadPart]:
        """Yield the files in the order given, in parts of at most `READ_ITEMS` items."""
        ...

    def embed(self, stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, Matrix]]:
        """Yield each stretch once, in the order given, with one vector a text.

        Stretches are taken ahead of need, by a bounded number.
        """
        ...

    def close(self) -> None:
        """Stop what runs; the workers are not used afterwards."""
        ...


class LocalWorkers:
    """This machine's cores."""

    def __init__(
        self, parts: Parts, embedder: PassageEmbedder | None = None, *, processes: int | None = None
    ) -> None:
        self._parts = parts
        self._embedder = embedder
        self._processes = processes

    def read(self, files: Sequence[CorpusFile], fields: FieldNames) -> Iterator[ReadPart]:
        """Yield the files in the order given, in parts of at most `READ_ITEMS` items."""
        for file in files:
            yield from read_parts(self._parts, file, fields)

    def embed(self, stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, Matrix]]:
        """Yield each stretch once, in the order given, with one vector a text."""
        if self._embedder is None:
            raise ValueError("These workers were made without an embedder; pass one to embed.")
        for stretch in stretches:
            yield stretch, self._embedder.encode(stretch.texts)

    def close(self) -> None:
        """Stop what runs; the workers are not used afterwards."""


def read_parts(parts: Parts, file: CorpusFile, fields: FieldNames) -> Iterator[ReadPart]:
    """Yield one file in parts of at most `READ_ITEMS` items, signatures computed."""
    # The stamp is taken first: a file written to meanwhile is read again next time.
    stamp = file.stamp
    items: list[Article | Skipped] = []
    end = object()
    for item in chain(parts.read_file(file, fields), (end,)):
        # A full part waits for one more item, so that the last part knows that it is the last.
        if item is end or len(items) == READ_ITEMS:
            taken = tuple(items)
            signatures = tuple(
                parts.signature(one.text) for one in taken if isinstance(one, Article)
            )
            yield ReadPart(file.name, stamp, taken, signatures, last=item is end)
            items.clear()
        if isinstance(item, Article | Skipped):
            items.append(item)
