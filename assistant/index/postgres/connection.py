"""Connections to PostgreSQL, kept between questions (edge: network, the clock)."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from threading import BoundedSemaphore
from typing import Any, Final

from assistant.errors import Busy
from assistant.forks import ForkLock, abandon, watch
from assistant.index.postgres.address import PostgresAddress
from assistant.index.postgres.driver import Connection, conninfo_to_dict, psycopg
from assistant.index.postgres.errors import explained

Fetch = Callable[[Connection], list[Any]]

# Statements that one process runs at once; more of them wait. A server allows 100 connections.
MAX_CONNECTIONS: Final = 8
# Longer than any question may take; a statement that runs on after its question is given up.
STATEMENT_SECONDS: Final = 30
CONNECT_SECONDS: Final = 10
# A server that restarts is back within seconds.
RESTART_SECONDS: Final = 10.0
_RETRY_SECONDS: Final = 0.1

_READING: Final = {
    "default_transaction_read_only": "on",
    "statement_timeout": f"{STATEMENT_SECONDS}s",
}
# A build's statements take as long as they take, but do not wait for ever for somebody's lock.
_WRITING: Final = {"lock_timeout": f"{STATEMENT_SECONDS}s"}


def connect(address: PostgresAddress, *, writing: bool = False) -> Connection:
    """Connect to the schema of an address; a reader's connection cannot write.

    Each statement of a reader is a transaction of its own, a writer commits.

    Raises:
        psycopg.Error: as libpq says.
    """
    given = conninfo_to_dict(address.conninfo)
    session = {"search_path": address.schema, **(_WRITING if writing else _READING)}
    options = " ".join(f"-c {name}={value}" for name, value in session.items())
    return psycopg.connect(
        address.conninfo,
        autocommit=not writing,
        client_encoding="utf8",
        fallback_application_name="newsquote",
        connect_timeout=int(given.get("connect_timeout") or CONNECT_SECONDS),
        options=f"{given.get('options') or ''} {options}".strip(),
    )


def close_released(connection: Connection) -> None:
    """Undo what was not committed, let go of what keeps others out, and close.

    A server notices the end of a connection some time after it; the next build is quicker.
    """
    with suppress(psycopg.Error):
        connection.rollback()
        connection.execute("SELECT pg_advisory_unlock_all()")
    connection.close()


class Connections:
    """Runs statements that read, from any thread; a forked child connects anew.

    `prepare` is called with each new connection. A statement whose connection is lost, as when the
    server restarts, is run once more.
    """

    def __init__(self, address: PostgresAddress, prepare: Callable[[Connection], None]) -> None:
        self.address = address
        self._prepare = prepare
        self._lock = ForkLock()
        self._turns = BoundedSemaphore(MAX_CONNECTIONS)
        self._idle: list[Connection] = []
        self._busy: set[Connection] = set()
        self._closed = False
        watch(self)

    def renew(self) -> None:
        """Leave the parent's connections to the parent, in a forked child."""
        # To free one would tell the server, over the socket that the parent uses, that it ends.
        for connection in (*self._idle, *self._busy):
            abandon(connection)
        self._idle, self._busy = [], set()
        self._turns = BoundedSemaphore(MAX_CONNECTIONS)

    def adopt(self, connection: Connection) -> None:
        """Use a connection that is prepared already."""
        self._give(connection)

    def close(self) -> None:
        """Close what nobody uses; the rest closes when its statement ends."""
        self._closed = True
        self._close_idle()

    def rows(self, query: str, values: Mapping[str, Any], *, patient: bool = False) -> list[Any]:
        """Return all rows of a query, its `values` bound; one may take its time if `patient`.

        Raises:
            Busy: every connection is in use for longer than a statement may take.
            IndexMissing, StoreError: the server does not answer, or refuses.
        """
        turns = self._turns
        if not turns.acquire(timeout=STATEMENT_SECONDS):
            raise Busy(f"The article store {self.address.shown} is busy. Ask again in a moment.")
        try:
            with explained(self.address):
                return self._rows(partial(_fetch, query, values, patient))
        finally:
            turns.release()

    def _rows(self, fetch: Fetch) -> list[Any]:
        kept = self._take()
        if kept is None:
            return self._run(self._open(), fetch)
        try:
            return self._run(kept, fetch)
        except psycopg.OperationalError:
            if not kept.closed:
                raise
        # What ended this one ended the idle ones too.
        self._close_idle()
        return self._run(self._open_again(), fetch)

    def _run(self, connection: Connection, fetch: Fetch) -> list[Any]:
        with self._lock:
            self._busy.add(connection)
        try:
            return fetch(connection)
        finally:
            self._give(connection)

    def _take(self) -> Connection | None:
        with self._lock:
            return self._idle.pop() if self._idle else None

    def _give(self, connection: Connection) -> None:
        with self._lock:
            self._busy.discard(connection)
            if not self._closed and not connection.closed:
                self._idle.append(connection)
                return
        close_released(connection)

    def _close_idle(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            close_released(connection)

    def _open(self) -> Connection:
        connection = connect(self.address)
        try:
            self._prepare(connection)
        except BaseException:
            close_released(connection)
            raise
        return connection

    def _open_again(self) -> Connection:
        """Connect to a server that went away; it may be restarting."""
        until = time.monotonic() + RESTART_SECONDS
        while True:
            try:
                return self._open()
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(_RETRY_SECONDS)


def _fetch(
    query: str, values: Mapping[str, Any], patient: bool, connection: Connection
) -> list[Any]:
    if not patient:
        return connection.execute(query.encode(), values).fetchall()
    with connection.transaction():
        # Until the end of the transaction.
        connection.execute("SET LOCAL statement_timeout = 0")
        return connection.execute(query.encode(), values).fetchall()
