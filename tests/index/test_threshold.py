from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import IndexMissing, IndexUnusable
from assistant.index.manifest import Manifest, Model, write_manifest
from assistant.index.states import clean, prepare
from assistant.index.threshold import (
    THRESHOLD_FILE,
    StoredThreshold,
    load_threshold,
    store_threshold,
    threshold_problem,
)
from assistant.threshold import Threshold

MEASURED = Threshold(0.4321, 0.05, 60, 2, 0.0041, 0.115, "measured on this index")
DAY = date(2026, 5, 4)


def manifest(model: str = "m1") -> Manifest:
    return Manifest("s1", "2026-05-04", "corpus", Model("mini", model, 3), "p", "r", {}, {})


@pytest.fixture
def index(tmp_path: Path) -> Path:
    write_manifest(tmp_path, manifest())
    return tmp_path


def altered(index: Path, **fields: Any) -> None:
    path = index / THRESHOLD_FILE
    path.write_text(json.dumps({**json.loads(path.read_text()), **fields}))


def test_what_is_stored_is_loaded(index: Path) -> None:
    store_threshold(index, MEASURED, "scorer 1", DAY)
    assert load_threshold(index, "scorer 1") == StoredThreshold(MEASURED)
    assert json.loads((index / THRESHOLD_FILE).read_text())["measured"] == "2026-05-04"
    assert sorted(path.name for path in index.iterdir()) == ["manifest.json", THRESHOLD_FILE]


def test_an_index_without_one_has_no_note(index: Path) -> None:
    assert load_threshold(index, "scorer 1") == StoredThreshold()
    assert threshold_problem(index) is None


def test_storing_again_replaces(index: Path) -> None:
    store_threshold(index, MEASURED, "scorer 1", DAY)
    other = replace(MEASURED, value=0.6, wrong=0, low=0.0)
    store_threshold(index, other, "scorer 1", DAY)
    assert load_threshold(index, "scorer 1").threshold == other


def test_another_scorer_is_not_believed(index: Path) -> None:
    store_threshold(index, MEASURED, "scorer 1", DAY)
    stored = load_threshold(index, "scorer 2")
    assert stored.threshold is None
    assert stored.note is not None
    assert "another scorer" in stored.note
    assert "newsquote eval" in stored.note


def test_another_embedding_model_is_not_believed(index: Path) -> None:
    store_threshold(index, MEASURED, "scorer 1", DAY)
    write_manifest(index, manifest("m2"))
    assert load_threshold(index, "scorer 1").threshold is None


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "newsquote/index"},
        {"format": 2},
        {"value": 1.5},
        {"value": "high"},
        {"value": float("nan")},
        {"low": None},
        {"n": 1},
        {"n": 60.0},
        {"wrong": -1},
    ],
)
def test_a_damaged_one_is_not_used_and_named(index: Path, fields: dict[str, Any]) -> None:
    store_threshold(index, MEASURED, "scorer 1", DAY)
    altered(index, **fields)
    stored = load_threshold(index, "scorer 1")
    assert stored.threshold is None
    assert stored.note == threshold_problem(index)
    assert stored.note is not None
    assert THRESHOLD_FILE in stored.note
    assert "\n" not in stored.note


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"null"])
def test_what_is_no_threshold_is_named(index: Path, content: bytes) -> None:
    (index / THRESHOLD_FILE).write_bytes(content)
    assert load_threshold(index, "scorer 1").threshold is None
    assert threshold_problem(index) is not None


@pytest.mark.parametrize("field", ["scorer", "model", "value", "n"])
def test_a_missing_field_is_damage(index: Path, field: str) -> None:
    path = store_threshold(index, MEASURED, "scorer 1", DAY)
    fields = json.loads(path.read_text())
    del fields[field]
    path.write_text(json.dumps(fields))
    assert threshold_problem(index) is not None


def test_it_is_stored_with_an_index_only(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        store_threshold(tmp_path, MEASURED, "scorer 1", DAY)


def test_a_folder_in_its_place_is_an_error_that_leaves_nothing(index: Path) -> None:
    (index / THRESHOLD_FILE).mkdir()
    with pytest.raises(IndexUnusable, match="Cannot write"):
        store_threshold(index, MEASURED, "scorer 1", DAY)
    assert sorted(path.name for path in index.iterdir()) == ["manifest.json", THRESHOLD_FILE]


def test_builds_keep_it(index: Path) -> None:
    store_threshold(index, MEASURED, "scorer 1", DAY)
    prepare(index)
    clean(index, None)
    assert load_threshold(index, "scorer 1").threshold == MEASURED
