"""Every code block of docs/postgres.md runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.documented import blocks
from tests.stores.server import PostgresServer

[SHELL] = blocks("postgres.md", "sh")
GRANTS, LOOK = blocks("postgres.md", "sql")


@pytest.mark.slow
def test_the_page_s_commands_and_queries_run(
    server: PostgresServer, workspace: Path, tmp_path: Path
) -> None:
    install, create, index, ask = SHELL.strip().splitlines()
    assert install.startswith("pip install ")
    assert create == "createdb news"
    shutil.copytree(workspace / "corpus", tmp_path / "corpus")
    environment = {
        **os.environ,
        "PGHOST": str(server.folder),
        "PGUSER": "newsquote",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    for command in (index, ask):
        done = subprocess.run(
            command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    assert "55" in done.stdout
    with psycopg.connect(server.uri(), autocommit=True) as connection:
        connection.execute("CREATE ROLE reader LOGIN")
        connection.execute(GRANTS.encode())
    environment["PGUSER"] = "reader"
    read = subprocess.run(
        ask, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert read.stdout == done.stdout
    with psycopg.connect(server.uri(user="reader"), autocommit=True) as connection:
        assert len(connection.execute(LOOK.encode()).fetchall()) > 0
    with psycopg.connect(server.uri(), autocommit=True) as connection:
        connection.execute("DROP SCHEMA newsquote CASCADE")
        connection.execute("DROP OWNED BY reader")
        connection.execute("DROP ROLE reader")


def test_the_driver_is_loaded_only_when_it_is_used() -> None:
    check = "import assistant, sys; assistant.Retriever; sys.exit('psycopg' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check]).returncode == 0


def test_without_the_driver_the_extra_is_named(tmp_path: Path) -> None:
    program = f"""
import sys
sys.modules["psycopg"] = None
from pathlib import Path
from assistant.errors import MissingExtra
from assistant.index import stores
for wanted in (stores.open_store, stores.create_ledger):
    try:
        wanted(Path({str(tmp_path)!r}), "postgresql:///news")
    except MissingExtra as error:
        assert "pip install 'newsquote[postgres]'" in str(error)
    else:
        sys.exit("nothing was missing")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
