"""A state in its own folder while it is made (edge: SQLite, files)."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Self

from assistant.index.sqlite.bands import BANDS_FOLDER
from assistant.index.sqlite.holding import Holding
from assistant.index.sqlite.schema import SCHEMA
from assistant.index.sqlite.texts import (
    TEXTS_FOLDER,
    Place,
    TextWriter,
    file_name,
    files_to_rewrite,
)
from assistant.index.states import STORE_FILE, link_tree


class Ledger(Holding):
    """An `ArticleLedger` over the catalogue, text files and bands of one folder."""

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Start an empty state."""
        ledger = cls._connect(folder, SCHEMA)
        ledger._begin()
        return ledger

    @classmethod
    def copy(cls, old: Path, new: Path) -> Self:
        """Start from a finished state: its catalogue is copied, its other files are shared."""
        for name in (TEXTS_FOLDER, BANDS_FOLDER):
            link_tree(old / name, new / name)
        shutil.copyfile(old / STORE_FILE, new / STORE_FILE)
        ledger = cls._connect(new)
        ledger._begin()
        return ledger

    @classmethod
    def resume(cls, folder: Path) -> Self:
        """Go on with an unfinished state from its last `commit`.

        Raises:
            sqlite3.Error: there is nothing to go on with.
        """
        return cls._connect(folder)

    def finish(self) -> dict[str, int]:
        """Complete the state, close it, and return its counts."""
        self._rewrite_texts()
        counts = self.count_anew()
        # What `changes` needs stays: a build killed before the switch goes on from here.
        self._run("DELETE FROM changed")
        self._run_many("INSERT OR REPLACE INTO totals VALUES (?, ?)", counts.items())
        self._writer.flush(durable=True)
        self._run("COMMIT")
        # The log goes into the file, which alone is the store of a finished state.
        for pragma in ("wal_checkpoint(TRUNCATE)", "journal_mode=DELETE"):
            self._rows(f"PRAGMA {pragma}")
        self._bands.sweep()
        self._drop_unused_texts()
        self.close()
        return counts

    def _begin(self) -> None:
        self._run("DELETE FROM before")
        self._note_last_old()
        self.commit()

    def _rewrite_texts(self) -> None:
        """Write into one new file what lives of files that are small, many or largely dead."""
        self._writer.close()
        living = "SELECT file, sum(signature + length) FROM texts WHERE file > 0 GROUP BY file"
        chosen = files_to_rewrite(self._texts.sizes(), dict(self._rows(living)))
        if not chosen:
            return
        self._writer = TextWriter(self._folder / TEXTS_FOLDER)
        # Sorted, so that SQLite has gone through the table before the first row is changed.
        query = f"""
            SELECT number, file, offset, signature, length FROM texts
            WHERE file IN ({",".join(map(str, chosen))}) ORDER BY file, offset
        """
        for number, *row in self._stream(query):
            place = self._writer.copy(self._texts.record(Place(*row)), row[2])
            self._run(
                "UPDATE texts SET file = ?, offset = ? WHERE number = ?",
                (place.file, place.offset, number),
            )

    def _drop_unused_texts(self) -> None:
        used = {file_name(row[0]) for row in self._rows("SELECT DISTINCT file FROM texts")}
        for path in (self._folder / TEXTS_FOLDER).iterdir():
            if path.name not in used:
                path.unlink()
