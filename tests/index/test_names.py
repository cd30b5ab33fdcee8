"""The names of an index, through builds, updates and upgrades."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.index.manifest import MANIFEST_FILE, read_manifest
from assistant.index.names.tables import NAMES_FOLDER
from assistant.index.verify import verify_index
from assistant.known_names import Written
from tests.index.world import WordEncoder, World, article

ABOUT_VENN = (
    "The harbour master Marta Venn said that the bridge of the town would be shut on Friday."
)
ABOUT_BROOK = (
    "The mayor of the town told Ada Brook that nobody but Marta Venn would cross the bridge."
)


def written(world: World, key: str) -> Written | None:
    with world.open() as retriever:
        known = retriever.known_names()
        return known.written(key) if known else None


def tables(world: World) -> list[Path]:
    folder = read_manifest(world.index).folder(world.index) / NAMES_FOLDER
    return sorted(folder.iterdir()) if folder.is_dir() else []


def without_names(world: World) -> None:
    """Make the index one of an earlier version."""
    for path in tables(world):
        path.unlink()
    manifest = read_manifest(world.index)
    (manifest.folder(world.index) / NAMES_FOLDER).rmdir()
    fields = json.loads((world.index / MANIFEST_FILE).read_text())
    fields["files"] = {
        name: check for name, check in fields["files"].items() if not name.startswith(NAMES_FOLDER)
    }
    (world.index / MANIFEST_FILE).write_text(json.dumps(fields))


def test_an_update_adds_names_and_rewrites_no_large_table(world: World) -> None:
    many = " ".join(f"It was Orvale{number} and Venn who came." for number in range(300))
    world.write("many.txt", article(f"{many} {ABOUT_VENN}"))
    world.build()
    large = tables(world)
    inode = large[0].stat().st_ino
    world.write("new.txt", article(ABOUT_BROOK))
    world.build()
    assert [path.stat().st_ino for path in tables(world)][:1] == [inode]
    assert len(tables(world)) == 2
    assert written(world, "ada brook") == Written(1, 0, 0)
    assert written(world, "marta venn") == Written(2, 0, 0)


def test_names_of_removed_articles_stay_until_all_is_built_anew(world: World) -> None:
    world.write("venn.txt", article(ABOUT_VENN))
    gone = world.write("brook.txt", article(ABOUT_BROOK))
    world.build()
    gone.unlink()
    world.build()
    assert written(world, "ada brook") == Written(1, 0, 0)
    world.build(model="other")
    assert written(world, "ada brook") == Written()


def test_an_index_of_an_earlier_version_answers_and_an_update_gathers_its_names(
    world: World,
) -> None:
    world.write("venn.txt", article(ABOUT_VENN))
    world.build()
    without_names(world)
    assert verify_index(world.index, open_encoder=WordEncoder.open).ok
    assert written(world, "marta venn") is None
    with world.open() as retriever:
        assert [hit.article.text for hit in retriever.search("bridge")] == [ABOUT_VENN]
    world.write("brook.txt", article(ABOUT_BROOK))
    world.build()
    assert len(world.embedder.embedded) == 1
    assert written(world, "marta venn") == Written(2, 0, 0)
    assert written(world, "ada brook") == Written(1, 0, 0)
    assert verify_index(world.index, open_encoder=WordEncoder.open).ok


def test_an_index_of_an_earlier_version_gets_its_names_though_nothing_changed(
    world: World,
) -> None:
    world.write("venn.txt", article(ABOUT_VENN))
    world.build()
    without_names(world)
    report = world.build()
    assert (report.unchanged, world.embedder.embedded) == (1, [])
    assert written(world, "marta venn") == Written(1, 0, 0)
    state = read_manifest(world.index).state
    world.build()
    assert read_manifest(world.index).state == state


def test_who_has_the_names_open_keeps_them_through_an_update(world: World) -> None:
    world.write("venn.txt", article(ABOUT_VENN))
    world.build()
    with world.open() as retriever:
        before = retriever.known_names()
        world.write("brook.txt", article(ABOUT_BROOK))
        world.build()
        after = retriever.known_names()
        assert before and after
        assert before.written("ada brook") == Written()
        assert after.written("ada brook") == Written(1, 0, 0)


def test_a_damaged_table_is_noticed(world: World) -> None:
    world.write("venn.txt", article(ABOUT_VENN))
    world.build()
    (path,) = tables(world)
    path.write_bytes(path.read_bytes().replace(b"marta", b"marte"))
    (problem,) = verify_index(world.index, open_encoder=WordEncoder.open).problems
    assert path.name in problem
