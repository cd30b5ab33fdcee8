"""Which texts are copies of each other, and which report stands for them, in PostgreSQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from assistant.index.article_ledger import Integers, LooseText
from assistant.index.postgres.numbers import live
from assistant.index.postgres.writing import PostgresWriting, noted

# What holds of the standing report `r` of a text `w`, of the article `h` that the engine holds.
_STANDS: Final = f"""
    leaders l JOIN reports r ON r.key = l.report AND {live("r")}
    WHERE l.number = w.number AND {live("l")}
"""
_SAME_REST: Final = """
    (r.source, r.published, r.language) IS NOT DISTINCT FROM (h.source, h.published, h.language)
"""


class PostgresGroups(PostgresWriting):
    """The part of a ledger that folds copies."""

    def drop_orphans(self) -> None:
        """Drop the texts that no report has any more; the rest of their groups become loose."""
        query = f"""
            SELECT t.number FROM work w JOIN texts t ON t.number = w.number AND {live("t")}
            WHERE {noted("changed")} AND NOT EXISTS (
                SELECT 1 FROM reports r WHERE r.number = t.number AND {live("r")})
        """
        numbers = [row[0] for row in self.rows(query)]
        if not numbers:
            return
        self._break_groups(numbers)
        self._done("loose", numbers)
        self._end("texts", "x.number = ANY(%(numbers)s)", numbers=numbers)
        self.rows(
            """
            DELETE FROM bodies b WHERE b.lineage = %(lineage)s AND b.number = ANY(%(numbers)s)
            AND NOT EXISTS (
                SELECT 1 FROM texts t WHERE t.lineage = %(lineage)s AND t.number = b.number)
            """,
            numbers=numbers,
        )

    def _break_groups(self, numbers: Sequence[int]) -> None:
        """Make loose all texts of the groups of these."""
        query = f"SELECT DISTINCT m.grp FROM members m WHERE m.number = ANY(%(n)s) AND {live('m')}"
        groups = [row[0] for row in self.rows(query, n=list(numbers))]
        of = f"SELECT m.number FROM members m WHERE m.grp = ANY(%(groups)s) AND {live('m')}"
        self._note("loose", of, groups=groups)
        self._note("changed", of, groups=groups)
        self._end("members", "x.grp = ANY(%(groups)s)", groups=groups)
        self._end("leaders", "x.grp = ANY(%(groups)s)", groups=groups)

    def loose(self, limit: int) -> list[LooseText]:
        """Return up to `limit` texts that have no group."""
        # A state is finished with the bands of all its texts, and the next one begins with them.
        banded = "true" if not self._state.anew else "false"
        query = f"""
            SELECT t.number, t.signature, t.born < %(now)s AND {banded} OR EXISTS (
                SELECT 1 FROM work d WHERE {noted("banded", "d")} AND d.number = t.number)
            FROM work w JOIN texts t ON t.number = w.number AND {live("t")}
            WHERE {noted("loose")} ORDER BY w.number LIMIT %(limit)s
        """
        rows = self.rows(query, limit=limit)
        return [LooseText(number, bytes(signature), banded) for number, signature, banded in rows]

    def add_bands(self, hashes: Integers, numbers: Integers) -> None:
        """Store (hash, text number) pairs for `meeting`."""
        lineage, epoch = self._state.lineage, self._state.epoch
        pairs = zip(hashes.tolist(), numbers.tolist(), strict=True)
        self._copy(
            "bands", "lineage, epoch, hash, number", ((lineage, epoch, *pair) for pair in pairs)
        )
        numbered = np.unique(numbers).tolist()
        self._note("banded", "SELECT unnest(%(n)s::bigint[])", n=numbered)

    def meeting(self, hashes: Integers) -> tuple[Integers, Integers]:
        """Return all stored (hash, text number) pairs with one of `hashes`, sorted, each once."""
        query = """
            SELECT DISTINCT b.hash, b.number FROM bands b WHERE b.lineage = %(lineage)s
            AND b.epoch = %(epoch)s AND b.hash = ANY(%(hashes)s) ORDER BY 1, 2
        """
        rows = self.rows(query, epoch=self._state.epoch, hashes=np.unique(hashes).tolist())
        pairs = np.array(rows, np.int64).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]

    def signatures(self, numbers: Sequence[int]) -> dict[int, bytes]:
        """Return the signatures of texts; dropped ones are left out."""
        query = f"""
            SELECT t.number, t.signature FROM texts t WHERE t.number = ANY(%(n)s) AND {live("t")}
        """
        return {row[0]: bytes(row[1]) for row in self.rows(query, n=list(numbers))}

    def groups(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return the group of each text that has one; others are left out."""
        query = f"SELECT m.number, m.grp FROM members m WHERE m.number = ANY(%(n)s) AND {live('m')}"
        return dict(self.rows(query, n=list(numbers)))

    def regroup(self, texts: Mapping[int, int], merged: Mapping[int, int]) -> None:
        """Give texts their groups, and rename groups."""
        self._join(texts)
        self._done("loose", list(texts))
        if merged:
            query = (
                f"SELECT m.number, m.grp FROM members m WHERE m.grp = ANY(%(g)s) AND {live('m')}"
            )
            moved = self.rows(query, g=list(merged))
            self._join({number: merged[group] for number, group in moved})
            self._end("leaders", "x.grp = ANY(%(groups)s)", groups=list(merged))

    def _join(self, groups: Mapping[int, int]) -> None:
        self._end("members", "x.number = ANY(%(numbers)s)", numbers=list(groups))
        self._begin("members", "number, grp", groups.items())

    def stand(self) -> None:
        """Decide anew which report stands, in each group with a changed text."""
        self._analyze("work", "reports", "members", "texts")
        touched = f"""
            SELECT DISTINCT m.grp FROM work w JOIN members m ON m.number = w.number
            AND {live("m")} WHERE {noted("changed")}
        """
        self._note(
            "changed",
            f"SELECT m.number FROM members m WHERE m.grp IN ({touched}) AND {live('m')}",
        )
        self._end("leaders", f"x.grp IN ({touched})")
        self.rows(
            f"""
            INSERT INTO leaders (lineage, born, grp, number, report)
            SELECT DISTINCT ON (grp) %(lineage)s, %(now)s, grp, number, key FROM (
                SELECT m.grp, r.number, r.key, r.published, r.file,
                    min(r.published) OVER (PARTITION BY r.number) AS earliest,
                    first_value(r.file) OVER placed AS first_file,
                    first_value(r.key) OVER placed AS first_key
                FROM members m JOIN reports r ON r.number = m.number AND {live("r")}
                WHERE m.grp IN ({touched}) AND {live("m")}
                WINDOW placed AS (PARTITION BY r.number ORDER BY r.file, r.key)) ranked
            ORDER BY grp, earliest NULLS LAST, first_file, first_key,
                published NULLS LAST, file, key
            """
        )
        self._plan()

    def _plan(self) -> None:
        """Note what the engine must forget, learn and be told of the changed texts."""
        self.rows(
            "DELETE FROM work WHERE generation = %(now)s "
            "AND kind IN ('release', 'describe', 'wait')"
        )
        held = f"""
            SELECT w.number FROM work w JOIN held h ON h.number = w.number AND {live("h")}
            WHERE {noted("changed")} AND
        """
        same_title = f"EXISTS (SELECT 1 FROM {_STANDS} AND r.title = h.title)"
        self._note("release", f"{held} NOT {same_title}")
        same = f"EXISTS (SELECT 1 FROM {_STANDS} AND {_SAME_REST})"
        self._note("describe", f"{held} {same_title} AND NOT {same}")
        self._note(
            "wait",
            f"""
            SELECT w.number FROM work w WHERE {noted("changed")} AND EXISTS (
                SELECT 1 FROM {_STANDS} AND NOT EXISTS (
                    SELECT 1 FROM held h WHERE h.number = w.number AND h.title = r.title
                    AND {live("h")}))
            """,
        )
