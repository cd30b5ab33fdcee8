"""How a build writes to PostgreSQL: rows begin and end with its generation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from threading import RLock
from typing import Any, Final, Literal

from assistant.index.postgres.address import PostgresAddress
from assistant.index.postgres.driver import Connection, sql
from assistant.index.postgres.errors import explained
from assistant.index.postgres.reading import PostgresReading
from assistant.index.postgres.schema import NEVER
from assistant.index.postgres.states import State

# Changed texts from which on a server's plans are worth its counting: it takes .1 s a table.
MANY: Final = 1000

# What a build has yet to look at.
Work = Literal["changed", "loose", "banded", "release", "describe", "wait"]


class PostgresWriting(PostgresReading):
    """One connection, one transaction at a time; safe to share between threads."""

    def __init__(self, address: PostgresAddress, connection: Connection, state: State) -> None:
        self._shown = address.shown
        self._address = address
        self._connection = connection
        self._state = state
        self._lock = RLock()

    def _rows(self, query: str, values: Mapping[str, Any]) -> list[Any]:
        place = {"lineage": self._state.lineage, "now": self._state.generation}
        with self._lock, explained(self._address):
            cursor = self._connection.execute(query.encode(), {**place, **values})
            return cursor.fetchall() if cursor.description else []

    def _begin(self, table: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows that live from this generation on, in bulk."""
        place = (self._state.lineage, self._state.generation)
        self._copy(table, f"lineage, born, {columns}", ((*place, *row) for row in rows))

    def _copy(self, table: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
        names = sql.SQL(", ").join(sql.Identifier(name) for name in columns.split(", "))
        query = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
        with (
            self._lock,
            explained(self._address),
            self._connection.cursor() as cursor,
            cursor.copy(query) as copy,
        ):
            for row in rows:
                copy.write_row(row)

    def _end(self, table: str, where: str, **values: Any) -> None:
        """End the living rows `x` of which `where` is true: for this generation and later ones.

        The states of before go on seeing theirs; what only this one saw goes at once.
        """
        living = f"x.lineage = %(lineage)s AND x.died = {NEVER} AND ({where})"
        self.rows(
            f"""
            WITH gone AS (DELETE FROM {table} x WHERE x.born = %(now)s AND {living})
            UPDATE {table} x SET died = %(now)s WHERE x.born < %(now)s AND {living}
            """,
            **values,
        )

    def _note(self, work: Work, numbers: str, **values: Any) -> None:
        """Note that the texts of a query are to be looked at."""
        self.rows(
            f"""
            INSERT INTO work SELECT %(now)s, '{work}', noted.number FROM ({numbers}) noted (number)
            ON CONFLICT DO NOTHING
            """,
            **values,
        )

    def _analyze(self, *tables: str) -> None:
        """Have the server count its rows anew, if many changed.

        Without it a new table is taken for a small one, and joined row by row.
        """
        query = f"SELECT count(*) FROM work w WHERE {noted('changed')}"
        if self.rows(query)[0][0] >= MANY:
            self.rows(f"ANALYZE {', '.join(tables)}")

    def _done(self, work: Work, numbers: Sequence[int]) -> None:
        """Note that texts need not be looked at any more."""
        self.rows(
            f"""
            DELETE FROM work
            WHERE generation = %(now)s AND kind = '{work}' AND number = ANY(%(numbers)s)
            """,
            numbers=list(numbers),
        )


def noted(work: Work, alias: str = "w") -> str:
    """Return the condition that a row of `work` is of this build and kind."""
    return f"{alias}.generation = %(now)s AND {alias}.kind = '{work}'"
