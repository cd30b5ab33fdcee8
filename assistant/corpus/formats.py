"""Which reader reads which kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath
from typing import BinaryIO, Final

from assistant.corpus.draft import Draft
from assistant.corpus.records import FieldNames
from assistant.corpus.unreadable import Unreadable

# What a reader finds, in the order of the file; an `Unreadable` stands for a record it cannot use.
Found = Draft | Unreadable
Reading = Callable[[BinaryIO, FieldNames], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: the module whose `read_stream` reads it; whether it holds many records."""

    module: str
    many: bool = False
    # Whether the reader must move about in the file, so that a compressed one is unpacked first.
    seeks: bool = False

    @property
    def read(self) -> Reading:
        """The reader: takes an open file and the names of a record's fields."""
        reading: Reading = import_module(f"assistant.corpus.{self.module}").read_stream
        return reading


_HTML: Final = Format("html")
_MARKDOWN: Final = Format("markdown")
_LINES: Final = Format("jsonlines", many=True)
_FEED: Final = Format("feed", many=True)
FORMATS: Final = {
    ".txt": Format("plain"),
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".jsonl": _LINES,
    ".ndjson": _LINES,
    ".json": Format("collection", many=True),
    ".csv": Format("table", many=True),
    ".tsv": Format("table", many=True),
    ".parquet": Format("parquet", many=True, seeks=True),
    ".xml": _FEED,
    ".rss": _FEED,
    ".atom": _FEED,
    ".pdf": Format("pdf", seeks=True),
    ".warc": Format("warc", many=True),
}
ARCHIVES: Final = (".zip", ".tar", ".tar.gz", ".tgz")


def archive_kind(name: str) -> str | None:
    """Return which kind of archive a file of this name is, or None."""
    return next((kind for kind in ARCHIVES if name.lower().endswith(kind)), None)


def format_of(name: str) -> tuple[Format, bool]:
    """Return the format of a file of this name, and whether it is gzipped.

    Raises:
        Unreadable: no reader knows it.
    """
    inner = name.lower()
    gzipped = inner.endswith(".gz")
    suffix = PurePosixPath(inner.removesuffix(".gz")).suffix
    known = FORMATS.get(suffix)
    if known is None:
        raise Unreadable(f"unknown format {suffix or PurePosixPath(inner).name!r}")
    return known, gzipped


def stem_of(name: str) -> str:
    """Return the name of a file without folders and suffixes: what titles an untitled text."""
    base = PurePosixPath(name).name
    return PurePosixPath(base[:-3] if base.lower().endswith(".gz") else base).stem
