from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.index import remote, switching
from assistant.index.builder import build_index
from assistant.index.engine import Capabilities, Matrix, Record, Scored
from assistant.index.filters import Where
from assistant.index.manifest import Manifest, read_manifest, write_manifest
from assistant.index.verify import verify_index
from assistant.models import BuildReport, Hit
from tests.index.world import WordEncoder, World, article

URI = "milvus+http://host:19530/news"


class Shared:
    """Vectors that all states share, without filters and without words."""

    def __init__(self) -> None:
        self.rows: dict[int, Record] = {}
        self.capabilities = Capabilities(
            exact_dense=True, filters_inside=True, distributed=True, text=False
        )

    def upsert(self, records: Sequence[Record]) -> None:
        self.rows.update((record.key, record) for record in records)

    def delete(self, keys: Sequence[int]) -> None:
        for key in keys:
            self.rows.pop(key, None)

    def search_dense(self, vector: Matrix, limit: int, where: Where = ()) -> list[Scored]:
        assert not where
        found = [Scored(key, float(row.vector @ vector)) for key, row in self.rows.items()]
        return sorted(found, key=lambda one: (-one.score, one.key))[:limit]

    def search_text(self, query: str, limit: int, where: Where = ()) -> list[Scored]:
        raise AssertionError("it has no words")

    def fetch(self, keys: Sequence[int]) -> Matrix:
        return np.array([self.rows[key].vector for key in keys], np.float32).reshape(len(keys), -1)

    def count(self) -> int:
        return len(self.rows)

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Shared:
    engine = Shared()

    def opened(uri: str, dimension: int, *, create: bool = False) -> Shared:
        assert (uri, dimension) == (URI, WordEncoder.dimension)
        return engine

    monkeypatch.setattr(remote, "open_engine", opened)
    return engine


def build(world: World) -> BuildReport:
    return build_index(world.corpus, world.index, model="words", parts=world.parts, engine=URI)


def found(world: World, query: str) -> list[tuple[str, str, float, float]]:
    def row(hit: Hit) -> tuple[str, str, float, float]:
        return hit.article.title, hit.text, round(hit.cosine, 5), round(hit.bm25, 5)

    with world.open() as retriever:
        return [row(hit) for hit in retriever.search(query)]


def fill(world: World) -> None:
    for number in range(9):
        text = f"Report {number} of Kim.\nHe met {number * 3} envoys on day {number}."
        world.write(f"{number}.txt", article(text, f"Title {number}"))


def test_answers_are_those_of_the_folder_itself(
    world: World, shared: Shared, tmp_path: Path
) -> None:
    fill(world)
    build(world)
    manifest = read_manifest(world.index)
    assert (manifest.engine, manifest.store) == (URI, None)
    assert not any(name.startswith("segments") for name in manifest.files)
    assert any(name.startswith("lexical/") for name in manifest.files)
    assert len(shared.rows) == 18
    local = tmp_path / "local"
    build_index(world.corpus, local, model="words", parts=world.parts)
    elsewhere = [found(world, query) for query in ("Kim met envoys", "day 7", "Title 3")]
    world.index = local
    assert [found(world, query) for query in ("Kim met envoys", "day 7", "Title 3")] == elsewhere


def test_what_no_state_needs_is_deleted_after_the_switch(
    world: World, shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(world)
    build(world)
    before = dict(shared.rows)

    def switched(index: Path, manifest: Manifest) -> None:
        assert set(before) <= set(shared.rows)
        write_manifest(index, manifest)

    monkeypatch.setattr(switching, "write_manifest", switched)
    (world.corpus / "0.txt").unlink()
    world.write("1.txt", article("Kim stayed at home.", "Title 1"))
    report = build(world)
    assert (report.changed, report.removed, report.passages) == (1, 1, 15)
    assert len(shared.rows) == 15
    assert verify_index(world.index, open_encoder=WordEncoder.open).ok


def test_a_title_that_changes_keeps_its_passages(world: World, shared: Shared) -> None:
    fill(world)
    build(world)
    text = "Report 0 of Kim.\nHe met 0 envoys on day 0."
    world.write("0.txt", article(text, "Another title"))
    build(world)
    assert len(shared.rows) == 18
    assert {row.title for row in shared.rows.values()} >= {"Another title", "Title 1"}
    assert verify_index(world.index, open_encoder=WordEncoder.open).ok


def test_deletions_that_were_cut_off_are_made_up_for(
    world: World, shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(world)
    build(world)
    (world.corpus / "0.txt").unlink()
    with monkeypatch.context() as patch:
        patch.setattr("assistant.index.update.delete_afterwards", lambda *_: None)
        build(world)
    assert len(shared.rows) == 18
    assert len(found(world, "Report 0 of Kim")) == 10
    (world.corpus / "1.txt").unlink()
    build(world)
    assert len(shared.rows) == 14
    build_again = World(world.index.parent, fresh=False)
    build_again.write("2.txt", article("Kim left.", "Title 2"))
    build(build_again)
    assert len(shared.rows) == 13


def test_passages_that_a_state_does_not_know_are_no_results(world: World, shared: Shared) -> None:
    fill(world)
    build(world)
    before = found(world, "Kim met envoys")
    row = next(iter(shared.rows.values()))
    shared.upsert([Record(7, row.text, row.title, WordEncoder().encode(["Kim met envoys"])[0])])
    assert found(world, "Kim met envoys") == before


def test_another_engine_is_another_index(world: World, shared: Shared) -> None:
    fill(world)
    world.build()
    assert build(world).added == 9
    assert read_manifest(world.index).engine == URI
    world.build()
    assert read_manifest(world.index).engine is None
