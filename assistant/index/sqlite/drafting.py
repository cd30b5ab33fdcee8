"""The catalogue of a state while it is written: statements, transactions, new texts (edge: SQLite).

A write-ahead log is kept, so that a killed build leaves what it last committed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, Self

from assistant.index.sqlite.bands import BANDS_FOLDER, BandFiles
from assistant.index.sqlite.store import Store
from assistant.index.sqlite.texts import TEXTS_FOLDER, TextFiles, TextWriter
from assistant.index.states import STORE_FILE

# Of `totals`, while a state is made: the last report that the old state had.
_LAST_OLD: Final = "last report before"
_PRAGMAS: Final = (
    # Alone with the file, SQLite keeps the log's index in memory and writes no file for it.
    "locking_mode=EXCLUSIVE",
    "journal_mode=WAL",
    "synchronous=NORMAL",
    # 64 MiB each: passages are stored in the order of their hashes, so all over the file.
    "cache_size=-65536",
    "wal_autocheckpoint=16384",
)


class Draft(Store):
    """A store that is written; what `commit` has not confirmed is gone when the process is."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        super().__init__(connection, TextFiles(folder / TEXTS_FOLDER))
        self._folder = folder
        self._writer = TextWriter(folder / TEXTS_FOLDER)
        names = [row[0] for row in self._rows("SELECT name FROM bands ORDER BY name")]
        self._bands = BandFiles(folder / BANDS_FOLDER, names)

    @classmethod
    def _connect(cls, folder: Path, schema: str | None = None) -> Self:
        connection = sqlite3.connect(
            folder / STORE_FILE, isolation_level=None, check_same_thread=False
        )
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
        if schema:
            connection.executescript(schema)
        draft = cls(folder, connection)
        draft._run("BEGIN IMMEDIATE")
        return draft

    def commit(self) -> None:
        """Make durable what was done, so that a killed build goes on from here."""
        with self._lock:
            # Texts first: the catalogue never names one that is not there.
            self._writer.flush(durable=True)
            self._run("COMMIT")
            self._run("BEGIN IMMEDIATE")

    def close(self) -> None:
        """Close the files; what was not committed is undone."""
        with self._lock:
            self._writer.close()
        super().close()

    def _run(self, statement: str, values: Sequence[Any] = ()) -> int:
        """Execute a statement and return how many rows it changed."""
        with self._lock:
            return self._connection.execute(statement, values).rowcount

    def _run_many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        with self._lock:
            self._connection.executemany(statement, rows)

    def _note_last_old(self) -> None:
        self._run(
            "INSERT OR REPLACE INTO totals SELECT ?, coalesce(max(key), 0) FROM reports",
            (_LAST_OLD,),
        )

    @property
    def _last_old(self) -> int:
        return int(self._rows("SELECT value FROM totals WHERE name = ?", (_LAST_OLD,))[0][0])
