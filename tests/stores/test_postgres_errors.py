"""What a user reads when PostgreSQL does not do as asked: one line, a next step, no password."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from assistant.errors import (
    IndexDamaged,
    IndexLocked,
    IndexMissing,
    IndexVersion,
    NewsquoteError,
    StoreError,
)
from assistant.index.postgres.ledger import PostgresLedger
from assistant.index.postgres.store import PostgresStore
from tests.stores.building import article, build
from tests.stores.server import PostgresServer

SECRET = "not-to-be-shown"


def said(caught: pytest.ExceptionInfo[Any]) -> str:
    message = str(caught.value)
    assert "\n" not in message
    assert SECRET not in message
    assert message.endswith((".", "newsquote index --store URI", "?schema=NAME", "template0 NAME"))
    return message


def run(server: PostgresServer, *statements: str) -> None:
    with psycopg.connect(server.uri(), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def schema_of(uri: str) -> str:
    return uri.rpartition("=")[2]


def test_no_server(server: PostgresServer) -> None:
    for open_one in (PostgresLedger.create, PostgresStore.open):
        with pytest.raises(StoreError) as caught:
            open_one(f"postgresql://me:{SECRET}@127.0.0.1:1/news", "one")
        assert "See that the server runs" in said(caught)


def test_no_database(server: PostgresServer) -> None:
    with pytest.raises(StoreError, match="createdb") as caught:
        PostgresStore.open(server.uri("nowhere"), "one")
    assert "nowhere" in said(caught)


def test_no_store_in_the_database(uri: str, server: PostgresServer) -> None:
    for wanted in (
        lambda: PostgresStore.open(uri, "one"),
        lambda: PostgresLedger.copy(uri, "1", "2"),
    ):
        with pytest.raises(IndexMissing, match="newsquote index") as caught:
            wanted()
        assert schema_of(uri) in said(caught)
    PostgresLedger.drop_states(uri, ())


def test_no_such_state(uri: str, server: PostgresServer) -> None:
    build(PostgresLedger.create(uri, "one"), {"a.txt": (article("One."),)})
    with pytest.raises(IndexDamaged, match="does not hold two") as caught:
        PostgresStore.open(uri, "two")
    said(caught)
    ledger = PostgresLedger.copy(uri, "one", "two")
    with pytest.raises(IndexDamaged, match="does not hold two"):
        PostgresStore.open(uri, "two")
    ledger.close()


def test_another_format(uri: str, server: PostgresServer) -> None:
    build(PostgresLedger.create(uri, "one"), {"a.txt": (article("One."),)})
    run(server, f"UPDATE {schema_of(uri)}.format SET version = 99")
    for wanted in (lambda: PostgresStore.open(uri, "one"), lambda: PostgresLedger.create(uri, "2")):
        with pytest.raises(IndexVersion, match="99"):
            wanted()


def test_a_schema_of_something_else(uri: str, server: PostgresServer) -> None:
    run(
        server, f"CREATE SCHEMA {schema_of(uri)}", f"CREATE TABLE {schema_of(uri)}.pets (name text)"
    )
    for wanted in (lambda: PostgresStore.open(uri, "one"), lambda: PostgresLedger.create(uri, "1")):
        with pytest.raises(StoreError, match="pets") as caught:
            wanted()
        said(caught)


def test_an_empty_schema_made_beforehand_is_used(uri: str, server: PostgresServer) -> None:
    run(server, f"CREATE SCHEMA {schema_of(uri)}")
    build(PostgresLedger.create(uri, "one"), {"a.txt": (article("One."),)})
    PostgresStore.open(uri, "one").close()


def test_a_user_with_a_password_reads_and_may_not_write(
    uri: str, server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema = schema_of(uri)
    build(PostgresLedger.create(uri, "one"), {"a.txt": (article("One."),)})
    run(
        server,
        "DROP ROLE IF EXISTS guarded",
        f"CREATE ROLE guarded LOGIN PASSWORD '{SECRET}'",
    )
    theirs = uri.replace("newsquote@", "guarded@")
    with pytest.raises(StoreError) as caught:
        PostgresStore.open(uri.replace("newsquote@", f"guarded:{SECRET}-not@"), "one")
    assert "Check the user, and its password: PGPASSWORD" in said(caught)
    monkeypatch.setenv("PGPASSWORD", SECRET)
    # Without a right to the schema its tables cannot be read.
    with pytest.raises(StoreError, match="USAGE and SELECT") as caught:
        PostgresStore.open(theirs, "one")
    said(caught)
    run(
        server,
        f"GRANT USAGE ON SCHEMA {schema} TO guarded",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO guarded",
    )
    # What a build from nothing adds needs no further grant.
    build(PostgresLedger.create(uri, "two"), {"a.txt": (article("Two."),)})
    for state in ("one", "two"):
        store = PostgresStore.open(theirs, state)
        assert store.counts()["articles"] == 1
        assert len(list(store.all_passages())) == 1
        store.close()
    with pytest.raises(StoreError) as caught:
        PostgresLedger.create(theirs.replace(schema, f"{schema}_theirs"), "one")
    assert "GRANT CREATE ON DATABASE" in said(caught)
    with pytest.raises(NewsquoteError) as refused:
        PostgresLedger.copy(theirs, "one", "three")
    said(refused)
    run(server, "DROP OWNED BY guarded", "DROP ROLE guarded")


def test_a_reader_cannot_write(uri: str, server: PostgresServer) -> None:
    build(PostgresLedger.create(uri, "one"), {"a.txt": (article("One."),)})
    store = PostgresStore.open(uri, "one")
    with pytest.raises(StoreError, match="read only|read-only"):
        store.rows("DELETE FROM texts RETURNING 1")
    store.close()


def test_one_build_at_a_time(uri: str, server: PostgresServer) -> None:
    ledger = PostgresLedger.create(uri, "one")
    for wanted in (
        lambda: PostgresLedger.create(uri, "two"),
        lambda: PostgresLedger.resume(uri, "one"),
        lambda: PostgresLedger.drop_states(uri, ()),
    ):
        with pytest.raises(IndexLocked, match="Another build") as caught:
            wanted()
        said(caught)
    ledger.close()
    PostgresLedger.drop_states(uri, ())


def test_a_database_not_in_utf8(server: PostgresServer) -> None:
    options = "ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0"
    run(server, f"CREATE DATABASE ascii {options}")
    with pytest.raises(StoreError, match="UTF-8") as caught:
        PostgresLedger.create(server.uri("ascii"), "one")
    assert "createdb --encoding=UTF8" in said(caught)
    run(server, "DROP DATABASE ascii WITH (FORCE)")
