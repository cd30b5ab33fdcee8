"""Read a text dump of a web page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from assistant.corpus.draft import Draft
from assistant.corpus.dump import read_dump
from assistant.corpus.encoding import decode
from assistant.corpus.records import FieldNames
from assistant.corpus.streams import read_whole
from assistant.settings import MAX_DOCUMENT_BYTES


def read_stream(stream: BinaryIO, names: FieldNames) -> Iterator[Draft]:
    """Yield the one article of a text file."""
    yield read_dump(decode(read_whole(stream, MAX_DOCUMENT_BYTES)))
