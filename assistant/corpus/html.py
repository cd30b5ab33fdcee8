"""Read a saved web page: the body by trafilatura, the rest from the page's own statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, BinaryIO, Final

from assistant.corpus.draft import Draft
from assistant.corpus.encoding import decode
from assistant.corpus.extra import require
from assistant.corpus.labels import is_written, published_by_label
from assistant.corpus.metadata import PageMetadata, read_metadata
from assistant.corpus.published import published_in_url
from assistant.corpus.records import FieldNames
from assistant.corpus.streams import read_whole
from assistant.corpus.unreadable import Unreadable
from assistant.models import PublishedBasis
from assistant.settings import MAX_DOCUMENT_BYTES

# trafilatura writes list items with a dash of its own.
_BULLET: Final = re.compile(r"^- ")
_ONE_DAY: Final = timedelta(days=1)


def read_stream(stream: BinaryIO, names: FieldNames) -> Iterator[Draft]:
    """Yield the one article of a web page."""
    yield read_html(decode(read_whole(stream, MAX_DOCUMENT_BYTES)))


def read_html(page: str, url: str | None = None, saved: date | None = None) -> Draft:
    """Return the article of a web page.

    `url` is where the page was found, if known; `saved` the day it was, and no later day is taken
    for its date.

    Raises:
        Unreadable: no article is found in it.
    """
    about = read_metadata(parse_page(page))
    body, guessed = _extract(page, url)
    if not body:
        raise Unreadable("no article text found in the page")
    source = about.source or guessed.sitename
    title = _without_outlet(about.headline or guessed.title or about.title, source)
    published, basis = _published(page, about, url or about.url, saved)
    return Draft(
        text=_without_title(body, title),
        title=title,
        source=source,
        author=about.author or guessed.author,
        published=published,
        published_basis=basis,
        url=about.url or url,
        language=about.language,
    )


def parse_page(page: str) -> Any:
    """Return the lxml tree of a page.

    Raises:
        Unreadable: it is no html.
    """
    lxml_html, etree = require("lxml.html", "Reading html"), require("lxml.etree", "Reading html")
    # lxml refuses a text that names its encoding.
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", page)
    try:
        return lxml_html.document_fromstring(page)
    except (ValueError, etree.LxmlError) as exc:
        raise Unreadable(f"malformed html: {exc}") from exc


def _extract(page: str, url: str | None) -> tuple[str, Any]:
    """Return the body, its paragraphs separated by blank lines, and trafilatura's document."""
    trafilatura = require("trafilatura", "Reading html")
    found = trafilatura.bare_extraction(
        page, url=url, include_comments=False, include_tables=False, with_metadata=True
    )
    if found is None or not found.text:
        return "", found
    lines = (_BULLET.sub("", line).strip() for line in found.text.split("\n"))
    return "\n\n".join(line for line in lines if line), found


def _without_outlet(title: str | None, source: str | None) -> str | None:
    """Return a title without the outlet's name that pages write behind it."""
    if not title or not source:
        return title
    return re.sub(rf"\s+[|·:–—-]\s+{re.escape(source)}\s*$", "", title, flags=re.I) or title


def _without_title(body: str, title: str | None) -> str:
    """Return the body without the headline that opens it; a body of nothing else is left."""
    first, _, rest = body.partition("\n\n")
    same = title and _words(first) and _words(title).startswith(_words(first))
    return rest if same and rest else body


def _words(line: str) -> str:
    return " ".join(re.findall(r"\w+", line.casefold()))


def _published(
    page: str, about: PageMetadata, url: str | None, saved: date | None
) -> tuple[date | None, PublishedBasis]:
    """Return the publication date and how it is known: what the page states comes first."""
    htmldate = require("htmldate", "Reading html")
    found = htmldate.find_date(
        page, url=url, original_date=True, extensive_search=True,
        max_date=saved.isoformat() if saved else None,
    )  # fmt: skip
    day = date.fromisoformat(found) if found else None
    in_url = published_in_url(url) if url else None
    if about.published:
        # Statements in UTC are a day off where the outlet's own day, in its address, is another.
        if in_url and in_url not in about.dates and abs(in_url - about.published) <= _ONE_DAY:
            return in_url, "url"
        return (day if day in about.dates else about.published), "metadata"
    if in_url and in_url == day:
        return day, "url"
    labelled = published_by_label(page)
    if labelled:
        return labelled, "page"
    return (day, "page") if day and is_written(day, page) else (None, "unknown")
