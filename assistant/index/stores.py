"""Open the article store that a state is kept in (edge: files, databases).

Without a URI a state lies in its own folder (SQLite and text files). With `postgresql://...` it
lies in that database under the name of its folder; one URI serves one index.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from assistant.errors import InvalidRequest
from assistant.index.article_ledger import ArticleLedger
from assistant.index.article_store import ArticleStore

_SECRETS: Final = frozenset({"password", "sslpassword"})


def store_address(uri: str) -> str:
    """Return the URI of a store as a manifest keeps it: in its full form, without secrets.

    Raises:
        InvalidRequest: there is no such store, or the URI holds a password.
    """
    from assistant.index.postgres.address import POSTGRES_SCHEMES, parse_address

    if not uri.startswith(POSTGRES_SCHEMES):
        raise InvalidRequest(
            "No article store is known by this address. Write postgresql://user@host/database, or "
            "leave --store out."
        )
    shown = parse_address(uri).shown
    parts = urlsplit(uri)
    if parts.password or _SECRETS & {name for name, _ in parse_qsl(parts.query)}:
        raise InvalidRequest(
            f"The address of {shown} holds a password. Leave it out and set PGPASSWORD instead."
        )
    return shown


def open_store(folder: Path, uri: str | None = None) -> ArticleStore:
    """Open a finished state for reading.

    Raises:
        IndexUnusable: the database cannot be reached, or does not hold the state.
        sqlite3.Error, OSError: the folder's own store is missing or damaged.
    """
    if uri is None:
        from assistant.index.sqlite.store import Store

        return Store.open(folder)
    from assistant.index.postgres.store import PostgresStore

    return PostgresStore.open(uri, folder.name)


def create_ledger(folder: Path, uri: str | None = None) -> ArticleLedger:
    """Start an empty state.

    Raises:
        IndexUnusable: the database cannot be reached.
    """
    if uri is None:
        from assistant.index.sqlite.ledger import Ledger

        return Ledger.create(folder)
    from assistant.index.postgres.ledger import PostgresLedger

    return PostgresLedger.create(uri, folder.name)


def copy_ledger(old: Path, new: Path, uri: str | None = None) -> ArticleLedger:
    """Start a state from a finished one, which stays as it is.

    Raises:
        IndexUnusable: the database cannot be reached, or does not hold the old state.
    """
    if uri is None:
        from assistant.index.sqlite.ledger import Ledger

        return Ledger.copy(old, new)
    from assistant.index.postgres.ledger import PostgresLedger

    return PostgresLedger.copy(uri, old.name, new.name)


def resume_ledger(folder: Path, uri: str | None = None) -> ArticleLedger:
    """Go on with an unfinished state from its last `commit`.

    Raises:
        IndexUnusable: there is nothing to go on with.
    """
    if uri is None:
        from assistant.index.sqlite.ledger import Ledger

        return Ledger.resume(folder)
    from assistant.index.postgres.ledger import PostgresLedger

    return PostgresLedger.resume(uri, folder.name)


def drop_states(keep: Collection[str], uri: str | None) -> None:
    """Remove from a database all states but those of `keep`; folders are removed by `clean`.

    Raises:
        IndexUnusable: the database cannot be reached.
    """
    if uri is not None:
        from assistant.index.postgres.ledger import PostgresLedger

        PostgresLedger.drop_states(uri, keep)
