from __future__ import annotations

from pathlib import Path

from benchmarks.growth.paper import (
    GIB,
    NODE_GIB,
    PLANNED,
    folder_bytes,
    machines_table,
    nodes,
    work_table,
)

PAGE = (Path(__file__).parents[2] / "docs" / "scale.md").read_text(encoding="utf-8")


def test_the_page_shows_what_is_computed() -> None:
    assert machines_table() in PAGE
    assert work_table() in PAGE
    assert f"{folder_bytes():,}" in PAGE


def test_a_node_holds_no_more_than_is_planned() -> None:
    full = int(PLANNED * NODE_GIB * GIB) // 1000
    assert nodes(full, 1000) == 1
    assert nodes(full + 1, 1000) == 2
