from __future__ import annotations

import subprocess
import sys

import pytest

from assistant.index.manifest import read_manifest
from assistant.index.verify import verify_index
from tests.conftest import ROOT
from tests.index.killed import build
from tests.index.world import WordEncoder, World, article

if sys.platform == "win32":
    pytest.skip("no SIGKILL on this system", allow_module_level=True)

FILES = 14
Found = dict[tuple[str, int, int], float]


def fill(world: World, first: int, last: int) -> None:
    for number in range(first, last):
        text = f"Report {number} tells of Kim.\nIt was day {number * 7}.\nMore came later {number}."
        world.write(f"{number:02}.txt", article(text, f"Title {number}"))
    world.write("copy.txt", article("Kim of tells report 0.\nDay 0 was it. Later more came 0."))


def killed(world: World, step: str, number: int, when: str) -> list[str]:
    """Kill a build in a process of its own; return what it read and embedded."""
    log = world.index.parent / "log"
    log.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.index.killed", str(world.index.parent)]
    run = subprocess.run([*command, step, str(number), when], cwd=ROOT, check=False)
    assert run.returncode == -9
    return log.read_text().split("\n")[:-1] if log.exists() else []


def resumed(world: World) -> list[str]:
    log = world.index.parent / "log"
    log.unlink(missing_ok=True)
    build(world, log)
    return log.read_text().split("\n")[:-1] if log.exists() else []


def found(world: World) -> Found:
    with world.open() as retriever:
        hits = retriever.search("Kim report day later 7", k=200)
        return {(hit.article.title, hit.start, hit.end): hit.cosine for hit in hits}


def names_are_known(world: World) -> bool:
    """Tell whether no name is lost, and at most those since a checkpoint are counted twice."""
    with world.open() as retriever:
        known = retriever.known_names()
        return known is not None and FILES <= known.written("kim").alone < 2 * FILES


def sound(world: World) -> bool:
    assert verify_index(world.index, open_encoder=WordEncoder.open).problems == ()
    state = read_manifest(world.index).state
    assert [path.name for path in (world.index / "states").iterdir()] == [state]
    assert not (world.index / "states" / state / "building.json").exists()
    return True


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What an uninterrupted build finds."""
    world = World(tmp_path_factory.mktemp("whole"))
    fill(world, 0, FILES)
    world.build()
    return found(world)


@pytest.mark.parametrize(
    ("step", "number", "when"),
    [
        ("commit", 1, "after"),
        ("commit", 3, "before"),
        ("commit", 3, "after"),
        ("hold", 6, "after"),
        ("flush", 1, "after"),
        ("flush", 2, "before"),
        ("flush", 2, "after"),
        ("mark", 1, "after"),
        ("names", 1, "before"),
        ("names", 1, "after"),
        ("names", 2, "after"),
        ("merge", 1, "before"),
        ("merge", 1, "after"),
        ("finish", 1, "before"),
        ("finish", 1, "after"),
        ("manifest", 1, "before"),
        ("manifest", 1, "after"),
    ],
)
def test_a_killed_first_build_goes_on(
    world: World, whole: Found, step: str, number: int, when: str
) -> None:
    fill(world, 0, FILES)
    done = killed(world, step, number, when)
    more = resumed(world)
    assert sound(world)
    assert names_are_known(world)
    assert found(world) == whole
    twice = {line for line in done if line.startswith("read")} & set(more)
    # What was read since the last commit is read again.
    assert len(twice) <= 4
    if step not in ("commit", "hold"):
        assert not twice
    if step in ("merge", "finish", "manifest"):
        assert more == []


@pytest.mark.parametrize(
    ("step", "number", "when"),
    [
        ("commit", 2, "after"),
        ("flush", 1, "after"),
        ("flush", 2, "before"),
        ("mark", 1, "before"),
        ("finish", 1, "after"),
        ("manifest", 1, "before"),
        ("manifest", 1, "after"),
        ("clean", 1, "before"),
        ("names", 1, "before"),
        ("names", 1, "after"),
        ("names", 2, "before"),
        ("names", 2, "after"),
        ("merge", 1, "before"),
        ("merge", 1, "after"),
    ],
)
def test_a_killed_update_leaves_the_old_state_and_goes_on(
    world: World, whole: Found, step: str, number: int, when: str
) -> None:
    fill(world, 0, 8)
    world.write("gone.txt", article("This leaves.", "Gone"))
    world.build()
    before = found(world)
    (world.corpus / "gone.txt").unlink()
    fill(world, 8, FILES)
    killed(world, step, number, when)
    switched = (step, when) == ("manifest", "after") or step in ("clean", "merge")
    assert found(world) == (whole if switched else before)
    resumed(world)
    assert sound(world)
    assert names_are_known(world)
    assert found(world) == whole


def test_progress_goes_on_from_where_it_was(world: World) -> None:
    fill(world, 0, FILES)
    killed(world, "mark", 2, "after")
    killed(world, "commit", 1, "after")
    seen: list[tuple[str, int, int]] = []
    build(world, world.index.parent / "log", lambda *step: seen.append(step))
    reading = [step for step in seen if step[0] == "read"]
    embedding = [step for step in seen if step[0] == "embed"]
    passages = read_manifest(world.index).counts["passages"]
    assert reading == [("read", FILES + 1, FILES + 1)]
    assert 0 < embedding[0][1] < passages
    assert embedding[-1] == ("embed", passages, passages)


def test_a_file_that_changed_meanwhile_is_read_again(world: World, whole: Found) -> None:
    fill(world, 0, FILES)
    world.write("00.txt", article("Something else entirely stood here.", "Other"))
    killed(world, "flush", 2, "after")
    fill(world, 0, 1)
    assert "read 00.txt" in resumed(world)
    assert sound(world)
    assert names_are_known(world)
    assert found(world) == whole


def test_a_build_of_another_kind_begins_anew(world: World) -> None:
    fill(world, 0, FILES)
    killed(world, "flush", 2, "after")
    left = [path.name for path in (world.index / "states").iterdir()]
    report = world.build("other")
    assert report.added == FILES + 1
    assert read_manifest(world.index).state not in left
    assert sound(world)


def test_a_damaged_unfinished_state_is_begun_anew(world: World, whole: Found) -> None:
    fill(world, 0, FILES)
    killed(world, "flush", 2, "after")
    [state] = (world.index / "states").iterdir()
    for path in (state / "articles.sqlite", *state.glob("*.sqlite-wal")):
        path.write_bytes(b"no database")
    resumed(world)
    assert sound(world)
    assert names_are_known(world)
    assert found(world) == whole


def test_an_update_rewrites_no_file_that_the_old_state_has(world: World) -> None:
    fill(world, 0, FILES)
    world.build()
    old = inodes(world)
    world.write("new.txt", article("Moon flew to Hanoi.", "Moon"))
    world.build()
    new = inodes(world)
    shared = {name for name in old if new.get(name) == old[name]}
    # tantivy and the engine keep one small list each, of which files count.
    lists = {"articles.sqlite", "segments.json", "lexical/meta.json", "lexical/.managed.json"}
    assert {name for name in old if name in new} - shared <= lists
    assert any(name.startswith("texts/") for name in shared)
    assert any(name.startswith("copies/") for name in shared)


def inodes(world: World) -> dict[str, int]:
    manifest = read_manifest(world.index)
    folder = manifest.folder(world.index)
    return {name: (folder / name).stat().st_ino for name in manifest.files}
