"""Which articles the engine holds, by which passages, in the catalogue (edge: SQLite)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from assistant.errors import IndexUnusable
from assistant.index.article_ledger import Standing
from assistant.index.keys import passage_key
from assistant.index.sqlite.grouping import Grouping
from assistant.index.sqlite.store import as_date
from assistant.index.sqlite.texts import Place
from assistant.models import Passage

_STANDING: Final = "r.text, t.id, r.title, r.source, r.published, r.language"
# `CROSS JOIN` keeps SQLite to this order: few texts are changed, and all others are left alone.
_CHANGED: Final = """
    FROM changed c CROSS JOIN texts t ON t.number = c.text
        CROSS JOIN reports r ON r.text = c.text AND r.standing = r.key
        LEFT JOIN embedded e ON e.text = c.text
"""
_STALE: Final = """
    SELECT e.text FROM changed c CROSS JOIN embedded e ON e.text = c.text
    WHERE NOT EXISTS (
        SELECT 1 FROM reports r WHERE r.text = e.text AND r.standing = r.key AND r.title = e.title)
    LIMIT ?
"""


class Holding(Grouping):
    """The part of a ledger that keeps what the engine holds."""

    def give_up_pending(self) -> None:
        """Forget the pending articles; their passages are doomed."""
        with self._lock:
            self._doom("SELECT text FROM embedded WHERE pending", ())

    def release(self, limit: int) -> int:
        """Forget up to `limit` held articles that do not stand any more, or not so titled."""
        with self._lock:
            return self._doom(_STALE, (limit,))

    def doomed(self, after: int, limit: int) -> list[int]:
        """Return doomed keys beyond `after`, in order; those that are passages again left out."""
        query = """
            SELECT key FROM doomed d
            WHERE key > ? AND NOT EXISTS (SELECT 1 FROM passages p WHERE p.key = d.key)
            ORDER BY key LIMIT ?
        """
        return [row[0] for row in self._rows(query, (after, limit))]

    def absolve(self) -> None:
        """Forget all doomed keys."""
        self._run("DELETE FROM doomed")

    def redescribed(self, limit: int) -> list[Standing]:
        """Return up to `limit` held articles whose source, date or language is another now."""
        query = f"""
            SELECT {_STANDING} {_CHANGED} WHERE e.title = r.title AND (e.source IS NOT r.source
                OR e.published IS NOT r.published OR e.language IS NOT r.language)
            LIMIT ?
        """
        return [_standing(row) for row in self._rows(query, (limit,))]

    def describe(self, standings: Sequence[Standing]) -> None:
        """Note that the engine holds articles as described."""
        self._run_many(
            "UPDATE embedded SET source = ?, published = ?, language = ? WHERE text = ?",
            ((one.source, _iso(one), one.language, one.number) for one in standings),
        )

    def keys(self, number: int) -> list[tuple[int, int, int]]:
        """Return (key, start, end) of an article's passages, in the order of the text."""
        query = "SELECT key, start, end FROM passages WHERE text = ? ORDER BY start, key"
        return self._rows(query, (number,))

    def text(self, number: int) -> str:
        """Return a text."""
        query = "SELECT file, offset, signature, length FROM texts WHERE number = ?"
        with self._lock:
            self._writer.flush()
        return self._texts.text(Place(*self._rows(query, (number,))[0]))

    def waiting(self) -> tuple[int, int]:
        """Return how many articles stand and are not held, and the characters of their texts."""
        query = f"SELECT count(*), coalesce(sum(t.characters), 0) {_CHANGED} WHERE e.text IS NULL"
        articles, characters = self._rows(query)[0]
        return articles, characters

    def next_waiting(self, after: int, limit: int) -> list[Standing]:
        """Return articles that stand and are not held, numbers beyond `after`, in their order."""
        query = f"""
            SELECT {_STANDING} {_CHANGED} WHERE c.text > ? AND e.text IS NULL
            ORDER BY c.text LIMIT ?
        """
        return [_standing(row) for row in self._rows(query, (after, limit))]

    def hold(self, standing: Standing, passages: Sequence[Passage]) -> list[int]:
        """Keep an article as pending with its passages, and return their keys."""
        keys = [passage_key(one.article_id, one.start, one.end) for one in passages]
        article = (standing.number, standing.id, standing.title, standing.source, _iso(standing))
        rows = [
            (key, standing.number, one.start, one.end)
            for key, one in zip(keys, passages, strict=True)
        ]
        with self._lock:
            self._run(
                "INSERT INTO embedded VALUES (?, ?, ?, ?, ?, ?, 1)", (*article, standing.language)
            )
            try:
                self._run_many("INSERT INTO passages VALUES (?, ?, ?, ?)", rows)
            except sqlite3.IntegrityError as exc:
                raise IndexUnusable(
                    f"A passage of article {standing.id} has the key of another one, which chance "
                    "brings about once in many billions. Leave the article out and build again."
                ) from exc
        return keys

    def mark_held(self, numbers: Sequence[int]) -> None:
        """Note that the engine holds these pending articles."""
        self._run_many(
            "UPDATE embedded SET pending = 0 WHERE text = ?", ((one,) for one in numbers)
        )

    def passage_count(self) -> int:
        """Return the number of passages that are held."""
        return self.count_anew()["passages"]

    def _doom(self, texts: str, values: Sequence[Any]) -> int:
        self._run("DROP TABLE IF EXISTS temp.gone")
        self._run(f"CREATE TEMP TABLE gone AS {texts}", values)
        gone = "WHERE text IN (SELECT text FROM temp.gone)"
        self._run(f"INSERT OR IGNORE INTO doomed SELECT key FROM passages {gone}")
        self._run(f"DELETE FROM passages {gone}")
        self._run(f"DELETE FROM embedded {gone}")
        return int(self._rows("SELECT count(*) FROM temp.gone")[0][0])


def _standing(row: Sequence[Any]) -> Standing:
    number, id, title, source, published, language = row
    return Standing(number, id, title, source, as_date(published), language)


def _iso(standing: Standing) -> str | None:
    return standing.published.isoformat() if standing.published else None
