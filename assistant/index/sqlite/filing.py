"""What was read from the files of the corpus, kept in the catalogue (edge: SQLite)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.index.changes import Changes
from assistant.index.sqlite.drafting import Draft
from assistant.index.sqlite.matching import match_reports
from assistant.index.sqlite.schema import DESCRIBED
from assistant.models import Article, Skipped


class Filing(Draft):
    """The part of a ledger that files what was read."""

    def forget_stamps(self) -> None:
        """Have every file read again, and every text and signature stored again."""
        self._run("UPDATE files SET stamp = ''")
        # File 0 is none: the text is stored anew when it is read, under the same number.
        self._run("UPDATE texts SET file = 0, banded = 0, part_of = NULL")
        self._run("INSERT OR IGNORE INTO changed SELECT number FROM texts")
        self._run("DELETE FROM bands")
        self._bands.clear()

    def forget_file(self, name: str) -> None:
        """Drop what was read from a file; the old state's reports are remembered for `changes`."""
        values = (name, self._last_old)
        self._run("INSERT OR IGNORE INTO changed SELECT text FROM reports WHERE file = ?", (name,))
        self._run(
            f"""
            INSERT INTO before SELECT key, path, text, {DESCRIBED} FROM reports
            WHERE file = ? AND key <= ?
            """,
            values,
        )
        self._run("DELETE FROM reports WHERE file = ?", (name,))
        self._run("DELETE FROM skipped WHERE file = ?", (name,))
        self._run("DELETE FROM files WHERE name = ?", (name,))

    def add(
        self, file: str, items: Sequence[Article | Skipped], signatures: Sequence[bytes]
    ) -> None:
        """Keep what was read from a file, in the order read."""
        given = iter(signatures)
        rows: list[tuple[Any, ...]] = []
        for one in items:
            if isinstance(one, Skipped):
                self._run("INSERT INTO skipped VALUES (?, ?, ?)", (file, one.path, one.why))
            else:
                rows.append(_report(file, self._text_number(one, next(given)), one))
        self._run_many("INSERT OR IGNORE INTO changed VALUES (?)", ((row[1],) for row in rows))
        self._run_many(
            "INSERT INTO reports VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)", rows
        )

    def end_file(self, name: str, stamp: str) -> None:
        """Note that a file was read to its end, with its stamp."""
        self._run("INSERT OR REPLACE INTO files VALUES (?, ?)", (name, stamp))

    def changes(self) -> Changes:
        """Return what differs between the old state's reports and those of now."""
        with self._lock:
            return match_reports(self._rows, self._last_old)

    def _text_number(self, article: Article, signature: bytes) -> int:
        """Return the number of an article's text, stored if it is not."""
        with self._lock:
            known = self._rows("SELECT number, file FROM texts WHERE id = ?", (article.id,))
            if known and known[0][1]:
                return int(known[0][0])
            place = self._writer.append(signature, article.text)
            values = (place.file, place.offset, place.signature, place.text, len(article.text))
            if known:
                self._run(
                    """UPDATE texts SET file = ?, offset = ?, signature = ?, length = ?,
                    characters = ? WHERE number = ?""",
                    (*values, known[0][0]),
                )
                return int(known[0][0])
            insert = """
                INSERT INTO texts (file, offset, signature, length, characters, id)
                VALUES (?, ?, ?, ?, ?, ?)
            """
            return int(self._connection.execute(insert, (*values, article.id)).lastrowid or 0)


def _report(file: str, text: int, article: Article) -> tuple[Any, ...]:
    published = article.published.isoformat() if article.published else None
    return (
        file, text, article.title, article.source, article.author, published,
        article.published_basis, article.url, article.path, article.language,
    )  # fmt: skip
