"""Groups of near copies and which report stands for each, in the catalogue (edge: SQLite)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from assistant.index.article_ledger import Integers, LooseText
from assistant.index.sqlite.filing import Filing
from assistant.index.sqlite.store import in_batches
from assistant.index.sqlite.texts import Place

# Sorts after every ISO date.
_UNDATED: Final = "'~'"

# Of each group the text of the earliest date, then of the first report; of it the earliest report.
_STANDS: Final = f"""
    CREATE TEMP TABLE stands AS
    WITH ranked AS (
        SELECT t.part_of, r.key, r.file AS here, coalesce(r.published, {_UNDATED}) AS own,
               min(coalesce(r.published, {_UNDATED})) OVER (PARTITION BY r.text) AS day,
               first_value(r.file) OVER reading AS file, first_value(r.key) OVER reading AS first
        FROM changed c CROSS JOIN texts t ON t.number = c.text
            CROSS JOIN reports r ON r.text = t.number
        WINDOW reading AS (PARTITION BY r.text ORDER BY r.file, r.key)),
    numbered AS (
        SELECT part_of, key, row_number() OVER (
            PARTITION BY part_of ORDER BY day, file, first, own, here, key) AS place
        FROM ranked)
    SELECT part_of, key FROM numbered WHERE place = 1
"""


class Grouping(Filing):
    """The part of a ledger that keeps groups of copies."""

    def drop_orphans(self) -> None:
        """Drop the texts that no report has any more; the rest of their groups becomes loose."""
        with self._lock:
            self._run("DROP TABLE IF EXISTS temp.orphans")
            self._run(
                """CREATE TEMP TABLE orphans AS SELECT t.number, t.part_of
                FROM changed c CROSS JOIN texts t ON t.number = c.text
                WHERE NOT EXISTS (SELECT 1 FROM reports r WHERE r.text = c.text)"""
            )
            broken = "part_of IN (SELECT part_of FROM temp.orphans WHERE part_of IS NOT NULL)"
            self._run(f"INSERT OR IGNORE INTO changed SELECT number FROM texts WHERE {broken}")
            self._run(f"UPDATE texts SET part_of = NULL WHERE {broken}")
            self._run("DELETE FROM texts WHERE number IN (SELECT number FROM temp.orphans)")

    def loose(self, limit: int) -> list[LooseText]:
        """Return up to `limit` texts that have no group."""
        query = """
            SELECT number, banded, file, offset, signature, length FROM texts
            WHERE part_of IS NULL ORDER BY number LIMIT ?
        """
        with self._lock:
            self._writer.flush()
            return [
                LooseText(row[0], self._texts.signature(Place(*row[2:])), bool(row[1]))
                for row in self._rows(query, (limit,))
            ]

    def add_bands(self, hashes: Integers, numbers: Integers) -> None:
        """Store (hash, text number) pairs for `meeting`."""
        with self._lock:
            self._bands.add(hashes, numbers)
            self._run("DELETE FROM bands")
            self._run_many("INSERT INTO bands VALUES (?)", ((one,) for one in self._bands.names))
            banded = ((int(number),) for number in np.unique(numbers))
            self._run_many("UPDATE texts SET banded = 1 WHERE number = ?", banded)

    def meeting(self, hashes: Integers) -> tuple[Integers, Integers]:
        """Return all stored (hash, text number) pairs with one of `hashes`, sorted, each once."""
        with self._lock:
            return self._bands.meeting(hashes)

    def signatures(self, numbers: Sequence[int]) -> dict[int, bytes]:
        """Return the signatures of texts; dropped ones are left out."""
        found: dict[int, bytes] = {}
        with self._lock:
            self._writer.flush()
            for batch in in_batches(numbers):
                query = f"""
                    SELECT number, file, offset, signature, length FROM texts
                    WHERE number IN ({",".join("?" * len(batch))})
                """
                for number, *place in self._rows(query, batch):
                    found[number] = self._texts.signature(Place(*place))
        return found

    def groups(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return the group of each text that has one."""
        found: dict[int, int] = {}
        for batch in in_batches(numbers):
            marks = ",".join("?" * len(batch))
            query = f"SELECT number, part_of FROM texts WHERE number IN ({marks})"
            found.update(row for row in self._rows(query, batch) if row[1] is not None)
        return found

    def regroup(self, texts: Mapping[int, int], merged: Mapping[int, int]) -> None:
        """Give texts their groups, and rename groups."""
        renamed = ((new, old) for old, new in merged.items())
        self._run_many("UPDATE texts SET part_of = ? WHERE part_of = ?", renamed)
        given = ((group, text) for text, group in texts.items())
        self._run_many("UPDATE texts SET part_of = ? WHERE number = ?", given)

    def stand(self) -> None:
        """Decide anew which report stands, in each group with a changed text."""
        with self._lock:
            self._run(
                """INSERT OR IGNORE INTO changed SELECT number FROM texts WHERE part_of IN (
                SELECT t.part_of FROM changed c CROSS JOIN texts t ON t.number = c.text)"""
            )
            self._run("DROP TABLE IF EXISTS temp.stands")
            self._run(_STANDS)
            self._run("CREATE UNIQUE INDEX temp.stands_by_group ON stands (part_of)")
            self._run(
                """UPDATE reports SET standing = (
                    SELECT s.key FROM texts t JOIN temp.stands s ON s.part_of = t.part_of
                    WHERE t.number = reports.text)
                WHERE text IN (SELECT text FROM changed)"""
            )
