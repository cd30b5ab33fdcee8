"""Fixtures: both kinds of store, and a PostgreSQL server of the tests' own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.stores.kinds import Kind, PostgresKind, SqliteKind

_numbers = count(1)


def _missing(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"CI must have {what}: sh scripts/install-test-postgres")
    pytest.skip(f"no {what}; to run these tests: sh scripts/install-test-postgres")


@pytest.fixture(scope="session")
def server() -> Iterator[object]:
    """A running server; required in CI, optional for a user."""
    try:
        from tests.stores.server import PostgresServer, find_programs
    except ImportError:
        _missing("psycopg")
        return
    programs = find_programs()
    if programs is None:
        _missing("PostgreSQL")
        return
    server = PostgresServer(programs)
    yield server
    server.remove()


@pytest.fixture
def uri(server: object) -> str:
    """An address of a schema that no other test uses."""
    return f"{server.uri()}&schema=test_{next(_numbers)}"  # type: ignore[attr-defined]


@pytest.fixture(params=["sqlite", "postgres"])
def kind(request: pytest.FixtureRequest, tmp_path: Path) -> Kind:
    """One of the kinds of store, empty."""
    if request.param == "sqlite":
        return SqliteKind(tmp_path)
    return PostgresKind(tmp_path, request.getfixturevalue("uri"))
