"""Read access to the articles of one state in PostgreSQL (edge: network)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.index.postgres.address import PostgresAddress, parse_address
from assistant.index.postgres.connection import Connections, close_released, connect
from assistant.index.postgres.driver import Connection
from assistant.index.postgres.errors import explained
from assistant.index.postgres.reading import PostgresReading
from assistant.index.postgres.schema import check_format
from assistant.index.postgres.states import State, pin


class PostgresStore(PostgresReading):
    """The articles of a finished state; safe to share between threads and over a fork."""

    def __init__(self, address: PostgresAddress, state: State) -> None:
        self._shown = address.shown
        self._place = {"lineage": state.lineage, "now": state.generation}
        self._connections = Connections(address, lambda one: _prepare(one, address, state.name))

    @classmethod
    def open(cls, uri: str, state: str) -> PostgresStore:
        """Open the state of this name.

        Raises:
            InvalidRequest: `uri` is no address.
            IndexMissing, IndexVersion, IndexDamaged: the database does not hold the state.
            StoreError: the server does not answer, or refuses.
        """
        address = parse_address(uri)
        with explained(address):
            connection = connect(address)
            try:
                check_format(connection, address)
                store = cls(address, pin(connection, address, state))
            except BaseException:
                close_released(connection)
                raise
        # The connection that pinned the state stays, so that none comes in between.
        store._connections.adopt(connection)
        return store

    def close(self) -> None:
        """Close the connections, those in use after their statements."""
        self._connections.close()

    def _rows(self, query: str, values: Mapping[str, Any]) -> list[Any]:
        return self._connections.rows(query, {**self._place, **values})

    def _count(self, query: str, **values: Any) -> list[Any]:
        return self._connections.rows(query, {**self._place, **values}, patient=True)


def _prepare(connection: Connection, address: PostgresAddress, state: str) -> None:
    pin(connection, address, state)
