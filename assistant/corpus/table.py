"""Read a table of articles (.csv, .tsv) row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, Final

from assistant.corpus.draft import Draft
from assistant.corpus.encoding import encoding_of
from assistant.corpus.jsonlines import read_records
from assistant.corpus.records import FieldNames
from assistant.corpus.unreadable import Unreadable
from assistant.settings import MAX_DOCUMENT_BYTES

_SAMPLE: Final = 65_536
_DELIMITERS: Final = ",;\t|"


def read_stream(stream: BinaryIO, names: FieldNames) -> Iterator[Draft | Unreadable]:
    """Yield the article of each row; the first row names the columns.

    Raises:
        Unreadable: it is empty, not text, or quotes never end.
    """
    buffered = io.BufferedReader(_Raw(stream), _SAMPLE)
    sample = buffered.peek(_SAMPLE)[:_SAMPLE]
    if not sample.strip():
        raise Unreadable("empty")
    lines = io.TextIOWrapper(buffered, encoding_of(sample), errors="replace", newline="")
    # The module's own limit, 128 KiB a field, is less than a long article.
    csv.field_size_limit(MAX_DOCUMENT_BYTES)
    header = lines.readline(_SAMPLE).lstrip("\ufeff")
    columns = next(csv.reader([header], delimiter=(mark := _delimiter(header))), [])
    rows = csv.DictReader(lines, columns, restkey="", delimiter=mark)
    try:
        yield from read_records(rows, names)
    except csv.Error as exc:
        raise Unreadable(f"malformed table near line {rows.line_num + 1}: {exc}") from exc
    finally:
        lines.detach()


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


class _Raw(io.RawIOBase):
    """Any binary stream as a raw one, so that it can be buffered and looked into."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
