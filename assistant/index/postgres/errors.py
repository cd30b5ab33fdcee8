"""What PostgreSQL complains of, as one line with the next step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from assistant.errors import IndexMissing, NewsquoteError, StoreError
from assistant.index.postgres.driver import psycopg

if TYPE_CHECKING:
    from assistant.index.postgres.address import PostgresAddress

_FAULT: Final = "That is a fault in newsquote: please report it"
# By SQLSTATE or its class of two characters, as Appendix A of PostgreSQL's manual lists them.
_NEXT: Final = {
    "28": "Check the user, and its password: PGPASSWORD, or ~/.pgpass",
    "3D000": "Make the database first: createdb NAME",
    "42501": "Let the user in: GRANT CREATE ON DATABASE to build, USAGE and SELECT to read",
    "25006": "That server is read only (a standby?): give a build the address of the primary",
    "53100": "Make room on the server's disk, then run it again",
    "53300": "Raise max_connections of the server, or run fewer processes",
    "22": _FAULT,
    "42": _FAULT,
    "53": "Give the server more of what it lacks, then run it again",
    "57014": "The statement took too long: look at the server's load, then ask again",
    "55P03": "Something else holds the tables: look at pg_stat_activity, then run it again",
    "XX": "Ask the server's administrator",
}
_MISSING: Final = frozenset({"3F000", "42P01", "42703"})
_GONE: Final = "See that the server runs at that address, and lets this user in"
# While connecting, libpq gives no SQLSTATE but the server's words, which may be in any language.
_WORDS: Final = (
    (re.compile(r"password|authentication|pg_hba|role \""), "28"),
    (re.compile(r'database ".*" does not exist'), "3D000"),
    (re.compile("too many|connection slots"), "53300"),
)


@contextmanager
def explained(address: PostgresAddress) -> Iterator[None]:
    """Turn what psycopg raises into an error of newsquote, without a password in it."""
    try:
        yield
    except psycopg.Error as exc:
        raise explanation(address, exc) from exc


def explanation(address: PostgresAddress, exc: psycopg.Error) -> NewsquoteError:
    """Return the one-line error for what psycopg raised."""
    state = exc.sqlstate or ""
    if state in _MISSING:
        return missing(address)
    said = _said(exc)
    state = state or next((found for words, found in _WORDS if words.search(said)), "")
    step = _NEXT.get(state) or _NEXT.get(state[:2]) or _GONE
    return StoreError(f"The article store {address.shown} does not answer: {said}. {step}.")


def missing(address: PostgresAddress) -> IndexMissing:
    """Return the error for a database that holds no such store."""
    return IndexMissing(
        f"No article store at {address.shown}. Build it first: newsquote index --store URI"
    )


def _said(exc: psycopg.Error) -> str:
    if exc.diag.message_primary:
        return exc.diag.message_primary.rstrip(".")
    lines = [line.strip() for line in str(exc).splitlines() if line.strip()]
    # Where several addresses were tried, each has a line of its own, and some a hint below it.
    failed = [line for line in lines if " failed: " in line]
    said = (failed or lines or [type(exc).__name__])[-1 if failed else 0]
    return said.rpartition(" failed: ")[2].removeprefix("FATAL:").strip().rstrip(".")
