"""The states of an index in PostgreSQL: found, begun, pinned while read, and removed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assistant.errors import IndexDamaged, IndexLocked
from assistant.index.postgres.driver import Connection, sql
from assistant.index.postgres.schema import LIVING, NEVER, add_lineage, drop_lineage

if TYPE_CHECKING:
    from assistant.index.postgres.address import PostgresAddress

_COLUMNS: Final = "lineage, generation, name, finished, epoch, anew"


@dataclass(frozen=True, slots=True)
class State:
    """A row of `states`; `anew` tells that all files are read again."""

    lineage: int
    generation: int
    name: str
    finished: bool
    epoch: int
    anew: bool


def find_state(connection: Connection, name: str) -> State | None:
    """Return the state of this name."""
    query = sql.SQL("SELECT {} FROM states WHERE name = %s").format(sql.SQL(_COLUMNS))
    row = connection.execute(query, (name,)).fetchone()
    return State(*row) if row else None


def pin(connection: Connection, address: PostgresAddress, name: str) -> State:
    """Find a finished state and keep it from being removed while the connection is open.

    Raises:
        IndexDamaged: the store does not hold it.
    """
    query = "SELECT pg_try_advisory_lock_shared(hashtextextended(%s, 0))"
    row = connection.execute(query, (_pin_name(address, name),)).fetchone()
    state = find_state(connection, name) if row and row[0] else None
    if state is None or not state.finished:
        raise not_held(address, name)
    return state


def not_held(address: PostgresAddress, name: str) -> IndexDamaged:
    """Return the error for a state that is not in the store."""
    return IndexDamaged(
        f"The article store {address.shown} does not hold {name}. "
        "Build the index again: newsquote index --store URI"
    )


def hold_for_build(connection: Connection, address: PostgresAddress) -> None:
    """Keep other builds out while the connection is open.

    Raises:
        IndexLocked: another build is at work.
    """
    query = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"
    row = connection.execute(query, (f"newsquote build {address.schema}",)).fetchone()
    if not row or not row[0]:
        raise IndexLocked(
            f"Another build is writing {address.shown}. Wait until it ends, then run it again."
        )


def begin_state(connection: Connection, name: str, old: State | None) -> State:
    """Add an unfinished state: the next of an old one's lineage, or the first of a new one."""
    row = connection.execute("SELECT nextval('generations')").fetchone()
    generation = int(row[0]) if row else 0
    lineage, epoch = (old.lineage, old.epoch) if old else (generation, generation)
    if old is None:
        add_lineage(connection, lineage)
    query = "INSERT INTO states (lineage, generation, name, epoch) VALUES (%s, %s, %s, %s)"
    connection.execute(query, (lineage, generation, name, epoch))
    return State(lineage, generation, name, False, epoch, False)


def reopen_state(connection: Connection, state: State) -> State:
    """Make a state an unfinished one: a build died after it was finished, before it was named."""
    query = "UPDATE states SET finished = false WHERE generation = %s"
    connection.execute(query, (state.generation,))
    return replace(state, finished=False)


def later_states(connection: Connection, state: State) -> list[str]:
    """Return the names of the states that were begun from this one or after it."""
    query = "SELECT name FROM states WHERE lineage = %s AND generation > %s ORDER BY generation"
    return [str(row[0]) for row in connection.execute(query, (state.lineage, state.generation))]


def remove_states(
    connection: Connection,
    address: PostgresAddress,
    *,
    keep: Collection[str] = (),
    gone: Collection[str] | None = None,
) -> bool:
    """Remove all states but those of `keep`, or those of `gone`; true if none had to stay.

    One that a reader has open stays. What an engine may hold of a state that was never finished is
    doomed in the newest that stays.
    """
    query = sql.SQL("SELECT {} FROM states ORDER BY generation").format(sql.SQL(_COLUMNS))
    states = [State(*row) for row in connection.execute(query)]
    wanted = [one for one in states if (one.name in gone if gone else one.name not in keep)]
    free = [one for one in wanted if _unread(connection, address, one)]
    stay = [one for one in states if one not in free]
    for one in free:
        if stay and not one.finished:
            _doom(connection, one, stay[-1])
        connection.execute("DELETE FROM work WHERE generation = %s", (one.generation,))
        connection.execute("DELETE FROM states WHERE generation = %s", (one.generation,))
    for lineage in sorted({one.lineage for one in free}):
        left = [one for one in stay if one.lineage == lineage]
        if left:
            _sweep(connection, lineage, left, [one for one in free if one.lineage == lineage])
        else:
            drop_lineage(connection, lineage)
    return len(free) == len(wanted)


def _unread(connection: Connection, address: PostgresAddress, state: State) -> bool:
    # Held to the end of the transaction: nobody can open the state while it goes.
    query = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))"
    row = connection.execute(query, (_pin_name(address, state.name),)).fetchone()
    return bool(row and row[0])


def _doom(connection: Connection, dead: State, heir: State) -> None:
    connection.execute(
        """
        INSERT INTO doomed (lineage, key, born)
        SELECT %(to)s, key, %(heir)s FROM passages
            WHERE lineage = %(lineage)s AND born = %(dead)s
        UNION SELECT %(to)s, key, %(heir)s FROM doomed
            WHERE lineage = %(lineage)s AND born = %(dead)s
        """,
        {
            "to": heir.lineage, "heir": heir.generation,
            "lineage": dead.lineage, "dead": dead.generation,
        },
    )  # fmt: skip


def _sweep(connection: Connection, lineage: int, left: list[State], gone: list[State]) -> None:
    """Remove the rows that no state of a lineage sees any more."""
    values = {"lineage": lineage, "last": left[-1].generation}
    undone = gone[-1].generation > left[-1].generation
    for table in LIVING:
        name = sql.Identifier(table)
        for query in (*(_UNDO if undone else ()), _SWEEP):
            run = sql.SQL(query + (_TEXTS if table == "texts" else "")).format(name)
            removed = connection.execute(run, values)
            if removed.description:
                numbers = [row[0] for row in removed.fetchall()]
                connection.execute(_BODIES, {"lineage": lineage, "numbers": numbers})
    epochs = sorted({one.epoch for one in gone} - {one.epoch for one in left})
    if epochs:
        query = "DELETE FROM bands WHERE lineage = %s AND epoch = ANY(%s)"
        connection.execute(query, (lineage, epochs))


# What the generations after the last one wrote is taken back.
_UNDO: Final = (
    "DELETE FROM {} x WHERE x.lineage = %(lineage)s AND x.born > %(last)s",
    f"UPDATE {{}} x SET died = {NEVER} "
    f"WHERE x.lineage = %(lineage)s AND x.died > %(last)s AND x.died < {NEVER}",
)
_SWEEP: Final = f"""
    DELETE FROM {{}} x WHERE x.lineage = %(lineage)s AND x.died < {NEVER} AND NOT EXISTS (
        SELECT 1 FROM states s WHERE s.lineage = %(lineage)s
            AND s.generation >= x.born AND s.generation < x.died)
"""
_TEXTS: Final = " RETURNING x.number"
_BODIES: Final = """
    DELETE FROM bodies b WHERE b.lineage = %(lineage)s AND b.number = ANY(%(numbers)s)
    AND NOT EXISTS (SELECT 1 FROM texts t WHERE t.lineage = %(lineage)s AND t.number = b.number)
"""


def _pin_name(address: PostgresAddress, name: str) -> str:
    return f"newsquote state {address.schema}/{name}"


def schema_exists(connection: Connection, address: PostgresAddress) -> bool:
    """Whether the database has the schema of an address."""
    query = "SELECT 1 FROM pg_namespace WHERE nspname = %s"
    return connection.execute(query, (address.schema,)).fetchone() is not None
