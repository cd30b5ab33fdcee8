"""Read a Parquet table of articles, some rows at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, Final

from assistant.corpus.draft import Draft
from assistant.corpus.extra import require
from assistant.corpus.jsonlines import read_records
from assistant.corpus.records import FieldNames, comparable
from assistant.corpus.unreadable import Unreadable

# A batch of long articles is then a few MB.
_BATCH: Final = 256


def read_stream(stream: BinaryIO, names: FieldNames) -> Iterator[Draft | Unreadable]:
    """Yield the article of each row; only the columns that are understood are read.

    Raises:
        Unreadable: it is not Parquet, or no column holds a text.
    """
    arrow = require("pyarrow", "Reading Parquet")
    parquet = require("pyarrow.parquet", "Reading Parquet")
    if not stream.seek(0, io.SEEK_END):
        raise Unreadable("empty")
    try:
        table = parquet.ParquetFile(stream)
        present = list(table.schema_arrow.names)
        columns = [name for name in present if comparable(name) in names.all]
        if not {comparable(name) for name in columns} & {comparable(name) for name in names.text}:
            raise Unreadable(f"no text column; has: {', '.join(present)[:200]}")
        for batch in table.iter_batches(batch_size=_BATCH, columns=columns, use_threads=False):
            yield from read_records(batch.to_pylist(), names)
    except arrow.ArrowException as exc:
        raise Unreadable(f"malformed Parquet: {str(exc).splitlines()[0]}") from exc
