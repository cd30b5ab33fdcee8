"""Kill builds with SIGKILL at random moments and check that the index always answers.

    python -m benchmarks.kill [--rounds 100] [--corpus corpus/sample] [--seed 1]

Each round changes a copy of the corpus, starts a build in a process that has the model loaded
already, kills it at a moment drawn evenly from the time a build takes, and then checks that the
index holds exactly the articles of before or of after the change, that it verifies, and that a
retriever which was open all the while answers. Every other round is a full rebuild, under another
name of the same model; the rest are updates. A build that ends before it is killed does not count.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext
from pathlib import Path

from assistant.corpus.reader import read
from assistant.index.manifest import read_manifest
from assistant.index.verify import verify_index
from assistant.models import Article
from assistant.retriever import Retriever
from assistant.settings import DEFAULT_MODEL

QUESTION = "when did Kim visit China"
VECTORS_CHECKED = 16


@dataclass(frozen=True, slots=True)
class Place:
    """The folders of one run and the two names of one model."""

    corpus: Path
    index: Path
    models: tuple[str, str]


def build(corpus: Path, index: Path, model: str) -> None:
    """Build in a process of its own."""
    from assistant.index.builder import build_index
    from benchmarks.warm import warm_parts

    build_index(corpus, index, model=model, parts=warm_parts())


def start(
    context: ForkServerContext, place: Place, model: str
) -> multiprocessing.context.ForkServerProcess:
    process = context.Process(target=build, args=(place.corpus, place.index, model))
    process.start()
    return process


def timed_build(context: ForkServerContext, place: Place, model: str) -> float:
    began = time.monotonic()
    process = start(context, place, model)
    process.join()
    if process.exitcode != 0:
        raise SystemExit(f"an undisturbed build ended with {process.exitcode}")
    return time.monotonic() - began


def change(corpus: Path, number: int, chance: random.Random) -> None:
    """Add a report, rewrite another, and remove an older one."""
    report = {
        "title": f"Report {number} of the day",
        "text": f"Envoys met for the {number}th time on Monday. They spoke for {number} hours.\n\n"
        f"A spokesman named {chance.randint(100, 999)} points on which both sides agree.",
        "published": "2020-01-01",
        "source": "Kill Wire",
    }
    (corpus / f"kill-{number}.jsonl").write_text(json.dumps(report) + "\n")
    rewritten = corpus / f"kill-{max(0, number - 2)}.jsonl"
    rewritten.write_text(json.dumps({**report, "text": report["text"] + " It rained."}) + "\n")
    (corpus / f"kill-{number - 5}.jsonl").unlink(missing_ok=True)


def wanted(corpus: Path) -> set[str]:
    return {one.id for one in read(corpus) if isinstance(one, Article)}


def held(index: Path) -> set[str]:
    with Retriever.open(index) as retriever:
        articles = retriever.sample(retriever.count())
        return {article.id for article in articles} | {
            copy.id for article in articles for copy in article.copies
        }


def problems(place: Place, old: set[str], new: set[str], running: Retriever) -> list[str]:
    """Return what is wrong after a kill; nothing is expected."""
    found = list(verify_index(place.index, sample=VECTORS_CHECKED).problems)
    now = held(place.index)
    if now not in (old, new):
        found.append(
            f"{len(now ^ old)} articles are not those of before, {len(now ^ new)} of after"
        )
    if not running.search(QUESTION):
        found.append("the retriever that was open does not answer")
    return found


def run(place: Place, rounds: int, chance: random.Random) -> int:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.warm", "assistant.corpus.reader"])
    # The first start of a process loads the model, and the first build the readers.
    timed_build(context, place, place.models[0])
    full = timed_build(context, place, place.models[1])
    change(place.corpus, 0, chance)
    update = timed_build(context, place, place.models[1])
    print(f"a full build takes {full:.2f} s, an update {update:.2f} s", flush=True)
    good = killed = number = 0
    outcomes: Counter[str] = Counter()
    with Retriever.open(place.index) as running:
        while killed < rounds:
            number += 1
            old = held(place.index)
            change(place.corpus, number, chance)
            new = wanted(place.corpus)
            current = read_manifest(place.index).model.name
            other = next(name for name in place.models if name != current)
            whole = killed % 2 == 0
            process = start(context, place, other if whole else current)
            process.join(chance.uniform(0, full if whole else update))
            process.kill()
            process.join()
            found = problems(place, old, new, running)
            if process.exitcode == 0 and not found:
                continue
            killed += 1
            good += not found
            outcomes["new" if held(place.index) == new else "old"] += 1
            for problem in found:
                print(f"round {killed}: {problem}", flush=True)
            if killed % 10 == 0:
                print(f"{good} of {killed} ({dict(outcomes)})", flush=True)
    timed_build(context, place, place.models[1])
    left = len(list((place.index / "states").iterdir()))
    print(f"after a last, undisturbed build: {left} state, {verify_index(place.index)}")
    print(f"{good} of {rounds}")
    return 0 if good == rounds and left == 1 else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--corpus", type=Path, default=Path("corpus/sample"))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsquote-kill-") as folder:
        corpus = Path(folder) / "corpus"
        shutil.copytree(options.corpus, corpus)
        place = Place(corpus, Path(folder) / "index", (DEFAULT_MODEL, f"{DEFAULT_MODEL} again"))
        return run(place, options.rounds, random.Random(options.seed))


if __name__ == "__main__":
    sys.exit(main())
