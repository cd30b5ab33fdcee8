"""Write access to the store of a state that is being built (edge: SQLite)."""

from __future__ import annotations

import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.corpus.copies import CopyEntry
from assistant.index.store import BATCH, SCHEMA, STORE_FILE, Store, as_date
from assistant.models import Article, Passage, Skipped


@dataclass(frozen=True, slots=True)
class Report:
    """One reading of an article: where it is and how it is described, without its text."""

    path: str
    id: str
    described: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the engine must hold of an article; the title is embedded, the rest is filtered on."""

    id: str
    title: str
    source: str | None
    published: str | None
    language: str | None

    @property
    def day(self) -> date | None:
        """The publication date."""
        return as_date(self.published)


# Sorts after every ISO date.
UNDATED = "~"

Fold = Callable[[Sequence[CopyEntry]], Mapping[str, str]]


class Ledger(Store):
    """The store while it is written; nothing of it is visible before the state is switched to."""

    @classmethod
    def create(cls, folder: Path) -> Ledger:
        """Start an empty store."""
        ledger = cls._connect(folder)
        ledger._connection.executescript(SCHEMA)
        # A script ends the transaction it is run in.
        ledger._connection.execute("BEGIN")
        return ledger

    @classmethod
    def copy(cls, old: Path, new: Path) -> Ledger:
        """Start from the store of another state."""
        shutil.copyfile(old / STORE_FILE, new / STORE_FILE)
        ledger = cls._connect(new)
        ledger._connection.execute("BEGIN")
        return ledger

    @classmethod
    def _connect(cls, folder: Path) -> Ledger:
        connection = sqlite3.connect(folder / STORE_FILE, isolation_level=None)
        # The file counts only once the manifest names it, and it is synced before: no journal.
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        return cls(connection)

    def finish(self) -> None:
        """Write everything out and close."""
        self._connection.execute("COMMIT")
        self.close()

    def report_count(self) -> int:
        """Return the number of readings, copies included."""
        return int(self.rows("SELECT count(*) FROM reports")[0][0])

    def forget_texts(self) -> None:
        """Drop all texts with their signatures, before every file is read anew."""
        self.rows("DELETE FROM texts")

    def forget(self, file: str) -> list[Report]:
        """Drop what was read from a file and return it."""
        query = """
            SELECT path, id, title, source, author, published, published_basis, url, language
            FROM reports WHERE file = ? ORDER BY key
        """
        reports = [Report(row[0], row[1], tuple(row[2:])) for row in self.rows(query, (file,))]
        self.rows("DELETE FROM reports WHERE file = ?", (file,))
        self.rows("DELETE FROM skipped WHERE file = ?", (file,))
        self.rows("DELETE FROM files WHERE name = ?", (file,))
        return reports

    def add(
        self,
        file: str,
        stamp: str,
        found: Iterable[Article | Skipped],
        signature: Callable[[str], bytes],
    ) -> list[Report]:
        """Keep what a file holds and return its reports."""
        reports: list[Report] = []
        for one in found:
            if isinstance(one, Skipped):
                self.rows("INSERT INTO skipped VALUES (?, ?, ?)", (file, one.path, one.why))
            else:
                reports.append(self._add_article(file, one, signature))
        self.rows("INSERT OR REPLACE INTO files VALUES (?, ?)", (file, stamp))
        return reports

    def _add_article(
        self, file: str, article: Article, signature: Callable[[str], bytes]
    ) -> Report:
        if not self.rows("SELECT 1 FROM texts WHERE id = ?", (article.id,)):
            values = (article.id, article.text, signature(article.text))
            self.rows("INSERT INTO texts VALUES (?, ?, ?)", values)
        published = article.published.isoformat() if article.published else None
        described = (
            article.title, article.source, article.author, published, article.published_basis,
            article.url,
        )  # fmt: skip
        self.rows(
            "INSERT INTO reports VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            (file, article.id, *described, article.path, article.language),
        )
        return Report(article.path, article.id, (*described, article.language))

    def fold(self, fold: Fold) -> None:
        """Decide anew which report stands for which, over all of them.

        Readings of the same text are one text first: the earliest dated, else the first, stands.
        """
        by_text: dict[str, list[tuple[str | None, int]]] = defaultdict(list)
        query = "SELECT id, published, key FROM reports ORDER BY file, key"
        for text, published, key in self.rows(query):
            by_text[text].append((published, key))
        first = {
            text: min(found, key=lambda one: one[0] or UNDATED) for text, found in by_text.items()
        }
        signatures = dict(self.rows("SELECT id, signature FROM texts"))
        standing = fold(
            [
                CopyEntry(text, signatures[text], as_date(first[text][0]), order)
                for order, text in enumerate(by_text)
            ]
        )
        self._connection.executemany(
            "UPDATE reports SET standing = ? WHERE id = ? AND standing IS NOT ?",
            ((key, text, key) for text in by_text for key in (first[standing.get(text, text)][1],)),
        )

    def wanted(self) -> dict[str, Standing]:
        """Return what the engine must hold, by article id."""
        query = """
            SELECT id, title, source, published, language FROM reports WHERE standing = key
            ORDER BY file, key
        """
        return {row[0]: Standing(*row) for row in self.rows(query)}

    def held(self) -> dict[str, Standing]:
        """Return what the engine holds."""
        query = "SELECT id, title, source, published, language FROM embedded"
        return {row[0]: Standing(*row) for row in self.rows(query)}

    def text(self, article: str) -> str:
        """Return the text of an article."""
        return str(self.rows("SELECT text FROM texts WHERE id = ?", (article,))[0][0])

    def hold(self, standing: Standing) -> None:
        """Note that the engine holds an article as described."""
        self.rows(
            "INSERT OR REPLACE INTO embedded VALUES (?, ?, ?, ?, ?)",
            (standing.id, standing.title, standing.source, standing.published, standing.language),
        )

    def release(self, article: str) -> list[int]:
        """Drop an article's passages and return their keys."""
        keys = self.keys(article)
        self.rows("DELETE FROM passages WHERE article = ?", (article,))
        self.rows("DELETE FROM embedded WHERE id = ?", (article,))
        return keys

    def keys(self, article: str) -> list[int]:
        """Return the keys of an article's passages, in the order of the text."""
        query = "SELECT key FROM passages WHERE article = ? ORDER BY start, key"
        return [row[0] for row in self.rows(query, (article,))]

    def add_passages(self, passages: Sequence[Passage]) -> list[int]:
        """Keep passages and return their new keys."""
        insert = "INSERT INTO passages VALUES (NULL, ?, ?, ?)"
        return [
            int(self._connection.execute(insert, (p.article_id, p.start, p.end)).lastrowid or 0)
            for p in passages
        ]

    def described(self, keys: Sequence[int]) -> Iterator[tuple[int, str, Standing]]:
        """Yield key, text and description of passages, in the order of keys."""
        query = """
            SELECT p.key, p.start, p.end, t.text, e.id, e.title, e.source, e.published, e.language
            FROM passages p JOIN texts t ON t.id = p.article JOIN embedded e ON e.id = p.article
            WHERE p.key IN ({}) ORDER BY p.key
        """
        for start in range(0, len(keys), BATCH):
            batch = keys[start : start + BATCH]
            for row in self.rows(query.format(",".join("?" * len(batch))), batch):
                yield row[0], row[3][row[1] : row[2]], Standing(*row[4:])

    def tidy(self) -> None:
        """Drop texts that no report has any more."""
        self.rows("DELETE FROM texts WHERE id NOT IN (SELECT id FROM reports)")
