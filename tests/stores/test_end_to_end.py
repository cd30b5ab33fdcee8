"""An index whose articles are in PostgreSQL answers as one in a folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from assistant.errors import IndexDamaged, InvalidRequest, StoreError
from assistant.index.builder import build_index
from assistant.index.verify import verify_index
from assistant.models import BuildReport
from assistant.retriever import Retriever
from tests.conftest import ROOT
from tests.index.world import WordEncoder, World, article
from tests.stores.server import PostgresServer

QUESTIONS = [
    json.loads(line)["question"]
    for line in (ROOT / "docs" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
]


class StoreWorld(World):
    """A world whose articles are in PostgreSQL."""

    def __init__(self, folder: Path, uri: str) -> None:
        super().__init__(folder)
        self.uri = uri

    def build(self, model: str = "words") -> BuildReport:
        self.embedder.embedded.clear()
        return build_index(self.corpus, self.index, model=model, parts=self.parts, store=self.uri)


@pytest.fixture
def world(tmp_path: Path, uri: str) -> StoreWorld:
    return StoreWorld(tmp_path, uri)


def comparable(assistant: Assistant, question: str) -> dict[str, Any]:
    answer = assistant.ask(question, asked="2026-01-01").to_dict()
    return {name: value for name, value in answer.items() if name not in ("took_ms", "digest")}


@pytest.mark.slow
def test_the_sample_corpus_answers_the_same(
    workspace: Path, tmp_path: Path, uri: str, server: PostgresServer
) -> None:
    report = build_index(workspace / "corpus", tmp_path / "index", store=uri)
    assert report.skipped == ()
    folder, database = Assistant.open(workspace / "index"), Assistant.open(tmp_path / "index")
    assert QUESTIONS
    for question in QUESTIONS:
        assert comparable(database, question) == comparable(folder, question)
    one, other = folder.retriever, database.retriever
    assert other.articles(limit=200) == one.articles(limit=200)
    assert other.articles("the", since=None) == one.articles("the")
    held = [retriever.overview() for retriever in (one, other)]
    assert held[0].sources == held[1].sources
    assert held[0].months == held[1].months
    folder.retriever.close()
    # Everything but the articles is in the folder still.
    assert not list((tmp_path / "index").rglob("*.sqlite"))
    assert verify_index(tmp_path / "index", sample=8).problems == ()
    server.stop()
    server.start()
    assert database.ask(QUESTIONS[0]).to_dict()["status"]
    database.retriever.close()


def test_an_update_switches_and_embeds_only_what_is_new(world: StoreWorld) -> None:
    world.write("a.txt", article("The bridge opens.", "Bridge"), article("A ferry.", "Ferry"))
    assert world.build().added == 2
    with world.open() as retriever:
        world.write("b.txt", article("A tunnel is dug.", "Tunnel"))
        (world.corpus / "a.txt").unlink()
        world.write("c.txt", article("The bridge opens.", "Bridge"))
        report = world.build()
        assert (report.added, report.changed, report.removed) == (1, 1, 1)
        assert [text for text in world.embedder.embedded if "bridge" in text.lower()] == []
        found = {hit.article.title for hit in retriever.search("tunnel bridge ferry")}
        assert found == {"Bridge", "Tunnel"}
        assert retriever.overview().articles == 2
    assert world.build().unchanged == 2


def test_a_stopped_build_leaves_the_old_index_and_is_gone_on_with(
    world: StoreWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.write("a.txt", article("The bridge opens.", "Bridge"))
    world.build()
    (world.corpus / "a.txt").unlink()
    world.write("b.txt", article("A tunnel is dug.", "Tunnel"), article("A ferry.", "Ferry"))

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with world.open() as retriever:
        with monkeypatch.context() as patched:
            patched.setattr(world.embedder, "encode", stop)
            with pytest.raises(KeyboardInterrupt):
                world.build()
        with world.open() as anew:
            for one in (retriever, anew):
                assert [hit.article.title for hit in one.search("tunnel bridge")] == ["Bridge"]
        report = world.build()
        assert (report.added, report.removed, report.passages) == (2, 1, 2)
        found = {hit.article.title for hit in retriever.search("tunnel bridge ferry")}
        assert found == {"Tunnel", "Ferry"}
    assert world.build().unchanged == 2


def test_a_manifest_holds_no_password(world: StoreWorld) -> None:
    world.write("a.txt", article("The bridge opens."))
    with pytest.raises(InvalidRequest) as caught:
        build_index(
            world.corpus, world.index, model="words", parts=world.parts,
            store=world.uri.replace("newsquote@", "newsquote:hidden@"),
        )  # fmt: skip
    assert "hidden" not in str(caught.value)
    world.build()
    manifest = json.loads((world.index / "manifest.json").read_text())
    assert manifest["store"] == world.uri


def test_an_index_without_its_server_says_so(world: StoreWorld, server: PostgresServer) -> None:
    world.write("a.txt", article("The bridge opens."))
    world.build()
    server.stop()
    try:
        with pytest.raises(StoreError, match="See that the server runs"):
            Retriever.open(world.index, open_encoder=WordEncoder.open)
    finally:
        server.start()
    world.open().close()


def test_an_index_of_before_the_last_build_says_so(world: StoreWorld, tmp_path: Path) -> None:
    world.write("a.txt", article("The bridge opens."))
    world.build()
    shutil.copytree(world.index, tmp_path / "copied")
    world.write("b.txt", article("A tunnel is dug."))
    world.build()
    with pytest.raises(IndexDamaged, match="does not hold"):
        Retriever.open(tmp_path / "copied", open_encoder=WordEncoder.open)
