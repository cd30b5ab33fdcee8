"""Read the files of a corpus into parts, as tasks for other processes (edge: files)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from assistant.corpus.files import CorpusFile
from assistant.corpus.records import FieldNames
from assistant.index.parts import Parts
from assistant.models import Article, Skipped

# Articles of one part: enough to write in one transaction, few enough to keep several in memory.
READ_ITEMS: Final = 256
# A process is up after what 100 articles, some 300 kB, take to read: less is read here.
_WORTH_PROCESSES: Final = 4 * 2**20
# Files handed over together, up to these limits: small ones cost less so, large ones go alone.
_GROUP_FILES: Final = 64
_GROUP_BYTES: Final = 2**20


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
class ReadFiles:
    """Reads files into parts with their articles' signatures; goes to another process."""

    read_file: Callable[[CorpusFile, FieldNames], Iterable[Article | Skipped]]
    signature: Callable[[str], bytes]
    fields: FieldNames

    def __call__(self, files: Iterable[CorpusFile]) -> Iterator[ReadPart]:
        """Yield the parts of each file in turn."""
        for file in files:
            yield from self._parts_of(file)

    def _parts_of(self, file: CorpusFile) -> Iterator[ReadPart]:
        # The stamp is taken first: a file written to meanwhile is read again next time.
        stamp = file.stamp
        items: list[Article | Skipped] = []
        end = object()
        for item in chain(self.read_file(file, self.fields), (end,)):
            # A full part waits for one more item, so that the last part knows that it is the last.
            if item is end or len(items) == READ_ITEMS:
                taken = tuple(items)
                yield ReadPart(file.name, stamp, taken, self._signatures(taken), last=item is end)
                items.clear()
            if isinstance(item, Article | Skipped):
                items.append(item)

    def _signatures(self, items: Sequence[Article | Skipped]) -> tuple[bytes, ...]:
        return tuple(self.signature(item.text) for item in items if isinstance(item, Article))


def read_parts(parts: Parts, file: CorpusFile, fields: FieldNames) -> Iterator[ReadPart]:
    """Yield one file in parts of at most `READ_ITEMS` items, signatures computed."""
    return ReadFiles(parts.read_file, parts.signature, fields)((file,))


def reading_processes(available: int, size: int) -> int:
    """Return how many processes read a corpus of `size` bytes on `available` cores.

    One means this process. Each further one is to be worth its start.
    """
    return max(1, min(available, size // _WORTH_PROCESSES))


def grouped(files: Sequence[CorpusFile]) -> Iterator[tuple[CorpusFile, ...]]:
    """Yield neighbouring files in groups of at most `_GROUP_FILES`, closed at `_GROUP_BYTES`."""
    group: list[CorpusFile] = []
    size = 0
    for file in files:
        group.append(file)
        size += _size(file)
        if len(group) == _GROUP_FILES or size >= _GROUP_BYTES:
            yield tuple(group)
            group, size = [], 0
    if group:
        yield tuple(group)


def corpus_size(files: Iterable[CorpusFile]) -> int:
    """Return the bytes of all files together, as they lie on the disk."""
    return sum(map(_size, files))


def _size(file: CorpusFile) -> int:
    try:
        return file.path.stat().st_size
    # Reading it says why.
    except OSError:
        return 0
