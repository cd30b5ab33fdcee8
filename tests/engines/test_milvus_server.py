"""What only a real Milvus server can show: restarts, an outage, a password."""

from __future__ import annotations

import secrets
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import EngineError, EngineUnfit
from assistant.index.engines import open_engine
from assistant.index.milvus.engine import MilvusEngine
from tests.engines.milvus_server import MilvusServer
from tests.engines.passages import DIMENSION, found, many, unit

pytestmark = pytest.mark.server

RECORDS = many(300)


def uri(server: MilvusServer, options: str = "") -> str:
    return f"milvus+http://127.0.0.1:{server.port}/restart_{secrets.token_hex(8)}{options}"


@pytest.fixture(params=["FLAT", "IVF_FLAT", "IVF_SQ8", "HNSW"])
def indexed(request: pytest.FixtureRequest, milvus_server: MilvusServer) -> Iterator[MilvusEngine]:
    place = uri(milvus_server, f"?index={request.param}")
    engine = open_engine(place, DIMENSION, create=True)
    assert isinstance(engine, MilvusEngine)
    assert engine.capabilities.exact_dense == (request.param == "FLAT")
    yield engine
    engine.drop()


def test_every_index_that_can_be_named_is_searched(indexed: MilvusEngine) -> None:
    indexed.upsert(RECORDS)
    indexed.flush()
    assert found(indexed, unit(3), 1) == [3]
    assert len(found(indexed, unit(3), 300)) == 300


def test_all_is_there_after_a_restart(milvus_server: MilvusServer) -> None:
    place = uri(milvus_server)
    engine = open_engine(place, DIMENSION, create=True)
    engine.upsert(RECORDS)
    engine.delete([4])
    engine.flush()
    expected = engine.search_dense(unit(3), 20)
    milvus_server.stop()
    milvus_server.start()
    again = open_engine(place, DIMENSION)
    assert isinstance(again, MilvusEngine)
    assert again.search_dense(unit(3), 20) == expected
    # The engine that was open goes on.
    assert engine.search_dense(unit(3), 20) == expected
    assert again.count() == len(RECORDS) - 1
    again.upsert(RECORDS[3:4])
    again.flush()
    assert engine.count() == len(RECORDS)
    engine.close()
    again.drop()


def test_an_old_server_searches_no_words(milvus_server: MilvusServer) -> None:
    with pytest.raises(EngineUnfit, match=r"Milvus v2\.3\.5.* cannot search words: 2\.5 can"):
        open_engine(uri(milvus_server, "?text=server"), DIMENSION, create=True)


@pytest.fixture
def guarded(milvus_server: MilvusServer, tmp_path: Path) -> Iterator[MilvusServer]:
    """A server of its own that asks for a password; skipped where there is none at all."""
    del milvus_server
    server = MilvusServer(tmp_path / "guarded", "--authorization-enabled", "true")
    server.start()
    yield server
    server.stop()


def test_a_password_is_asked_for_and_an_outage_is_one_line(
    guarded: MilvusServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for token in ("", "root:wrong-secret"):
        monkeypatch.setenv("MILVUS_TOKEN", token)
        with pytest.raises(EngineError, match=r"refuses the token. Check MILVUS_TOKEN\.$") as told:
            open_engine(uri(guarded), DIMENSION, create=True)
        assert "wrong-secret" not in "".join(traceback.format_exception(told.value))
    # The password that a new server comes with.
    monkeypatch.setenv("MILVUS_TOKEN", "root:Milvus")
    engine = open_engine(uri(guarded), DIMENSION, create=True)
    engine.upsert(RECORDS)
    engine.flush()
    guarded.stop()
    for ask in (lambda: engine.search_dense(unit(3), 20), lambda: open_engine(uri(guarded), 8)):
        with pytest.raises(EngineError, match=r"does not answer: .* that the server runs\.$"):
            ask()
    engine.close()
