"""A child of a process that has searched searches too, over a connection of its own, and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")

FORKING = """
import os, signal, sys
from assistant.index.engines import open_engine
from tests.engines.passages import DIMENSION, found, many, unit

engine = open_engine(sys.argv[1], DIMENSION, create=True)
engine.upsert(many(50))
engine.flush()
expected = found(engine, unit(3), 10)
ended = []
for closes in (True, False):
    child = os.fork()
    if child == 0:
        signal.alarm(60)
        right = found(engine, unit(3), 10) == expected
        if closes:
            engine.close()
        sys.exit(0 if right else 9)
    ended.append(os.waitpid(child, 0)[1])
    assert found(engine, unit(3), 10) == expected
engine.drop()
print(ended)
"""


@pytest.mark.parametrize(
    "kind", ["milvus-lite", pytest.param("milvus-server", marks=pytest.mark.server)]
)
def test_a_forked_child_searches(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    place = f"milvus+file://{tmp_path}/lite.db"
    if kind == "milvus-server":
        place = f"milvus+http://127.0.0.1:{request.getfixturevalue('milvus_server').port}"
    done = subprocess.run(
        [sys.executable, "-c", FORKING, f"{place}/forked"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert (done.returncode, done.stdout) == (0, "[0, 0]\n"), done.stderr
