"""A question is answered alike, whichever engine searched its passages."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant, build_index
from assistant.index.engines import open_engine
from assistant.index.manifest import read_manifest
from assistant.index.milvus.engine import MilvusEngine

QUESTIONS = (
    "when did Kim visit China",
    "Who met at Panmunjom?",
    "where was the summit held",
    "what did Trump say about sanctions",
    "why was the meeting cancelled",
    "when was the summit in Hanoi",
    "who is Moon Jae-in",
    "Did North Korea test missiles in 2019?",
    "how many people attended",
    "how old is Kim",
)


def answers(index: Path) -> list[dict[str, Any]]:
    desk = Assistant.open(index)
    found = [desk.ask(question).to_dict() for question in QUESTIONS]
    desk.close()
    for answer in found:
        del answer["took_ms"]
    return found


@pytest.fixture(params=["milvus-lite", pytest.param("milvus-server", marks=pytest.mark.server)])
def uri(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    name = f"newsquote_test_{secrets.token_hex(8)}"
    if request.param == "milvus-lite":
        return f"milvus+file://{tmp_path}/lite.db/{name}"
    return f"milvus+http://127.0.0.1:{request.getfixturevalue('milvus_server').port}/{name}"


@pytest.mark.slow
def test_answers_are_those_of_the_index_without_a_server(
    uri: str, workspace: Path, tmp_path: Path
) -> None:
    corpus, own, other = tmp_path / "corpus", tmp_path / "own", tmp_path / "other"
    shutil.copytree(workspace / "corpus", corpus)
    shutil.copytree(workspace / "index", own)
    build_index(corpus, other, engine=uri)
    expected = answers(own)
    assert sum(answer["status"] == "answered" for answer in expected) >= 5
    assert answers(other) == expected
    # An update reaches the server too: what it no longer needs is deleted there.
    for path in sorted(corpus.rglob("*.html"))[:4]:
        path.unlink()
    assert build_index(corpus, own).removed == 4
    assert build_index(corpus, other, engine=uri).removed == 4
    assert answers(other) == answers(own) != expected
    engine = open_engine(uri, read_manifest(other).model.dimension)
    assert isinstance(engine, MilvusEngine)
    assert engine.count() == read_manifest(other).counts["passages"]
    engine.drop()
