from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.errors import IndexDamaged, IndexUnusable
from assistant.index import states
from assistant.index.manifest import FileCheck, Manifest, Model, check_file
from assistant.index.states import (
    check_catalogue,
    clean,
    link_tree,
    new_state,
    prepare,
    seal,
)


def test_a_new_state_stands_beside_the_others(tmp_path: Path) -> None:
    first, second = new_state(tmp_path), new_state(tmp_path)
    assert first.parent == second.parent == tmp_path / "states"
    assert first != second


def test_clean_keeps_one_state(tmp_path: Path) -> None:
    keep, gone = new_state(tmp_path), new_state(tmp_path)
    (gone / "part").mkdir()
    (gone / "part" / "file").write_text("half")
    (tmp_path / "manifest.json.new").write_text("{")
    clean(tmp_path, keep.name)
    assert list((tmp_path / "states").iterdir()) == [keep]
    assert not (tmp_path / "manifest.json.new").exists()


def test_linked_files_are_the_same_bytes_and_locks_stay_behind(tmp_path: Path) -> None:
    old = tmp_path / "old"
    (old / "deep").mkdir(parents=True)
    (old / "deep" / "a").write_text("a")
    (old / ".tantivy-writer.lock").write_text("")
    link_tree(old, tmp_path / "new")
    names = [path.relative_to(tmp_path / "new") for path in (tmp_path / "new").rglob("*")]
    assert sorted(map(str, names)) == ["deep", os.path.join("deep", "a")]
    assert (tmp_path / "new" / "deep" / "a").read_text() == "a"


def test_files_are_copied_where_links_are_not_possible(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_source: Path, _target: Path) -> None:
        raise OSError("no links here")

    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a").write_text("a")
    monkeypatch.setattr(os, "link", refuse)
    link_tree(tmp_path / "old", tmp_path / "new")
    assert (tmp_path / "new" / "a").read_text() == "a"
    assert (tmp_path / "new" / "a").stat().st_nlink == 1


def test_seal_names_every_file_with_its_size(tmp_path: Path) -> None:
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "a").write_text("abc")
    (tmp_path / "b").write_text("")
    assert {name: check.size for name, check in seal(tmp_path).items()} == {"b": 0, "part/a": 3}


def test_an_index_cannot_be_a_file(tmp_path: Path) -> None:
    path = tmp_path / "index"
    path.write_text("")
    with pytest.raises(IndexUnusable, match="Choose another: --index DIR"):
        prepare(path)


def test_a_linked_file_carries_its_check_and_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    (old / "part").mkdir(parents=True)
    (old / "part" / "same").write_text("abc")
    (old / "other").write_text("abc")
    known = seal(old)
    link_tree(old / "part", new / "part")
    (new / "other").write_text("abc")
    read: list[str] = []

    def noted(path: Path) -> FileCheck:
        read.append(path.name)
        return check_file(path)

    monkeypatch.setattr(states, "check_file", noted)
    assert seal(new, old, known) == known
    assert read == ["other"]


def test_what_a_build_and_a_process_keep_is_not_sealed(tmp_path: Path) -> None:
    for name in ("building.json", "deleted", ".tantivy-writer.lock", "kept"):
        (tmp_path / name).write_text("")
    assert list(seal(tmp_path)) == ["kept"]


def test_a_changed_catalogue_is_not_copied(tmp_path: Path) -> None:
    manifest = Manifest(
        "one", "", "corpus", Model("m", "", 1), "", "", {}, {"articles.sqlite": FileCheck(1, "0")}
    )
    with pytest.raises(IndexDamaged, match="articles.sqlite differs"):
        check_catalogue(tmp_path, manifest)
