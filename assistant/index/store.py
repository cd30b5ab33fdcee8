"""The articles, their passages and what they were read from (edge: SQLite)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from threading import RLock
from typing import Any

from assistant.index.titles import plain_title
from assistant.models import Article, Citation, Passage

STORE_FILE = "articles.sqlite"

SCHEMA = """
CREATE TABLE files (name TEXT PRIMARY KEY, stamp TEXT NOT NULL);
CREATE TABLE skipped (file TEXT NOT NULL, path TEXT NOT NULL, why TEXT NOT NULL);
CREATE TABLE texts (id TEXT PRIMARY KEY, text TEXT NOT NULL, signature BLOB NOT NULL);
CREATE TABLE reports (
    key INTEGER PRIMARY KEY AUTOINCREMENT, file TEXT NOT NULL, id TEXT NOT NULL,
    title TEXT NOT NULL, source TEXT, author TEXT, published TEXT, published_basis TEXT NOT NULL,
    url TEXT, path TEXT NOT NULL, language TEXT, standing INTEGER);
CREATE INDEX reports_by_file ON reports (file);
CREATE INDEX reports_by_id ON reports (id);
CREATE INDEX reports_by_standing ON reports (standing);
CREATE TABLE embedded (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, source TEXT, published TEXT, language TEXT);
CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL, start INTEGER NOT NULL,
    end INTEGER NOT NULL);
CREATE INDEX passages_by_article ON passages (article);
"""

# SQLite's default limit on `?` in one statement is far above; this keeps statements small.
BATCH = 500

FIELDS = ("id", "title", "source", "author", "published", "published_basis", "url", "path")
_ARTICLE = """
SELECT r.id, t.text, r.title, r.source, r.author, r.published, r.published_basis, r.url, r.path,
       r.language, r.key
FROM reports r JOIN texts t ON t.id = r.id
"""


class Store:
    """Read access to one state's articles; safe to share between threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        # One connection, opened at once: the file may be gone later, its open handle is not.
        self._lock = RLock()

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open the store of a finished state.

        Raises:
            sqlite3.Error: the file is missing or not a store.
        """
        uri = f"{(folder / STORE_FILE).resolve().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        connection.create_function("plain_title", 1, plain_title, deterministic=True)
        return cls(connection)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return all rows of a query."""
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def stamps(self) -> dict[str, str]:
        """Return the stamp of each file that was read."""
        return dict(self.rows("SELECT name, stamp FROM files"))

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return the articles with these ids, their copies listed; unknown ids are left out."""
        found: dict[str, Article] = {}
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            marks = ",".join("?" * len(batch))
            # The report that stands for others comes first, and the first one is kept.
            order = "ORDER BY r.id, r.standing IS NOT r.key, r.key"
            rows = self.rows(f"{_ARTICLE} WHERE r.id IN ({marks}) {order}", batch)
            copies = self._copies([row[10] for row in rows])
            for row in rows:
                found.setdefault(row[0], _article(row, copies.get(row[10], ())))
        return found

    def passages(self, keys: Sequence[int]) -> dict[int, tuple[str, int, int]]:
        """Return (article id, start, end) of each known key."""
        found: dict[int, tuple[str, int, int]] = {}
        for start in range(0, len(keys), BATCH):
            batch = keys[start : start + BATCH]
            marks = ",".join("?" * len(batch))
            query = f"SELECT key, article, start, end FROM passages WHERE key IN ({marks})"
            found.update((row[0], (row[1], row[2], row[3])) for row in self.rows(query, batch))
        return found

    def all_passages(self) -> Iterator[tuple[int, Passage]]:
        """Yield every passage with its key, in the order of keys."""
        last = 0
        query = """
            SELECT p.key, p.article, p.start, p.end, t.text
            FROM passages p JOIN texts t ON t.id = p.article WHERE p.key > ? ORDER BY p.key LIMIT ?
        """
        while rows := self.rows(query, (last, BATCH)):
            for key, article, start, end, text in rows:
                yield key, Passage(article, start, end, text[start:end])
            last = rows[-1][0]

    def standing_ids(self) -> list[str]:
        """Return the ids of the articles that are searched, in order."""
        return [row[0] for row in self.rows("SELECT id FROM embedded ORDER BY id")]

    def sources(self) -> list[tuple[str, int]]:
        """Return each outlet with its number of articles, the largest first."""
        query = """
            SELECT source, count(*) FROM embedded WHERE source IS NOT NULL
            GROUP BY source ORDER BY count(*) DESC, source
        """
        return [(row[0], row[1]) for row in self.rows(query)]

    def dates(self) -> tuple[date | None, date | None]:
        """Return the first and the last publication date."""
        first, last = self.rows("SELECT min(published), max(published) FROM embedded")[0]
        return as_date(first), as_date(last)

    def counts(self) -> dict[str, int]:
        """Return how many articles, copies, passages and skipped files the store holds."""
        queries = {
            "articles": "SELECT count(*) FROM embedded",
            "copies": "SELECT count(*) FROM reports WHERE standing IS NOT key",
            "passages": "SELECT count(*) FROM passages",
            "skipped": "SELECT count(*) FROM skipped",
        }
        return {name: int(self.rows(query)[0][0]) for name, query in queries.items()}

    def skipped(self) -> list[tuple[str, str]]:
        """Return (path, why) of what could not be used."""
        return [(row[0], row[1]) for row in self.rows("SELECT path, why FROM skipped ORDER BY 1")]

    def _copies(self, keys: Sequence[int]) -> dict[int, tuple[Citation, ...]]:
        marks = ",".join("?" * len(keys))
        query = f"""
            SELECT standing, {", ".join(FIELDS)} FROM reports
            WHERE standing IN ({marks}) AND standing IS NOT key ORDER BY published, key
        """
        found: dict[int, tuple[Citation, ...]] = {}
        for start in self.rows(query, keys):
            found[start[0]] = (*found.get(start[0], ()), citation_of(start[1:]))
        return found


def as_date(value: str | None) -> date | None:
    """Return the date of an ISO string."""
    return date.fromisoformat(value) if value else None


def citation_of(row: Sequence[Any]) -> Citation:
    """Return the citation of a row of `FIELDS`."""
    id, title, source, author, published, basis, url, path = row
    return Citation(id, title, source, author, as_date(published), basis, url, path)


def _article(row: Sequence[Any], copies: tuple[Citation, ...]) -> Article:
    id, text, title, source, author, published, basis, url, path, language, _ = row
    day = as_date(published)
    return Article(id, text, title, source, author, day, basis, url, path, language, copies)
