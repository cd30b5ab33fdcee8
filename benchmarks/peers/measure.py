"""One round of one program: index, add, open cold, ask (edge: processes, files)."""

from __future__ import annotations

import shutil
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.peers.conversation import Conversation
from benchmarks.peers.matching import hits, mean_characters, rank
from benchmarks.peers.processes import folder_mib
from benchmarks.peers.programs import BASE, Program
from benchmarks.peers.statistics import percentile
from benchmarks.peers.workload import ADDED, Workload

Figures = dict[str, float]
CLIENTS = 8
# Questions before any is timed: lazy imports and caches of the first ones are the cold start's.
WARMING = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a program runs: its environment, its folder of this size, and what it is told.

    `vectors` is told only while a corpus is indexed: what is added later, and questions, are
    embedded for real.
    """

    environments: Path
    folder: Path
    environment: dict[str, str]
    vectors: dict[str, str]

    def python(self, program: Program) -> Path:
        """Return the interpreter: newsquote's is the one that runs this."""
        if program.name == BASE:
            return Path(sys.executable)
        return self.environments / program.name / "bin" / "python"

    def start(self, program: Program, workspace: Path, *, looking_up: bool = False) -> Conversation:
        """Start the program's driver over a workspace."""
        told = self.environment | (self.vectors if looking_up else {})
        workspace.mkdir(parents=True, exist_ok=True)
        log = self.folder / f"{program.name}.log"
        module = f"benchmarks.peers.{program.name}"
        return Conversation(self.python(program), module, workspace, told, log)


def measure_index(program: Program, work: Workload, place: Place, built: Path) -> Figures:
    """Index the corpus into `built`, up to the first answer."""
    shutil.rmtree(built, ignore_errors=True)
    with place.start(program, built, looking_up=True) as driver:
        made, cost = driver.say("index", folder=str(work.corpus))
        driver.say("ask", question=work.questions[0]["question"], kind=program.asks[-1])
        answered = driver.so_far()
        peak = driver.peak_mib
    articles = work.articles - ADDED
    return {
        "index to first answer, s": answered.wall,
        "index to first answer, processor s": answered.processor,
        "articles a second": articles / cost.wall,
        "articles a processor second": articles / cost.processor,
        "passages indexed": made["passages"],
        "index peak MiB": peak,
        "index MiB on disk": folder_mib(built / "index"),
        "index MiB on disk, without an encoder": folder_mib(built / "index", but="encoder"),
    }


def measure_use(program: Program, work: Workload, place: Place, workspace: Path) -> Figures:
    """Add articles to the index in `workspace`, then open it anew and ask."""
    figures = _add(program, work, place, workspace)
    for kind in program.asks:
        with place.start(program, workspace) as driver:
            driver.say("open")
            driver.say("ask", question=work.questions[0]["question"], kind=kind)
            cold = driver.so_far()
            figures |= {
                f"{kind} cold start, s": cold.wall,
                f"{kind} cold start, processor s": cold.processor,
            }
            figures |= _alone(driver.say, work, kind) | _together(driver.say, work, kind)
            figures[f"{kind} peak MiB"] = driver.peak_mib
    return figures


def _add(program: Program, work: Workload, place: Place, workspace: Path) -> Figures:
    with place.start(program, workspace) as driver:
        driver.say("open")
        _, cost = driver.say("add", folder=str(work.added))
        whole = driver.so_far()
    return {
        "adding, s": cost.wall,
        "adding, processor s": cost.processor,
        "adding from process start, s": whole.wall,
        "adding from process start, processor s": whole.processor,
    }


Say = Callable[..., tuple[dict[str, Any], Any]]


def _alone(say: Say, work: Workload, kind: str) -> Figures:
    for question in work.questions[:WARMING]:
        say("ask", question=question["question"], kind=kind)
    walls, processors, ranks, lengths = [], [], [], []
    for question in work.questions:
        reply, cost = say("ask", question=question["question"], kind=kind)
        walls.append(1000 * cost.wall)
        processors.append(1000 * cost.processor)
        ranks.append(rank(reply["found"], question))
        lengths.append(mean_characters(reply["found"]))
    return {
        f"{kind} p50 ms": percentile(walls, 50),
        f"{kind} p95 ms": percentile(walls, 95),
        f"{kind} p50 processor ms": percentile(processors, 50),
        f"{kind} p95 processor ms": percentile(processors, 95),
        f"{kind} characters, mean": statistics.mean(lengths),
        **hits(ranks, kind),
    }


def _together(say: Say, work: Workload, kind: str) -> Figures:
    asked = [question["question"] for question in work.questions]
    reply, cost = say("many", questions=asked, clients=CLIENTS, kind=kind)
    walls = [1000 * seconds for seconds in reply["seconds"]]
    return {
        f"{kind} p50 ms, {CLIENTS} clients": percentile(walls, 50),
        f"{kind} p95 ms, {CLIENTS} clients": percentile(walls, 95),
        f"{kind} a second, {CLIENTS} clients": len(asked) / cost.wall,
        f"{kind} processor ms, {CLIENTS} clients": 1000 * cost.processor / len(asked),
    }
