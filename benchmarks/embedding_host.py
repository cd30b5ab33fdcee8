"""What a host application pays for embedding: time and memory, beside its libraries alone.

python -m benchmarks.embedding_host [--index index] [--runs 5] [--workers 2] [--question ...]

Each line is a process of its own. Memory is resident (RSS) after each step; of forked workers, the
proportional share (PSS), which counts a page that several processes map only in part.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Callable

QUESTION = "when did Kim visit China"

MEASURE = """
import json, os, sys, time
def memory(field="Rss", pid="self"):
    with open(f"/proc/{pid}/smaps_rollup") as lines:
        return sum(int(line.split()[1]) for line in lines if line.startswith(field + ":")) / 1024
def step(name):
    global last
    now = time.perf_counter()
    steps[name] = (now - last, memory())
    last = time.perf_counter()
steps, last = {}, time.perf_counter()
"""
# What any application has that runs a model on vectors.
BASELINE = """
import numpy, onnxruntime, tokenizers
step("import")
"""
RETRIEVER = """
import assistant
from assistant import Retriever
step("import")
retriever = Retriever.open(sys.argv[1])
step("open")
retriever.search(sys.argv[2])
step("first")
for _ in range(20):
    retriever.search(sys.argv[2])
step("20 more")
"""
ASSISTANT = """
import assistant
from assistant import Assistant
step("import")
desk = Assistant.open(sys.argv[1])
step("open")
desk.ask(sys.argv[2])
step("first")
for _ in range(20):
    desk.ask(sys.argv[2])
step("20 more")
"""
WORKERS = """
from assistant import Assistant
desk = Assistant.open(sys.argv[1])
desk.ask(sys.argv[2])
started, ended = os.pipe(), os.pipe()
children = []
for _ in range(int(sys.argv[3])):
    child = os.fork()
    if child == 0:
        os.close(ended[1])
        last = time.perf_counter()
        desk.ask(sys.argv[2])
        os.write(started[1], json.dumps(time.perf_counter() - last).ljust(32).encode())
        os.read(ended[0], 1)
        sys.exit(0)
    children.append(child)
times = [float(os.read(started[0], 32)) for _ in children]
steps["parent"] = (0.0, memory("Pss"))
for child, took in zip(children, times):
    steps[f"worker {len(steps)}"] = (took, memory("Pss", child))
os.close(ended[1])
for child in children:
    os.waitpid(child, 0)
"""
PRINT = "print(json.dumps(steps))"

Steps = dict[str, tuple[float, float]]


def measured(script: str, *arguments: str) -> Steps:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE + script + PRINT, *arguments],
        check=True,
        capture_output=True,
        text=True,
    )
    found: Steps = json.loads(done.stdout)
    return found


def median(run: Callable[[], Steps], runs: int) -> Steps:
    found = [run() for _ in range(runs)]
    return {
        name: (
            statistics.median(one[name][0] for one in found),
            statistics.median(one[name][1] for one in found),
        )
        for name in found[0]
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", default="index")
    parser.add_argument("--question", default=QUESTION)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    given = (options.index, options.question)
    rows = {
        "numpy, onnxruntime, tokenizers": lambda: measured(BASELINE),
        "Retriever": lambda: measured(RETRIEVER, *given),
        "Assistant": lambda: measured(ASSISTANT, *given),
        "forked workers": lambda: measured(WORKERS, *given, str(options.workers)),
    }
    print("| process | step | seconds | memory, MiB |\n| --- | --- | --- | --- |")
    for name, run in rows.items():
        for step, (seconds, mib) in median(run, options.runs).items():
            print(f"| {name} | {step} | {seconds:.2f} | {mib:.0f} |")


if __name__ == "__main__":
    main()
