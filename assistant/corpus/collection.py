"""Read a JSON file: one article, a list of them, or an object that holds the list."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from assistant.corpus import jsonlines
from assistant.corpus.draft import Draft
from assistant.corpus.encoding import decode
from assistant.corpus.records import FieldNames
from assistant.corpus.streams import read_whole
from assistant.corpus.unreadable import Unreadable
from assistant.settings import MAX_PARSED_BYTES

# Where news APIs and exports keep their list.
_LISTS: Final = (
    "articles", "items", "data", "results", "documents", "docs", "entries", "posts", "records",
    "news", "stories", "hits",
)  # fmt: skip


def read_stream(stream: BinaryIO, names: FieldNames) -> Iterator[Draft | Unreadable]:
    """Yield the articles of a JSON file; JSON lines under the name `.json` are read as such.

    Raises:
        Unreadable: it is not JSON.
    """
    data = read_whole(stream, MAX_PARSED_BYTES)
    try:
        value = jsonlines.parse_json(decode(data))
    except Unreadable as why:
        if "Extra data" not in str(why):
            raise
        yield from jsonlines.read_stream(io.BytesIO(data), names)
        return
    yield from jsonlines.read_records(_records(value), names)


def _records(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        for name in _LISTS:
            if isinstance(value.get(name), list):
                return list(value[name])
        return [value]
    raise Unreadable("not an article, a list of articles, or an object with `articles`")
