from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import EngineError, EngineUnfit, InvalidRequest, MissingExtra
from assistant.index.engines import check_engine_uri, open_engine
from assistant.index.milvus.engine import MilvusEngine
from assistant.index.milvus.text import has_text


@pytest.mark.parametrize("uri", ["", "index", "http://host/x", "faiss:///x", "root:hidden@host"])
def test_an_unknown_address_is_refused_and_not_repeated(uri: str) -> None:
    with pytest.raises(InvalidRequest, match=r"Write milvus\+http://host:19530/collection") as told:
        open_engine(uri, 8)
    with pytest.raises(InvalidRequest):
        check_engine_uri(uri)
    assert not uri or uri not in str(told.value)


def test_a_server_that_is_not_there_is_one_line() -> None:
    with pytest.raises(EngineError, match="Check the address, and that the server runs") as told:
        open_engine("milvus+http://127.0.0.1:1/news", 8, create=True)
    assert "\n" not in str(told.value)


def test_a_collection_must_exist_and_fit(tmp_path: Path) -> None:
    uri = f"milvus+file://{tmp_path}/x.db/news"
    with pytest.raises(EngineUnfit, match="no collection .*Build it: newsquote index"):
        open_engine(uri, 8)
    made = open_engine(uri, 8, create=True)
    open_engine(uri, 8, create=True).close()
    with pytest.raises(EngineUnfit, match="holds vectors of 8 numbers, the model makes 9"):
        open_engine(uri, 9, create=True)
    with pytest.raises(EngineUnfit, match="made without text=server"):
        open_engine(f"{uri}?text=server", 8)
    made.close()
    with pytest.raises(EngineError, match="was closed"):
        made.count()


def test_a_collection_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    engine = open_engine(f"milvus+file://{tmp_path}/x.db/ours", 8, create=True)
    assert isinstance(engine, MilvusEngine)
    engine._link._connected().create_collection("theirs", dimension=8)
    with pytest.raises(EngineUnfit, match="has no field key as newsquote makes it"):
        open_engine(f"milvus+file://{tmp_path}/x.db/theirs", 8, create=True)
    engine.close()


def test_a_folder_that_is_none_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("no folder")
    with pytest.raises(EngineError, match="milvus-lite cannot open .*x.db"):
        open_engine(f"milvus+file://{tmp_path}/x.db/news", 8, create=True)


@pytest.mark.parametrize(
    ("version", "has"),
    [
        ("v2.3.5-lite", False),
        ("v2.4.23", False),
        ("2.5.0", True),
        ("v2.5.4-dev", True),
        ("v2.10.1", True),
        ("v3.0", True),
        ("milvus_lite-3.2.2", True),
        ("", False),
        ("master-20260101", False),
    ],
)
def test_words_are_searched_from_the_version_that_can(version: str, has: bool) -> None:
    assert has_text(version) is has


@pytest.mark.parametrize("missing", ["pymilvus", "milvus_lite.db"])
def test_without_the_client_the_extra_is_named(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtra, match=r"pip install 'newsquote\[milvus\]'"):
        open_engine(f"milvus+file://{tmp_path}/x.db/news", 8, create=True)


def test_pymilvus_reads_no_env_file_and_logs_nothing(tmp_path: Path) -> None:
    program = """
import logging, os, sys
import assistant, assistant.index.engines
assert not {"pymilvus", "grpc", "milvus_lite"} & set(sys.modules)
import dotenv
dotenv.main.find_dotenv = dotenv.find_dotenv = lambda *_, **__: os.environ["ENV_FILE"]
from assistant.index.milvus.client import load_pymilvus
load_pymilvus()
assert "FROM_FILE" not in os.environ
assert os.environ["MILVUS_URI"] == "milvus+http://host/x"
assert "PYTHON_DOTENV_DISABLED" not in os.environ
assert not logging.getLogger("pymilvus").handlers
from assistant.errors import EngineError
from assistant.index.engines import open_engine
try:
    open_engine("milvus+http://127.0.0.1:1/news", 8)
except EngineError as told:
    print(told)
"""
    (tmp_path / "env").write_text("FROM_FILE=1\n")
    environment = {
        "MILVUS_URI": "milvus+http://host/x",
        "ENV_FILE": str(tmp_path / "env"),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1
