from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.index.builder import build_index
from assistant.index.manifest import read_manifest
from assistant.index.parts import Parts
from assistant.index.stores import open_store
from assistant.models import Passage
from assistant.retriever import Retriever
from tests.cluster.embedders import load_dying
from tests.index.world import WordEncoder, World, article, read_file, signature, split

# Ray forks from a process with threads, and leaves log files to its own processes.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
]


def passages(index: Path) -> list[tuple[int, Passage]]:
    manifest = read_manifest(index)
    store = open_store(manifest.folder(index), manifest.store)
    try:
        return sorted(store.all_passages(), key=lambda one: one[0])
    finally:
        store.close()


def test_a_build_on_a_cluster_that_loses_a_worker_and_a_node_makes_the_same_index(
    cluster: Any, tmp_path: Path
) -> None:
    second = cluster.add_node(num_cpus=1)
    world = World(tmp_path)
    for number in range(60):
        lines = [
            f"Harbour {number} moved {number * line} tons on day {line}." for line in range(90)
        ]
        world.write(f"{number}.json", article("\n".join(lines), f"Harbour {number}"))
    local = world.build()

    def lose_the_node(stage: str, done: int, _total: int) -> None:
        if stage == "embed" and 0 < done < 3_000 and second in cluster.worker_nodes:
            cluster.remove_node(second)

    died, index = tmp_path / "died", tmp_path / "clustered"
    report = build_index(
        world.corpus,
        index,
        model=str(died),
        parts=Parts(read_file, signature, split, load_dying),
        on="ray",
        on_progress=lose_the_node,
    )
    assert died.exists()
    assert second not in cluster.worker_nodes
    assert replace(report, seconds=0.0) == replace(local, seconds=0.0)
    assert passages(index) == passages(world.index)
    with world.open() as here, Retriever.open(index, open_encoder=WordEncoder.open) as there:
        for query in ("harbour 7 tons on day 3", "moved 50 tons", "harbour 59"):
            assert there.search(query, k=20) == here.search(query, k=20)
