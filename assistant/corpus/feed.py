"""Read an RSS or Atom feed that was saved to a file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from assistant.corpus.dates import parse_date
from assistant.corpus.draft import Draft
from assistant.corpus.extra import require
from assistant.corpus.fragment import fragment_text
from assistant.corpus.records import FieldNames
from assistant.corpus.streams import read_whole
from assistant.corpus.unreadable import Unreadable
from assistant.settings import MAX_PARSED_BYTES


def read_stream(stream: BinaryIO, names: FieldNames) -> Iterator[Draft | Unreadable]:
    """Yield the article of each entry: its full content, else its summary.

    An Atom entry's `updated` is not when it was published, so it is not taken for it.

    Raises:
        Unreadable: it is no feed.
    """
    feedparser = require("feedparser", "Reading a feed")
    # A stream and not bytes: what looks like an address would be fetched.
    parsed = feedparser.parse(io.BytesIO(read_whole(stream, MAX_PARSED_BYTES)))
    if not parsed.version and not parsed.entries:
        raise Unreadable("not an RSS or Atom feed")
    if not parsed.entries:
        raise Unreadable("a feed without entries")
    for entry in parsed.entries:
        yield _entry(entry, parsed.feed)


def _entry(entry: Any, feed: Any) -> Draft | Unreadable:
    contents = [part.get("value", "") for part in entry.get("content", ())]
    text = max((fragment_text(html) for html in (*contents, entry.get("summary", ""))), key=len)
    if not text:
        return Unreadable("an entry without text")
    published = parse_date(entry.get("published"))
    return Draft(
        text=text,
        title=fragment_text(entry.get("title", "")) or None,
        source=entry.get("source", {}).get("title") or feed.get("title"),
        author=_authors(entry) or feed.get("author"),
        published=published,
        published_basis="metadata" if published else "unknown",
        url=entry.get("link"),
        language=feed.get("language"),
    )


def _authors(entry: Any) -> str | None:
    names = (author.get("name") for author in entry.get("authors", ()))
    return ", ".join(dict.fromkeys(name for name in names if name)) or entry.get("author")
