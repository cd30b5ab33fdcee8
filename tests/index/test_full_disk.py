from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.index.manifest import read_manifest
from assistant.index.verify import verify_index
from tests.conftest import ROOT
from tests.index.world import WordEncoder, World, article

pytest.importorskip("resource", reason="no limits on file sizes on this system")


@pytest.mark.parametrize(
    "limit",
    [
        pytest.param(100, id="nothing fits"),
        pytest.param(20_000, id="the store does not fit"),
        pytest.param(150_000, id="the vectors or the words do not fit"),
    ],
)
def test_a_disk_that_takes_no_more_leaves_the_old_index(world: World, limit: int) -> None:
    world.write("a.txt", article("Kim met Xi in Beijing.", "Beijing"))
    world.build()
    state = read_manifest(world.index).state
    many = (article(f"Report {n} has {n * n} words.", f"T{n}") for n in range(700))
    world.write("b.txt", *many)
    run = subprocess.run(
        [sys.executable, "-m", "tests.index.full_disk", str(world.index.parent), str(limit)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1, run.stderr
    assert run.stderr.startswith("Cannot write the index at ")
    assert run.stderr.count("\n") == 1
    assert [path.name for path in (world.index / "states").iterdir()] == [state]
    assert verify_index(world.index, open_encoder=WordEncoder.open).ok
    with world.open() as retriever:
        assert retriever.search("Kim")[0].article.title == "Beijing"
    assert world.build().added == 700


def test_the_limit_lets_a_build_pass_that_fits(world: World, tmp_path: Path) -> None:
    world.write("a.txt", article("Kim met Xi in Beijing.", "Beijing"))
    run = subprocess.run(
        [sys.executable, "-m", "tests.index.full_disk", str(tmp_path), "1000000"],
        cwd=ROOT,
        check=False,
    )
    assert run.returncode == 0
    assert verify_index(world.index, open_encoder=WordEncoder.open).ok
