"""After a fork: children of a process that has answered answer too, and end."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.forks import ForkLock
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")

# The parent forks while its other threads ask; a child ends as a server's worker does, by exit().
FORKING = """
import os, signal, sys, threading
import assistant

desk = assistant.Assistant.open("index")
question = "when did Kim visit China"
expected = desk.ask(question).quotes[0].text
done = threading.Event()

def keep_asking():
    while not done.is_set():
        desk.ask(question)

threads = [threading.Thread(target=keep_asking) for _ in range(2)]
for thread in threads:
    thread.start()
children = []
for _ in range(3):
    child = os.fork()
    if child == 0:
        # A child's child has nothing of its parent's either.
        grandchild = os.fork()
        signal.alarm(60)
        answer = desk.ask(question)
        right = answer.found and answer.quotes[0].text == expected
        if grandchild:
            right = right and os.waitpid(grandchild, 0)[1] == 0
        sys.exit(0 if right else 9)
    children.append(child)
done.set()
for thread in threads:
    thread.join()
print([os.waitpid(child, 0)[1] for child in children])
assert desk.ask(question).quotes[0].text == expected
desk.close()
"""

# What a child may do with an index that it does not ask: nothing, close it, or drop it.
IDLE = """
import os, signal, sys
import assistant

ended = []
for _ in range(3):
    desk = assistant.Assistant.open("index")
    desk.retriever.search("Kim")
    child = os.fork()
    if child == 0:
        signal.alarm(60)
        if len(ended) == 1:
            desk.close()
        if len(ended) == 2:
            del desk
        sys.exit(0)
    ended.append(os.waitpid(child, 0)[1])
    desk.close()
print(ended)
"""

# The state that the parent has open is replaced, and removed, before the child asks.
REBUILT = """
import os, signal, sys
import assistant

retriever = assistant.Retriever.open("index")
before = retriever.count()
go, ready = os.pipe()
child = os.fork()
if child == 0:
    signal.alarm(120)
    os.read(go, 1)
    found = retriever.search("lighthouse keeper")
    sys.exit(0 if "lighthouse" in found[0].text and retriever.count() == before + 1 else 9)
with open("corpus/lighthouse.txt", "w") as file:
    file.write("The last lighthouse keeper of the coast retired on Friday, the harbour said.\\n")
assistant.build_index("corpus", "index")
os.write(ready, b".")
print(os.waitpid(child, 0)[1])
"""

# So many vectors that FAISS spreads one search over several threads.
MANY_VECTORS = """
import json, os, signal, sys
from pathlib import Path
import numpy as np
from assistant.index.engine import Record
from assistant.index.local.segment_kinds import Kinds
from assistant.index.local.vectors import Vectors

rows = np.random.default_rng(0).normal(size=(100_000, 16)).astype(np.float32)
vectors = Vectors.create(Path(), 16, Kinds(**json.loads(sys.argv[1])))
vectors.upsert([Record(number, "", "", row) for number, row in enumerate(rows, 1)])
vectors.flush(before_switch=lambda: None)
expected = [found.key for found in vectors.search(rows[0], 5)]
child = os.fork()
if child == 0:
    signal.alarm(30)
    os._exit([found.key for found in vectors.search(rows[0], 5)] != expected)
print(os.waitpid(child, 0)[1])
"""


def run(script: str, folder: Path, *given: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *given],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
        capture_output=True,
        timeout=150,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.strip()


def test_children_of_an_asking_process_answer_and_end(workspace: Path) -> None:
    assert run(FORKING, workspace) == "[0, 0, 0]"


def test_a_child_ends_whatever_it_does_with_an_open_index(workspace: Path) -> None:
    assert run(IDLE, workspace) == "[0, 0, 0]"


def test_a_child_opens_the_index_that_is_there_by_then(workspace: Path, tmp_path: Path) -> None:
    for name in ("corpus", "index"):
        shutil.copytree(workspace / name, tmp_path / name)
    assert run(REBUILT, tmp_path) == "0"


@pytest.mark.parametrize("flat_rows", [0, 100_000], ids=["quantised", "flat"])
def test_a_child_searches_many_vectors(tmp_path: Path, flat_rows: int) -> None:
    kinds = json.dumps({"full_rows": 0, "flat_rows": flat_rows})
    assert run(MANY_VECTORS, tmp_path, kinds) == "0"


def test_a_lock_is_free_after_it_is_renewed() -> None:
    lock = ForkLock()
    lock.__enter__()
    lock.renew()
    with lock:
        pass
