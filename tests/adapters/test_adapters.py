"""What holds for all adapters: a missing extra is named, and nothing leaves the machine."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from assistant.errors import MissingExtra
from tests.adapters.conftest import QUESTION
from tests.test_package import python

FRAMEWORKS = {
    "langchain": "langchain_core",
    "llama_index": "llama_index",
    "haystack": "haystack",
}
ASK = {
    "langchain": "NewsquoteRetriever.open('index', k=2).invoke(question)",
    "llama_index": "NewsquoteRetriever.open('index', k=2).retrieve(question)",
    "haystack": "run_pipeline(NewsquoteRetriever('index', k=2))",
}
# Run before anything else: no variable turns telemetry off, and who tries to connect ends the
# process, in whatever thread and whatever it catches.
UNTOLD = """
import os, socket
for name in ("CI", "ORT_DISABLE_TELEMETRY", "HAYSTACK_TELEMETRY_ENABLED"):
    os.environ.pop(name, None)
def refuse(*arguments, **options):
    os.write(2, f"network: {arguments}".encode())
    os._exit(9)
socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = refuse
socket.create_connection = socket.getaddrinfo = refuse

def run_pipeline(retriever):
    from haystack import Pipeline
    pipeline = Pipeline()
    pipeline.add_component("retriever", retriever)
    return pipeline.run({"retriever": {"query": question}})["retriever"]["documents"]
"""


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_a_missing_framework_is_named_with_its_extra(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = FRAMEWORKS[name]
    for loaded in [each for each in sys.modules if each.split(".")[0] == top]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.delitem(sys.modules, f"assistant.adapters.{name}", raising=False)
    monkeypatch.setitem(sys.modules, top, None)
    extra = name.replace("_", "-")
    with pytest.raises(MissingExtra, match=rf"pip install 'newsquote\[{extra}\]'"):
        importlib.import_module(f"assistant.adapters.{name}")


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_a_framework_asks_with_no_network_and_an_empty_home(
    name: str, workspace: Path, tmp_path: Path
) -> None:
    script = (
        UNTOLD
        + f"""
from assistant.adapters.{name} import NewsquoteRetriever
question = {QUESTION!r}
print(len({ASK[name]}))
"""
    )
    printed = python(
        script,
        folder=workspace,
        HOME=str(tmp_path),
        XDG_CACHE_HOME=str(tmp_path),
        PYTHONDONTWRITEBYTECODE="1",
    )
    assert printed.strip() == "2"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
