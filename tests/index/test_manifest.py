from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import IndexDamaged
from assistant.index.manifest import (
    FileCheck,
    Manifest,
    Model,
    read_manifest,
    shown,
    write_manifest,
)

MANIFEST = Manifest(
    state="20200101T000000-abcdef",
    created="2020-01-01T00:00:00+00:00",
    corpus="corpus/ü",
    model=Model("words", "a" * 64, 8),
    passages_by="passages 1",
    read_by="b" * 64,
    counts={"articles": 1, "passages": 2},
    files={"articles.sqlite": FileCheck(3, "c" * 64)},
    engine="milvus+http://host:19530/news",
)


def test_a_manifest_survives_writing_and_reading(tmp_path: Path) -> None:
    write_manifest(tmp_path, MANIFEST)
    assert read_manifest(tmp_path) == MANIFEST
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


@pytest.mark.parametrize(
    "field", ["state", "model", "counts", "files", "passages_by", "engine", "store"]
)
def test_a_manifest_without_a_field_is_damaged(tmp_path: Path, field: str) -> None:
    fields = json.loads(MANIFEST.to_json())
    del fields[field]
    (tmp_path / "manifest.json").write_text(json.dumps(fields))
    with pytest.raises(IndexDamaged, match="incomplete"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("state", ["../elsewhere", "/tmp", "", "..", "a/b"])
def test_a_state_lies_inside_the_index(tmp_path: Path, state: str) -> None:
    fields = {**json.loads(MANIFEST.to_json()), "state": state}
    (tmp_path / "manifest.json").write_text(json.dumps(fields))
    with pytest.raises(IndexDamaged):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    ("path", "text"),
    [("index", "./index"), ("./index/", "./index"), ("../i", "../i"), ("/i", "/i")],
)
def test_folders_are_shown_as_one_would_type_them(path: str, text: str) -> None:
    assert shown(Path(path)) == text
