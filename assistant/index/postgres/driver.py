"""psycopg, or the error that says how to install it."""

from __future__ import annotations

from assistant.errors import MissingExtra

try:
    import psycopg
    from psycopg import sql
    from psycopg.conninfo import conninfo_to_dict
    from psycopg.rows import TupleRow
except ImportError as exc:
    raise MissingExtra("An article store in PostgreSQL", "postgres") from exc

__all__ = ["Connection", "conninfo_to_dict", "psycopg", "sql"]

Connection = psycopg.Connection[TupleRow]
