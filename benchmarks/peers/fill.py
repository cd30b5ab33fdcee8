"""Compute the peers' vectors in one go by newsquote's embedder (edge: processes, files)."""

from __future__ import annotations

import dataclasses
import shutil
import sys
from pathlib import Path

from benchmarks.peers.measure import Place
from benchmarks.peers.programs import BASE, Program
from benchmarks.peers.vectors import COLLECT, FILE_VARIABLE, MISS_VARIABLE, VectorCache
from benchmarks.peers.workload import Workload

# Texts between two writes: a stopped run goes on from the last.
_STRETCH = 512


def fill(programs: list[Program], work: Workload, place: Place, vectors: Path) -> None:
    """Cut the articles as each peer does, and embed what has no vector yet; may be stopped."""
    cache = VectorCache(vectors)
    told = {FILE_VARIABLE: str(vectors), MISS_VARIABLE: COLLECT}
    collecting = dataclasses.replace(place, vectors=told)
    for program in programs:
        if program.name == BASE:
            continue
        workspace = place.folder / program.name / "collected"
        with collecting.start(program, workspace, looking_up=True) as driver:
            driver.say("index", folder=str(work.corpus))
        shutil.rmtree(workspace)
        print(f"{cache.count_wanted()} texts wanted after {program.title}", file=sys.stderr)
    _embed(cache)


def _embed(cache: VectorCache) -> None:
    from assistant.index.encoding.embedder import Embedder

    embedder = Embedder.load()
    while texts := cache.wanted(_STRETCH):
        cache.put(texts, embedder.encode(texts))
        print(f"{cache.count_wanted()} texts wanted", file=sys.stderr)
