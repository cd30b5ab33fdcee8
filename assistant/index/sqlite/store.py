"""The articles of a state in its own folder (edge: SQLite, files)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from threading import RLock
from typing import Any, Final

from assistant.index.article_store import Counted
from assistant.index.filters import Where
from assistant.index.sqlite.listing import list_titles
from assistant.index.sqlite.texts import TEXTS_FOLDER, Place, TextFiles
from assistant.index.states import STORE_FILE
from assistant.index.titles import plain_title
from assistant.models import Article, Citation, Passage
from assistant.overview import Listing

# SQLite's default limit on `?` in one statement is far above; this keeps statements small.
BATCH: Final = 500

FIELDS: Final = (
    "id", "title", "source", "author", "published", "published_basis", "url", "path",
)  # fmt: skip
_ARTICLE: Final = """
SELECT t.id, r.title, r.source, r.author, r.published, r.published_basis, r.url, r.path,
       r.language, r.key, t.file, t.offset, t.signature, t.length
FROM texts t JOIN reports r ON r.text = t.number
"""
_PLACE: Final = "t.file, t.offset, t.signature, t.length"
_COUNTS: Final = {
    "articles": "SELECT count(*) FROM embedded WHERE NOT pending",
    "copies": "SELECT count(*) FROM reports WHERE standing <> key",
    "passages": "SELECT count(*) FROM passages",
    "skipped": "SELECT count(*) FROM skipped",
}
_TALLIES: Final = {
    "source": ("source", "2 DESC, 1"),
    "language": ("language", "2 DESC, 1"),
    "month": ("substr(published, 1, 7)", "1"),
}


class Store:
    """An `ArticleStore` over the catalogue and the text files of one folder."""

    def __init__(self, connection: sqlite3.Connection, texts: TextFiles) -> None:
        self._connection = connection
        self._texts = texts
        # One connection, opened at once: the file may be gone later, its open handle is not.
        self._lock = RLock()

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open the store of a finished state.

        Raises:
            sqlite3.Error, OSError: a file is missing or not a store.
        """
        uri = f"{(folder / STORE_FILE).resolve().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        connection.create_function("plain_title", 1, plain_title, deterministic=True)
        return cls(connection, TextFiles(folder / TEXTS_FOLDER))

    def close(self) -> None:
        """Close the files."""
        with self._lock:
            self._connection.close()
            self._texts.close()

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return the articles with these ids, their copies listed; unknown ids are left out."""
        found: dict[str, Article] = {}
        for batch in in_batches(ids):
            marks = ",".join("?" * len(batch))
            # The report that stands for others comes first, and the first one is kept.
            order = "ORDER BY t.id, r.standing IS NOT r.key, r.key"
            rows = self._rows(f"{_ARTICLE} WHERE t.id IN ({marks}) {order}", batch)
            copies = self._copies([row[9] for row in rows])
            for row in rows:
                if row[0] not in found:
                    text = self._texts.text(Place(*row[10:]))
                    found[row[0]] = _article(row, text, copies.get(row[9], ()))
        return found

    def passages(self, keys: Sequence[int]) -> dict[int, tuple[str, int, int]]:
        """Return (article id, start, end) of each known key."""
        found: dict[int, tuple[str, int, int]] = {}
        for batch in in_batches(keys):
            query = f"""
                SELECT p.key, e.id, p.start, p.end
                FROM passages p JOIN embedded e ON e.text = p.text
                WHERE p.key IN ({",".join("?" * len(batch))}) AND NOT e.pending
            """
            found.update((row[0], (row[1], row[2], row[3])) for row in self._rows(query, batch))
        return found

    def all_passages(self) -> Iterator[tuple[int, Passage]]:
        """Yield every passage with its key, article by article."""
        query = f"""
            SELECT t.id, p.key, p.start, p.end, {_PLACE}
            FROM texts t JOIN passages p ON p.text = t.number ORDER BY t.number, p.start, p.key
        """
        for id, rows in groupby(self._stream(query), key=lambda row: row[0]):
            text = ""
            for number, (_, key, start, end, *place) in enumerate(rows):
                text = text if number else self._texts.text(Place(*place))
                yield key, Passage(id, start, end, text[start:end])

    def standing_ids(self) -> Iterator[str]:
        """Yield the ids of the articles that are searched, in order."""
        for row in self._stream("SELECT id FROM embedded WHERE NOT pending ORDER BY id"):
            yield row[0]

    def sample_ids(self, n: int) -> list[str]:
        """Return up to `n` article ids spread evenly over all, always the same ones."""
        return self._sample("id", "embedded WHERE NOT pending", "articles", n)

    def sample_keys(self, n: int) -> list[int]:
        """Return up to `n` passage keys spread evenly over all, always the same ones."""
        return self._sample("key", "passages", "passages", n)

    def tally(self, by: Counted) -> list[tuple[str, int]]:
        """Return each known value with its number of articles."""
        value, order = _TALLIES[by]
        query = f"""
            SELECT {value} AS v, count(*) FROM embedded WHERE v IS NOT NULL AND NOT pending
            GROUP BY v ORDER BY {order}
        """
        return [(str(row[0]), int(row[1])) for row in self._rows(query)]

    def dates(self) -> tuple[date | None, date | None]:
        """Return the first and the last publication date."""
        query = "SELECT min(published), max(published) FROM embedded WHERE NOT pending"
        first, last = self._rows(query)[0]
        return as_date(first), as_date(last)

    def counts(self) -> dict[str, int]:
        """Return what `finish` counted: articles, copies, passages, skipped."""
        totals = dict(self._rows("SELECT name, value FROM totals"))
        return {name: int(totals[name]) for name in _COUNTS}

    def count_anew(self) -> dict[str, int]:
        """Count what `counts` names, row by row."""
        return {name: int(self._rows(query)[0][0]) for name, query in _COUNTS.items()}

    def skipped(self) -> list[tuple[str, str]]:
        """Return (path, why) of what could not be used."""
        return [(row[0], row[1]) for row in self._rows("SELECT path, why FROM skipped ORDER BY 1")]

    def listing(self, words: Sequence[str], where: Where, limit: int, offset: int) -> Listing:
        """Return one page of the articles whose titles hold every word."""
        total, rows = list_titles(self._rows, words, where, limit, offset)
        return Listing(total, tuple(citation_of(row) for row in rows))

    def stamps(self) -> Iterator[tuple[str, str]]:
        """Yield (name, stamp) of each file that was read, in order of name."""
        for row in self._stream("SELECT name, stamp FROM files ORDER BY name"):
            yield row[0], row[1]

    def problems(self) -> Iterator[str]:
        """Yield what SQLite finds wrong with its file."""
        for row in self._rows("PRAGMA quick_check"):
            if row[0] != "ok":
                yield str(row[0])

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def _stream(self, query: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """Yield the rows of a query, a batch at a time."""
        cursor = self._connection.cursor()
        with self._lock:
            cursor.execute(query, values)
            rows = cursor.fetchmany(BATCH)
        while rows:
            yield from rows
            with self._lock:
                rows = cursor.fetchmany(BATCH)

    def _sample(self, column: str, table: str, counted: str, n: int) -> list[Any]:
        step = max(1, self.counts()[counted] // max(1, n))
        query = f"""
            SELECT value FROM (
                SELECT {column} AS value, row_number() OVER (ORDER BY {column}) - 1 AS place
                FROM {table})
            WHERE place % ? = 0 ORDER BY place LIMIT ?
        """
        return [row[0] for row in self._rows(query, (step, max(0, n)))]

    def _copies(self, keys: Sequence[int]) -> dict[int, tuple[Citation, ...]]:
        fields = ", ".join(("t.id", *(f"r.{name}" for name in FIELDS[1:])))
        query = f"""
            SELECT r.standing, {fields} FROM reports r JOIN texts t ON t.number = r.text
            WHERE r.standing IN ({",".join("?" * len(keys))}) AND r.standing <> r.key
            ORDER BY r.published, r.key
        """
        found: dict[int, tuple[Citation, ...]] = {}
        for row in self._rows(query, keys):
            found[row[0]] = (*found.get(row[0], ()), citation_of(row[1:]))
        return found


def in_batches(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """Return `values` in pieces of at most `BATCH`."""
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))


def as_date(value: str | None) -> date | None:
    """Return the date of an ISO string."""
    return date.fromisoformat(value) if value else None


def citation_of(row: Sequence[Any]) -> Citation:
    """Return the citation of a row of `FIELDS`."""
    id, title, source, author, published, basis, url, path = row
    return Citation(id, title, source, author, as_date(published), basis, url, path)


def _article(row: Sequence[Any], text: str, copies: tuple[Citation, ...]) -> Article:
    id, title, source, author, published, basis, url, path, language, *_ = row
    day = as_date(published)
    return Article(id, text, title, source, author, day, basis, url, path, language, copies)
