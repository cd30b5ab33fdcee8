"""Read JSON lines: one record a line, streamed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from assistant.corpus.draft import Draft
from assistant.corpus.encoding import decode
from assistant.corpus.records import FieldNames, read_record
from assistant.corpus.streams import read_lines
from assistant.corpus.unreadable import Unreadable
from assistant.settings import MAX_DOCUMENT_BYTES


def read_stream(stream: BinaryIO, names: FieldNames) -> Iterator[Draft | Unreadable]:
    """Yield the record of each line that is not blank."""
    for line in read_lines(stream, MAX_DOCUMENT_BYTES):
        if isinstance(line, Unreadable):
            yield line
        elif line.strip():
            yield _of_line(line, names)


def read_records(records: Iterable[Any], names: FieldNames) -> Iterator[Draft | Unreadable]:
    """Yield what each record says, or why it says nothing."""
    for record in records:
        try:
            yield read_record(record, names)
        except Unreadable as why:
            yield why
        except RecursionError:
            yield Unreadable("malformed: nested too deeply")


def parse_json(text: str) -> Any:
    """Return the value of a JSON text.

    Raises:
        Unreadable: it is malformed.
    """
    try:
        return json.loads(text)
    except RecursionError:
        raise Unreadable("malformed JSON: nested too deeply") from None
    except ValueError as exc:
        raise Unreadable(f"malformed JSON: {exc}") from exc


def _of_line(line: bytes, names: FieldNames) -> Draft | Unreadable:
    try:
        record = parse_json(decode(line))
    except Unreadable as why:
        return why
    return next(read_records([record], names))
