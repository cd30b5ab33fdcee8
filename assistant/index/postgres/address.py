"""Where an article store lies in PostgreSQL, as its address says; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from assistant.errors import InvalidRequest

POSTGRES_SCHEMES: Final = ("postgresql://", "postgres://")
DEFAULT_SCHEMA: Final = "newsquote"

# What needs no quoting in a statement, within PostgreSQL's limit of 63 bytes a name.
_SCHEMA: Final = re.compile(r"[a-z_][a-z0-9_]{0,62}")
# Schemas of others: a build creates its own, and removes only what it made.
_TAKEN: Final = frozenset({"public", "information_schema"})
# One or several hosts, each a name, an IPv4 or a bracketed IPv6 address, with or without a port.
_HOST: Final = r"(?:\[[0-9A-Fa-f:.%]+\]|[\w.%~-]*)(?::\d*)?"
_HOSTS: Final = re.compile(rf"{_HOST}(?:,{_HOST})*")
_EXAMPLE: Final = "postgresql://user@host:5432/dbname?schema=newsquote"


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """A parsed address: `conninfo` is what libpq takes, `shown` what anyone may see.

    The password, if the address holds one, is in `conninfo` only, which no `repr` prints.
    """

    conninfo: str = field(repr=False)
    schema: str
    shown: str


def parse_address(uri: str) -> PostgresAddress:
    """Read `postgresql://user@host:port/dbname?schema=NAME` with libpq's other parameters.

    Raises:
        InvalidRequest: it is no such address; the message never holds a password.
    """
    parts = urlsplit(uri)
    if not uri.startswith(POSTGRES_SCHEMES) or parts.fragment:
        raise _unreadable("it is no such address")
    login, at, hosts = parts.netloc.rpartition("@")
    # With an unescaped sign in a password the parts fall apart, and some would show it.
    if "@" in login or "@" in parts.path or not _HOSTS.fullmatch(hosts):
        raise _unreadable("in a user or a password write @ as %40, / as %2F, ? as %3F, # as %23")
    options = parse_qsl(parts.query, keep_blank_values=True)
    schema = _schema([value for name, value in options if name == "schema"])
    kept = [(name, value) for name, value in options if name != "schema"]
    open_ones = [(name, value) for name, value in kept if name not in ("password", "sslpassword")]
    user = login.partition(":")[0]
    return PostgresAddress(
        conninfo=_joined(login + at + hosts, parts.path, kept),
        schema=schema,
        shown=_joined(user + at + hosts, parts.path, [*open_ones, ("schema", schema)]),
    )


def _schema(given: list[str]) -> str:
    schema = given[-1] if given else DEFAULT_SCHEMA
    if not _SCHEMA.fullmatch(schema) or schema in _TAKEN or schema.startswith("pg_"):
        raise InvalidRequest(
            f"The schema of an article store cannot be {schema!r}. "
            "Choose a name of its own, in lower case letters, digits and _: ?schema=newsquote"
        )
    return schema


def _joined(netloc: str, path: str, options: list[tuple[str, str]]) -> str:
    # libpq reads %20 in a query, and a plus sign as itself.
    query = urlencode(options, quote_via=quote, safe="/")
    return f"postgresql://{netloc}{quote(unquote(path), safe='/')}{'?' if query else ''}{query}"


def _unreadable(why: str) -> InvalidRequest:
    return InvalidRequest(f"Cannot read the address of the article store: {why}. Like {_EXAMPLE}")
