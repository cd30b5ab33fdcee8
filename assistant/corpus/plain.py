"""Read a text dump of a web page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from assistant.corpus.draft import Draft
from assistant.corpus.dump import read_dump
from assistant.corpus.encoding import decode
from assistant.corpus.records import FieldNames
from assistant.corpus.streams import read_whole
from assistant.corpus.unreadable import Unreadable
from assistant.settings import MAX_DOCUMENT_BYTES

# Encoded data saved as text; the longest paragraphs of languages without blanks are shorter.
_LONGEST_WORD: Final = 20_000


def read_stream(stream: BinaryIO, names: FieldNames) -> Iterator[Draft]:
    """Yield the one article of a text file."""
    text = decode(read_whole(stream, MAX_DOCUMENT_BYTES))
    longest = max(map(len, text.split()), default=0)
    if longest > _LONGEST_WORD:
        raise Unreadable(f"not a text in words: one runs over {longest} characters")
    yield read_dump(text)
