"""What the engine holds, must learn and must forget, in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from assistant.errors import IndexUnusable
from assistant.index.article_ledger import Standing
from assistant.index.filters import folded
from assistant.index.keys import passage_key
from assistant.index.postgres.groups import PostgresGroups
from assistant.index.postgres.numbers import live
from assistant.index.postgres.reading import optional
from assistant.index.postgres.text import restored, storable
from assistant.index.postgres.writing import Work, noted
from assistant.index.titles import plain_title
from assistant.models import Passage

_HELD: Final = (
    "number, id, title, plain, source, source_folded, published, language, language_folded, pending"
)
_STANDING: Final = f"""
    SELECT w.number, t.id, r.title, r.source, r.published, r.language FROM work w
    JOIN texts t ON t.number = w.number AND {live("t")}
    JOIN leaders l ON l.number = w.number AND {live("l")}
    JOIN reports r ON r.key = l.report AND {live("r")}
"""
_NOT_HELD: Final = f"NOT EXISTS (SELECT 1 FROM held h WHERE h.number = w.number AND {live('h')})"


_HOLD: Final = f"""
    WITH added AS (
        INSERT INTO passages (lineage, born, number, key, first, beyond)
        SELECT %(lineage)s, %(now)s, %(number)s, * FROM
            unnest(%(keys)s::bigint[], %(firsts)s::bigint[], %(ends)s::bigint[])
        ON CONFLICT DO NOTHING RETURNING 1),
    described AS (
        INSERT INTO held (lineage, born, {_HELD})
        VALUES (%(lineage)s, %(now)s, {", ".join(f"%({name})s" for name in _HELD.split(", "))})),
    done AS (
        DELETE FROM work w WHERE {noted("wait")} AND w.number = %(number)s)
    SELECT count(*) FROM added
"""


class PostgresHeld(PostgresGroups):
    """The part of a ledger that goes along with the engine."""

    def give_up_pending(self) -> None:
        """Forget the pending articles; their passages are doomed."""
        query = f"SELECT h.number FROM held h WHERE {live('h')} AND h.pending"
        numbers = [row[0] for row in self.rows(query)]
        self._let_go(numbers)
        self._note("wait", "SELECT unnest(%(n)s::bigint[])", n=numbers)

    def release(self, limit: int) -> int:
        """Forget up to `limit` held articles that do not stand any more, or under another title."""
        numbers = self._next("release", limit)
        self._let_go(numbers)
        self._done("release", numbers)
        return len(numbers)

    def _next(self, work: Work, limit: int) -> list[int]:
        query = f"SELECT w.number FROM work w WHERE {noted(work)} ORDER BY 1 LIMIT %(limit)s"
        return [row[0] for row in self.rows(query, limit=limit)]

    def _let_go(self, numbers: Sequence[int]) -> None:
        of = "x.number = ANY(%(numbers)s)"
        self.rows(
            f"""
            INSERT INTO doomed (lineage, born, key)
            SELECT %(lineage)s, %(now)s, p.key FROM passages p
            WHERE p.number = ANY(%(numbers)s) AND {live("p")}
            AND NOT EXISTS (SELECT 1 FROM doomed d WHERE d.key = p.key AND {live("d")})
            """,
            numbers=list(numbers),
        )
        self._end("passages", of, numbers=list(numbers))
        self._end("held", of, numbers=list(numbers))

    def doomed(self, after: int, limit: int) -> list[int]:
        """Return doomed keys beyond `after`, in order; those that are passages again left out."""
        query = f"""
            SELECT DISTINCT d.key FROM doomed d WHERE d.key > %(after)s AND {live("d")}
            AND NOT EXISTS (SELECT 1 FROM passages p WHERE p.key = d.key AND {live("p")})
            ORDER BY 1 LIMIT %(limit)s
        """
        return [row[0] for row in self.rows(query, after=after, limit=limit)]

    def absolve(self) -> None:
        """Forget all doomed keys."""
        self._end("doomed", "true")

    def redescribed(self, limit: int) -> list[Standing]:
        """Return up to `limit` held articles whose source, date or language is another now."""
        query = f"{_STANDING} WHERE {noted('describe')} ORDER BY w.number LIMIT %(limit)s"
        return [_standing(row) for row in self.rows(query, limit=limit)]

    def describe(self, standings: Sequence[Standing]) -> None:
        """Note that the engine holds articles as described."""
        numbers = [one.number for one in standings]
        self._end("held", "x.number = ANY(%(numbers)s)", numbers=numbers)
        self._begin("held", _HELD, _held(standings, pending=False))
        self._done("describe", numbers)

    def keys(self, number: int) -> list[tuple[int, int, int]]:
        """Return (key, start, end) of an article's passages, in the order of the text."""
        query = f"""
            SELECT p.key, p.first, p.beyond FROM passages p
            WHERE p.number = %(number)s AND {live("p")} ORDER BY p.first, p.key
        """
        return [(row[0], row[1], row[2]) for row in self.rows(query, number=number)]

    def text(self, number: int) -> str:
        """Return a text.

        Raises:
            IndexDamaged: it is not the one that its id names.
        """
        query = f"""
            SELECT t.id, b.body FROM texts t
            JOIN bodies b ON b.lineage = t.lineage AND b.number = t.number
            WHERE t.number = %(number)s AND {live("t")}
        """
        rows = self.rows(query, number=number)
        return self._checked(*(rows[0] if rows else (f"number {number}", "")))

    def waiting(self) -> tuple[int, int]:
        """Return how many articles stand and are not held, and the characters of their texts."""
        query = f"""
            SELECT count(*), coalesce(sum(t.characters), 0)::bigint FROM work w
            JOIN texts t ON t.number = w.number AND {live("t")}
            WHERE {noted("wait")} AND {_NOT_HELD}
        """
        row = self.rows(query)[0]
        return int(row[0]), int(row[1])

    def next_waiting(self, after: int, limit: int) -> list[Standing]:
        """Return articles that stand and are not held, numbers beyond `after`, in their order."""
        query = f"""
            {_STANDING} WHERE {noted("wait")} AND w.number > %(after)s AND {_NOT_HELD}
            ORDER BY w.number LIMIT %(limit)s
        """
        return [_standing(row) for row in self.rows(query, after=after, limit=limit)]

    def hold(self, standing: Standing, passages: Sequence[Passage]) -> list[int]:
        """Keep an article as pending with its passages, and return their keys.

        Raises:
            IndexUnusable: another passage has the same key.
        """
        spans = [(one.start, one.end) for one in passages]
        keys = [passage_key(standing.id, start, end) for start, end in spans]
        values: dict[str, Any] = dict(
            zip(_HELD.split(", "), next(_held([standing], pending=True)), strict=True)
        )
        firsts, ends = [start for start, _ in spans], [end for _, end in spans]
        rows = self.rows(_HOLD, keys=keys, firsts=firsts, ends=ends, **values)
        if rows[0][0] != len(keys):
            raise IndexUnusable(
                f"Two passages have one key, the second of article {standing.id}: "
                "leave that article out of the corpus."
            )
        return keys

    def mark_held(self, numbers: Sequence[int]) -> None:
        """Note that the engine holds these pending articles."""
        self.rows(
            f"UPDATE held h SET pending = false WHERE h.number = ANY(%(numbers)s) AND {live('h')}",
            numbers=list(numbers),
        )

    def passage_count(self) -> int:
        """Return the number of passages that are held."""
        return self.count_anew()["passages"]


def _held(standings: Iterable[Standing], *, pending: bool) -> Any:
    for one in standings:
        yield (
            one.number, storable(one.id), storable(one.title), storable(plain_title(one.title)),
            _named(one.source), _folded(one.source), one.published,
            _named(one.language), _folded(one.language), pending,
        )  # fmt: skip


def _named(name: str | None) -> str | None:
    return None if name is None else storable(name)


def _folded(name: str | None) -> str | None:
    return None if name is None else storable(folded(name))


def _standing(row: Sequence[Any]) -> Standing:
    number, id, title, source, published, language = row
    return Standing(
        number, restored(id), restored(title), optional(source), published, optional(language)
    )
