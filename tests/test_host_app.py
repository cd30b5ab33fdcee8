"""The host application of the docs, served for real from what the base install has."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant import build_index
from tests.conftest import ROOT

EXAMPLES = ROOT / "docs" / "examples"
QUESTION = "when did Kim visit China"
LIGHTHOUSE = (
    "Lighthouse sold\n\nAda Brook bought the lighthouse on Friday, the harbour office said. "
    "She paid 90,000 euros for it and will open it to visitors in May.\n"
)
SOLD = "who bought the lighthouse"

# Run in the host's process before anything else: what is not in the base install is not there.
BASE_INSTALL = """
import sys
ABSENT = {"torch", "sentence_transformers", "transformers", "gradio", "trafilatura", "datasketch"}
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ABSENT:
            raise ModuleNotFoundError(f"{name} is not in the base install", name=name)
sys.meta_path.insert(0, Absent())
"""
SERVE = """
import os, signal, socket, uvicorn
import host_app

@host_app.app.middleware("http")
async def name_the_process(request, call_next):
    response = await call_next(request)
    response.headers["x-process"] = str(os.getpid())
    return response

def serve():
    config = uvicorn.Config(host_app.app, log_level="warning")
    uvicorn.Server(config).run(sockets=[listening])

listening = socket.create_server(("127.0.0.1", 0))
print(listening.getsockname()[1], flush=True)
"""
ALONE = "serve()"
# As a server does that loads the application before it forks its workers.
PREFORK = """
for desk in host_app.DESKS.values():
    desk.ask("who said what")
children = []
for _ in range(2):
    child = os.fork()
    if child == 0:
        serve()
        sys.exit(0)
    children.append(child)
def stop(number, frame):
    for child in children:
        os.kill(child, signal.SIGTERM)
signal.signal(signal.SIGTERM, stop)
ends = [os.waitpid(child, 0)[1] for child in children]
# uvicorn ends by the signal that it was sent, after its last answer.
sys.exit(0 if set(ends) <= {0, signal.SIGTERM} else 9)
"""


@pytest.fixture(scope="module")
def indexes(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "lighthouse.txt").write_text(LIGHTHOUSE, encoding="utf-8")
    build_index(folder / "corpus", folder / "index")
    return {"sample": workspace / "index", "harbour": folder / "index"}


@contextmanager
def served(indexes: dict[str, Path], how: str) -> Iterator[httpx.Client]:
    host = subprocess.Popen(
        [sys.executable, "-c", BASE_INSTALL + SERVE + how],
        cwd=EXAMPLES,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(EXAMPLES)]),
            "PYTHONDONTWRITEBYTECODE": "1",
            "NEWS_INDEXES": " ".join(f"{name}={folder}" for name, folder in indexes.items()),
        },
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        assert host.stdout is not None
        port = host.stdout.readline().strip()
        assert port, host.communicate(timeout=30)[1]
        with httpx.Client(
            base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=60
        ) as client:
            yield client
        host.send_signal(signal.SIGTERM)
        _, said = host.communicate(timeout=30)
        assert host.returncode in (0, -signal.SIGTERM), said
        assert said == ""
    finally:
        if host.poll() is None:
            host.kill()
            host.communicate(timeout=30)


def ask_both(client: httpx.Client, rounds: int) -> list[tuple[str, dict[str, Any], str]]:
    """Ask both indexes, several threads at once; return index, answer and process of each."""

    def ask(turn: int) -> tuple[str, dict[str, Any], str]:
        name, question = (("sample", QUESTION), ("harbour", SOLD))[turn % 2]
        reply = client.get(f"/{name}/ask", params={"q": question})
        assert reply.status_code == 200, reply.text
        return name, reply.json(), reply.headers["x-process"]

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(ask, range(2 * rounds)))


def check(answers: list[tuple[str, dict[str, Any], str]]) -> None:
    """Every answer is from the index that was asked, and the same in every thread and process."""
    seen: dict[str, set[str]] = {}
    for name, answer, _ in answers:
        assert answer["status"] == "answered"
        seen.setdefault(name, set()).add(json.dumps(answer["quotes"]))
    assert {name: len(quotes) for name, quotes in seen.items()} == {"sample": 1, "harbour": 1}
    [harbour] = seen["harbour"]
    assert "Ada Brook bought the lighthouse" in json.loads(harbour)[0]["text"]
    [sample] = seen["sample"]
    assert "lighthouse" not in sample and "Kim" in json.loads(sample)[0]["text"]


def test_it_answers_from_several_indexes_at_once(indexes: dict[str, Path]) -> None:
    with served(indexes, ALONE) as client:
        check(ask_both(client, 8))
        [first, *_] = client.get("/harbour/search", params={"q": "harbour"}).json()
        assert first["text"] in LIGHTHOUSE
        later = {"q": QUESTION, "since": "2019-01-01", "k": "5"}
        quotes = client.get("/sample/ask", params=later).json()["quotes"]
        assert quotes and all(each["article"]["published"] >= "2019" for each in quotes)


def test_what_it_cannot_answer_is_said(indexes: dict[str, Path]) -> None:
    with served(indexes, ALONE) as client:
        refused = client.get("/sample/ask", params={"q": " "})
        assert (refused.status_code, "empty" in refused.json()["detail"]) == (422, True)
        missing = client.get("/other/ask", params={"q": QUESTION})
        assert missing.status_code == 404
        assert missing.json()["detail"] == "No index 'other'. There are: sample, harbour"
        elsewhere = client.get("/harbour/ask", params={"q": QUESTION}).json()
        assert elsewhere["status"] == "no_answer"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_workers_forked_after_the_indexes_were_opened_and_asked(indexes: dict[str, Path]) -> None:
    with served(indexes, PREFORK) as client:
        answers = ask_both(client, 12)
        check(answers)
        assert 1 <= len({process for *_, process in answers}) <= 2
