"""The tables of an article store in PostgreSQL: made by a build, checked by every reader.

One schema holds the states of one index. A *lineage* is what one build from nothing began: a
partition of each table. Each later state of it is a *generation*. A row is seen by the generations
from `born` on and before `died`, so that a state is copied without copying a row, and a build that
dies leaves the rows of before as they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from assistant.errors import IndexVersion, StoreError
from assistant.index.postgres.driver import Connection, sql
from assistant.index.postgres.errors import missing

if TYPE_CHECKING:
    from assistant.index.postgres.address import PostgresAddress

FORMAT: Final = 1

# The generation in which a living row dies.
NEVER: Final = 2**63 - 1
# The characters of a name that an index holds: four bytes each, and a page's third is its limit.
INDEXED: Final = 600

_LIFE: Final = f"born bigint NOT NULL, died bigint NOT NULL DEFAULT {NEVER}"
_TEXT: Final = 'text COLLATE "C"'

# Of each partitioned table: its columns, and what its indexes are on.
TABLES: Final = {
    "files": (f"name {_TEXT} NOT NULL, stamp text NOT NULL, {_LIFE}", (f"left(name, {INDEXED})",)),
    "skipped": (
        f"file {_TEXT} NOT NULL, path {_TEXT} NOT NULL, why {_TEXT} NOT NULL, {_LIFE}",
        (f"left(file, {INDEXED})",),
    ),
    "texts": (
        f"number bigint NOT NULL, id {_TEXT} NOT NULL, signature bytea NOT NULL, "
        f"characters bigint NOT NULL, {_LIFE}",
        ("number", "id"),
    ),
    # A text is the same in all generations: its id names it.
    "bodies": ("number bigint NOT NULL, body text NOT NULL", ("number",)),
    "reports": (
        f"key bigint NOT NULL, number bigint NOT NULL, file {_TEXT} NOT NULL, "
        f"path {_TEXT} NOT NULL, title {_TEXT} NOT NULL, source {_TEXT}, author {_TEXT}, "
        f"published date, basis text NOT NULL, url {_TEXT}, language {_TEXT}, {_LIFE}",
        ("key", "number", f"left(file, {INDEXED})", "born"),
    ),
    # The group of a text that is not loose, and the report that stands for a group.
    "members": (f"number bigint NOT NULL, grp bigint NOT NULL, {_LIFE}", ("number", "grp")),
    "leaders": (
        f"grp bigint NOT NULL, number bigint NOT NULL, report bigint NOT NULL, {_LIFE}",
        ("grp", "number"),
    ),
    # An article as the engine knows it; `plain` and the folded names are what is searched.
    "held": (
        f"number bigint NOT NULL, id {_TEXT} NOT NULL, title {_TEXT} NOT NULL, "
        f"plain {_TEXT} NOT NULL, source {_TEXT}, source_folded {_TEXT}, published date, "
        f"language {_TEXT}, language_folded {_TEXT}, pending boolean NOT NULL, {_LIFE}",
        ("number", "id", "published DESC NULLS LAST"),
    ),
    "passages": (
        f"key bigint NOT NULL, number bigint NOT NULL, first bigint NOT NULL, "
        f"beyond bigint NOT NULL, {_LIFE}",
        ("key", "number"),
    ),
    # Keys that the engine may have and no state needs.
    "doomed": (f"key bigint NOT NULL, {_LIFE}", ("key",)),
    # LSH bands of signatures; all are dropped by beginning another epoch.
    "bands": ("epoch bigint NOT NULL, hash bigint NOT NULL, number bigint NOT NULL", ("hash",)),
}
#: Tables whose rows belong to generations.
LIVING: Final = tuple(name for name, (columns, _) in TABLES.items() if "born bigint" in columns)

_SHARED: Final = f"""
CREATE TABLE format (kind text NOT NULL, version integer NOT NULL);
CREATE TABLE states (
    generation bigint PRIMARY KEY, lineage bigint NOT NULL, name {_TEXT} NOT NULL UNIQUE,
    finished boolean NOT NULL DEFAULT false, epoch bigint NOT NULL,
    anew boolean NOT NULL DEFAULT false, articles bigint, copies bigint, passages bigint,
    skipped bigint);
CREATE SEQUENCE generations;
CREATE SEQUENCE numbers;
-- What a build has yet to look at: texts by the kind of work.
CREATE TABLE work (
    generation bigint NOT NULL, kind text NOT NULL, number bigint NOT NULL,
    PRIMARY KEY (generation, kind, number))
"""
_KIND: Final = "newsquote/store"


def ensure_schema(connection: Connection, address: PostgresAddress) -> None:
    """Make the schema with its tables, unless it is there; a transaction of the caller's.

    Raises:
        IndexVersion: it is of another format.
        StoreError: the schema holds something else, or the database is not in UTF-8.
    """
    if _encoding(connection) != "UTF8":
        raise StoreError(
            f"The database of {address.shown} is not in UTF-8. "
            "Make one that is: createdb --encoding=UTF8 --template=template0 NAME"
        )
    name = sql.Identifier(address.schema)
    found = connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (address.schema,))
    if not found.fetchone():
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(name))
    # Made beforehand by somebody who may, a schema is empty.
    if not _tables(connection, address):
        tables = (_partitioned(table, columns) for table, (columns, _) in TABLES.items())
        connection.execute(sql.SQL(";").join([sql.SQL(_SHARED), *tables]))
        connection.execute("INSERT INTO format VALUES (%s, %s)", (_KIND, FORMAT))
    check_format(connection, address)


def check_format(connection: Connection, address: PostgresAddress) -> None:
    """Make sure that the schema is a store of this format.

    Raises:
        IndexMissing: there is no store.
        IndexVersion: it is of another format.
        StoreError: the schema holds something else.
    """
    tables = _tables(connection, address)
    if not tables:
        raise missing(address)
    row = None
    if "format" in tables:
        # By its whole name: where this user may not look, that is said.
        query = sql.SQL("SELECT kind, version FROM {}")
        row = connection.execute(query.format(sql.Identifier(address.schema, "format"))).fetchone()
    if not row or row[0] != _KIND:
        raise StoreError(
            f"The schema of {address.shown} holds something else: {sorted(tables)[0]}. "
            "Choose another: ?schema=NAME"
        )
    if row[1] != FORMAT:
        raise IndexVersion(
            f"The article store {address.shown} has format {row[1]}, this newsquote reads "
            f"{FORMAT}. Build into another schema (?schema=NAME), or drop this one first."
        )


def add_lineage(connection: Connection, lineage: int) -> None:
    """Make the partitions of a new lineage."""
    made = [one for table in TABLES for one in _part(table, lineage)]
    # One living passage a key, whoever writes.
    passages, never = partition("passages", lineage), sql.Literal(NEVER)
    alone = sql.SQL("CREATE UNIQUE INDEX ON {} (key) WHERE died = {}").format(passages, never)
    connection.execute(sql.SQL(";").join([*made, alone]))


def _part(table: str, lineage: int) -> Iterator[sql.Composed]:
    """Yield what makes a lineage's part of a table."""
    name, whole = partition(table, lineage), sql.Identifier(table)
    # Made apart and then attached, which readers need not wait for.
    yield sql.SQL("CREATE TABLE {} (LIKE {} INCLUDING DEFAULTS)").format(name, whole)
    attach = sql.SQL("ALTER TABLE {} ATTACH PARTITION {} FOR VALUES IN ({})")
    yield attach.format(whole, name, sql.Literal(lineage))
    for on in TABLES[table][1]:
        yield sql.SQL("CREATE INDEX ON {} (" + on + ")").format(name)
    if table in LIVING:
        dead = sql.SQL("CREATE INDEX ON {} (died) WHERE died < {}")
        yield dead.format(name, sql.Literal(NEVER))


def drop_lineage(connection: Connection, lineage: int) -> None:
    """Drop the partitions of a lineage with all its rows."""
    names = sql.SQL(", ").join(partition(table, lineage) for table in TABLES)
    connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(names))


def partition(table: str, lineage: int) -> sql.Identifier:
    """Return the name of a lineage's part of a table."""
    return sql.Identifier(f"{table}_{int(lineage)}")


def _partitioned(table: str, columns: str) -> sql.Composed:
    query = sql.SQL("CREATE TABLE {} (lineage bigint NOT NULL, {}) PARTITION BY LIST (lineage)")
    return query.format(sql.Identifier(table), sql.SQL(columns))


def _tables(connection: Connection, address: PostgresAddress) -> set[str]:
    query = "SELECT tablename FROM pg_tables WHERE schemaname = %s"
    return {str(row[0]) for row in connection.execute(query, (address.schema,))}


def _encoding(connection: Connection) -> str:
    return str(connection.info.parameter_status("server_encoding"))
