"""Read the web pages of a WARC file, as crawlers (Common Crawl News) write them; streamed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO, Final

from assistant.corpus.dates import parse_date
from assistant.corpus.draft import Draft
from assistant.corpus.encoding import decode
from assistant.corpus.extra import require
from assistant.corpus.html import read_html
from assistant.corpus.records import FieldNames
from assistant.corpus.streams import read_whole
from assistant.corpus.unreadable import Unreadable
from assistant.settings import MAX_DOCUMENT_BYTES

_PAGES: Final = ("text/html", "application/xhtml+xml")
_FOUND: Final = "200"


def read_stream(stream: BinaryIO, names: FieldNames) -> Iterator[Draft | Unreadable]:
    """Yield the article of each web page that a response record holds.

    Other records (requests, pictures, redirects, errors) are passed over in silence.

    Raises:
        Unreadable: it is no WARC file, or it is cut off.
    """
    archive = require("warcio.archiveiterator", "Reading WARC")
    errors = require("warcio.exceptions", "Reading WARC")
    seen = False
    try:
        for record in archive.ArchiveIterator(stream):
            seen = True
            if _is_page(record):
                yield _page(record)
    except errors.ArchiveLoadFailed as exc:
        raise Unreadable(f"malformed WARC: {' '.join(str(exc).split())[:200]}") from exc
    if not seen:
        raise Unreadable("empty: no WARC record in it")


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if record.rec_type != "response" or headers is None:
        return False
    kind = (headers.get_header("Content-Type") or "").lower()
    return headers.get_statuscode() == _FOUND and kind.startswith(_PAGES)


def _page(record: Any) -> Draft | Unreadable:
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    kind = record.http_headers.get_header("Content-Type") or ""
    charset = kind.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    saved: date | None = parse_date((record.rec_headers.get_header("WARC-Date") or "")[:10])
    try:
        page = decode(read_whole(record.content_stream(), MAX_DOCUMENT_BYTES), charset or None)
        return read_html(page, address.strip("<>") or None, saved)
    except Unreadable as why:
        return Unreadable(f"{why} ({address[:200]})")
    except Exception as exc:
        # One page that breaks a parser must not end a crawl of a million.
        return Unreadable(f"malformed page: {type(exc).__name__}: {exc} ({address[:200]})"[:400])
