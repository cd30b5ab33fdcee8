from __future__ import annotations

import json
from collections.abc import Callable, Container
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import ray
from ray.exceptions import GetTimeoutError

from assistant.corpus.files import find_files
from assistant.corpus.records import FieldNames
from assistant.errors import ClusterError, ModelError
from assistant.index.parts import Parts, standard_parts
from assistant.index.work import ray_workers
from assistant.index.work.ray_workers import PATIENCE, RayWorkers
from assistant.index.work.workers import READ_ITEMS, LocalWorkers, Stretch
from tests.cluster.embedders import WEIGHTS, load_dying, load_none, load_other, load_words
from tests.index.world import WordEmbedder, word_vectors

# Ray forks from a process with threads, and leaves log files to its own processes.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
]


def parts_with(load: Callable[[str], WordEmbedder]) -> Parts:
    return replace(standard_parts(), load_embedder=load)


def stretches(sizes: list[int]) -> list[Stretch]:
    """Stretches of these sizes; every text differs, some cannot be encoded strictly."""
    first = [sum(sizes[:number]) for number in range(len(sizes))]
    return [
        Stretch(
            tuple(range(start, start + size)),
            tuple(f"report {n} of the harbour \ud800" for n in range(start, start + size)),
        )
        for start, size in zip(first, sizes, strict=True)
    ]


def test_a_killed_worker_and_a_lost_node_repeat_and_lose_nothing(
    cluster: Any, tmp_path: Path
) -> None:
    second = cluster.add_node(num_cpus=1)
    workers = RayWorkers(parts_with(load_dying), str(tmp_path / "died"), WEIGHTS)
    given = stretches([700, 1, 0, 900, 512, 3_000, 40])
    found = []
    for stretch, vectors in workers.embed(given):
        found.append(stretch)
        assert np.array_equal(vectors, word_vectors(stretch.texts)) or not stretch.texts
        if len(found) == 2:
            cluster.remove_node(second)
    assert (tmp_path / "died").exists()
    assert found == given


class Losing:
    """`ray.get`, which does not bring some blocks: `lost` numbers the waits for one, from 0."""

    def __init__(self, lost: Container[int]) -> None:
        self._get = ray.get
        self._lost = lost
        self.waits: list[float] = []

    def __call__(self, refs: Any, *, timeout: float | None = None, **options: Any) -> Any:
        if timeout is not None and timeout >= PATIENCE:
            self.waits.append(timeout)
            if len(self.waits) - 1 in self._lost:
                raise GetTimeoutError("Get timed out")
        return self._get(refs, timeout=timeout, **options)


def test_blocks_that_do_not_come_are_embedded_again(
    cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    losing = Losing({2, 3, 5})
    monkeypatch.setattr(ray, "get", losing)
    workers = RayWorkers(parts_with(load_words), "model", WEIGHTS)
    given = stretches([700, 1, 0, 900, 512])
    found = list(workers.embed(given))
    assert [stretch for stretch, _ in found] == given
    for stretch, vectors in found:
        assert np.array_equal(vectors, word_vectors(stretch.texts)) or not stretch.texts
    # Two blocks come, the third at the third wait, the fourth at the second: a wait that follows
    # one where nothing came is twice as long, until a block has come.
    assert [wait / PATIENCE for wait in losing.waits] == [1, 1, 1, 1, 2, 2, 1, 1]


def test_a_cluster_that_never_gives_a_block_is_an_error(
    cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    losing = Losing(range(1, 100))
    monkeypatch.setattr(ray, "get", losing)
    # Each wait is for a new encoder, which takes seconds to start.
    monkeypatch.setattr(ray_workers, "_FRUITLESS", 2)
    workers = RayWorkers(parts_with(load_words), "model", WEIGHTS)
    with pytest.raises(ClusterError, match="What was embedded is kept"):
        list(workers.embed(stretches([700])))
    assert [wait / PATIENCE for wait in losing.waits] == [1, 1, 1, 2, 4]


def test_files_are_read_as_on_one_machine(cluster: Any, tmp_path: Path) -> None:
    cluster.add_node(num_cpus=1)
    for number in range(40):
        text = f"The bridge over arm {number} of the river opened on Monday. " * 12
        (tmp_path / f"{number:02}.txt").write_text(text, encoding="utf-8")
    lines = [json.dumps({"text": f"Flood report {n}. " * 30}) for n in range(READ_ITEMS + 5)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "broken.json").write_bytes(b"\xff\xfe{")
    files, fields = find_files(tmp_path), FieldNames()
    parts = parts_with(load_dying)
    found = list(RayWorkers(parts, "unused", WEIGHTS).read(files, fields))
    assert found == list(LocalWorkers(parts).read(files, fields))
    assert sum(part.name == "many.jsonl" for part in found) == 2


def test_a_node_with_other_weights_is_refused(cluster: Any) -> None:
    workers = RayWorkers(parts_with(load_other), "model", WEIGHTS)
    with pytest.raises(ModelError, match="Install the same on every node"):
        list(workers.embed(stretches([3])))


def test_a_node_without_the_model_says_so(cluster: Any) -> None:
    workers = RayWorkers(parts_with(load_none), "model", WEIGHTS)
    with pytest.raises(ModelError, match="No model 'model' on this node"):
        list(workers.embed(stretches([3])))
