"""Write access to the articles of a state in PostgreSQL that is being built (edge: network)."""

from __future__ import annotations

from collections.abc import Callable, Collection

from assistant.errors import IndexLocked
from assistant.index.postgres.address import PostgresAddress, parse_address
from assistant.index.postgres.connection import close_released, connect
from assistant.index.postgres.driver import Connection, psycopg
from assistant.index.postgres.errors import explained
from assistant.index.postgres.filing import PostgresFiling
from assistant.index.postgres.schema import TABLES, check_format, ensure_schema
from assistant.index.postgres.states import (
    State,
    begin_state,
    find_state,
    hold_for_build,
    later_states,
    not_held,
    remove_states,
    reopen_state,
    schema_exists,
)


class PostgresLedger(PostgresFiling):
    """A state while it is made; nothing of it is seen by readers of other states."""

    @classmethod
    def create(cls, uri: str, state: str) -> PostgresLedger:
        """Start an empty state; the schema is made if it is not there.

        Raises:
            InvalidRequest: `uri` is no address.
            IndexLocked: another build is at work.
            IndexVersion, StoreError: the schema is of another kind, or the server refuses.
        """
        address = parse_address(uri)

        def begin(connection: Connection) -> State:
            ensure_schema(connection, address)
            return begin_state(connection, state, None)

        return cls._begun(address, begin)

    @classmethod
    def copy(cls, uri: str, old: str, new: str) -> PostgresLedger:
        """Start a state from a finished one, which stays; what was made from it before goes.

        Raises:
            IndexDamaged: the store does not hold the old state.
            IndexLocked: another build is at work.
            IndexMissing, IndexVersion, StoreError: as `create`.
        """
        address = parse_address(uri)

        def begin(connection: Connection) -> State:
            check_format(connection, address)
            found = find_state(connection, old)
            if found is None or not found.finished:
                raise not_held(address, old)
            others = later_states(connection, found)
            if others and not remove_states(connection, address, gone=others):
                raise IndexLocked(
                    f"{others[-1]} of {address.shown} is being read. Close its readers, then run "
                    "it again."
                )
            return begin_state(connection, new, found)

        return cls._begun(address, begin)

    @classmethod
    def resume(cls, uri: str, state: str) -> PostgresLedger:
        """Go on with a state from its last `commit`; finished ones too, before they are read.

        Raises:
            IndexUnusable: there is nothing to go on with.
        """
        address = parse_address(uri)

        def begin(connection: Connection) -> State:
            check_format(connection, address)
            found = find_state(connection, state)
            if found is None:
                raise not_held(address, state)
            return reopen_state(connection, found)

        return cls._begun(address, begin)

    @classmethod
    def _begun(
        cls, address: PostgresAddress, begin: Callable[[Connection], State]
    ) -> PostgresLedger:
        with explained(address):
            connection = connect(address, writing=True)
            try:
                hold_for_build(connection, address)
                state = begin(connection)
                # At once: the making of tables would keep readers waiting.
                connection.commit()
            except BaseException:
                close_released(connection)
                raise
        return cls(address, connection, state)

    @classmethod
    def drop_states(cls, uri: str, keep: Collection[str]) -> None:
        """Remove all states but those of `keep`; one that is being read goes with a later call.

        Raises:
            IndexLocked: another build is at work.
            IndexVersion, StoreError: the schema is of another kind, or the server refuses.
        """
        address = parse_address(uri)
        with explained(address):
            connection = connect(address, writing=True)
            try:
                if schema_exists(connection, address):
                    hold_for_build(connection, address)
                    check_format(connection, address)
                    # Readers queue behind what waits for a table.
                    connection.execute("SET LOCAL lock_timeout = '1s'")
                    remove_states(connection, address, keep=keep)
                    connection.commit()
            except psycopg.errors.LockNotAvailable:
                # A long statement or a dump reads what would go: it goes another time.
                return
            finally:
                close_released(connection)

    def commit(self) -> None:
        """Make durable what was done, so that a killed build goes on from here."""
        with self._lock, explained(self._address):
            self._connection.commit()

    def close(self) -> None:
        """Give up what was not committed, and close."""
        with self._lock:
            close_released(self._connection)

    def finish(self) -> dict[str, int]:
        """Complete the state, close it, and return its counts."""
        counts = self.count_anew()
        self.rows(
            """
            UPDATE states SET finished = true, articles = %(articles)s, copies = %(copies)s,
                passages = %(passages)s, skipped = %(skipped)s WHERE generation = %(now)s
            """,
            **counts,
        )
        self._analyze(*TABLES)
        self.rows("DELETE FROM work WHERE generation = %(now)s")
        self.commit()
        self.close()
        return counts
