"""Open the article store that a state is kept in (edge: files, databases).

Without a URI a state lies in its own folder (SQLite and text files). With `postgresql://...` it
lies in that database under the name of its folder; one URI serves one index.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

from assistant.errors import InvalidRequest
from assistant.index.article_store import ArticleLedger, ArticleStore

_POSTGRES: Final = ("postgresql://", "postgres://")


def check_store_uri(uri: str) -> None:
    """Make sure that there is a store for a URI.

    Raises:
        InvalidRequest: there is none.
    """
    if not uri.startswith(_POSTGRES):
        raise InvalidRequest(
            f"No article store for {uri}. Give postgresql://host/database, or leave --store out."
        )


def open_store(folder: Path, uri: str | None = None) -> ArticleStore:
    """Open a finished state for reading.

    Raises:
        IndexUnusable: the database cannot be reached, or does not hold the state.
        sqlite3.Error, OSError: the folder's own store is missing or damaged.
    """
    if uri is None:
        from assistant.index.store import Store

        return Store.open(folder)
    check_store_uri(uri)
    from assistant.index.postgres_store import PostgresStore

    return PostgresStore.open(uri, folder.name)


def create_ledger(folder: Path, uri: str | None = None) -> ArticleLedger:
    """Start an empty state.

    Raises:
        IndexUnusable: the database cannot be reached.
    """
    if uri is None:
        from assistant.index.ledger import Ledger

        return Ledger.create(folder)
    check_store_uri(uri)
    from assistant.index.postgres_ledger import PostgresLedger

    return PostgresLedger.create(uri, folder.name)


def copy_ledger(old: Path, new: Path, uri: str | None = None) -> ArticleLedger:
    """Start a state from a finished one, which stays as it is.

    Raises:
        IndexUnusable: the database cannot be reached, or does not hold the old state.
    """
    if uri is None:
        from assistant.index.ledger import Ledger

        return Ledger.copy(old, new)
    check_store_uri(uri)
    from assistant.index.postgres_ledger import PostgresLedger

    return PostgresLedger.copy(uri, old.name, new.name)


def resume_ledger(folder: Path, uri: str | None = None) -> ArticleLedger:
    """Go on with an unfinished state from its last `commit`.

    Raises:
        IndexUnusable: there is nothing to go on with.
    """
    if uri is None:
        from assistant.index.ledger import Ledger

        return Ledger.resume(folder)
    check_store_uri(uri)
    from assistant.index.postgres_ledger import PostgresLedger

    return PostgresLedger.resume(uri, folder.name)


def drop_states(keep: Collection[str], uri: str | None) -> None:
    """Remove from a database all states but those of `keep`; folders are removed by `clean`.

    Raises:
        IndexUnusable: the database cannot be reached.
    """
    if uri is not None:
        check_store_uri(uri)
        from assistant.index.postgres_ledger import PostgresLedger

        PostgresLedger.drop_states(uri, keep)
