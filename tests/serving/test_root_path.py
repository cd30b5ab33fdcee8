"""The server under a path of a reverse proxy: page, assets, functions and API."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.serving.access_lines import line_of
from tests.serving.calls import call
from tests.serving.running import running_page
from tests.ui.fake import FERRY

PREFIX = "/desk/news"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("proxied") / "access.jsonl"


@pytest.fixture(scope="module")
def upstream(log: Path) -> Iterator[str]:
    command = ("tests.serving.program", "serve", "--port", "0", "--index", str(log.parent))
    more = ("--root-path", PREFIX, "--mcp", "--access-log", str(log))
    with running_page(*command, *more) as page:
        yield page.url
        assert page.stop() == 0
        assert page.errors() == ""


@pytest.fixture(scope="module", params=["strip", "keep"])
def client(request: pytest.FixtureRequest, upstream: str) -> Iterator[httpx.Client]:
    command = ("tests.serving.reverse_proxy", upstream, PREFIX, request.param)
    with (
        running_page(*command) as proxy,
        httpx.Client(base_url=proxy.url + PREFIX[1:], trust_env=False) as client,
    ):
        yield client


def test_the_page_and_all_it_names_come_through(client: httpx.Client) -> None:
    html = client.get("/").text
    named = re.findall(r"(?:src|href)=\"\./([^\"]+)\"", html)
    assert named
    for path in named:
        assert client.get(path).status_code == 200, path


def test_the_page_is_told_its_public_address(client: httpx.Client) -> None:
    root = client.get("/config").json()["root"]
    assert root == str(client.base_url).rstrip("/")


def test_its_functions_work(client: httpx.Client) -> None:
    found = call(client, "answer", {"number": 1, "question": "ferry?"})
    assert isinstance(found, dict)
    assert found["answer"]["quotes"][0]["article"]["id"] == FERRY.id


def test_its_stream_works(client: httpx.Client) -> None:
    sent = {"data": ["ferry?", 5, None, None, None, None, None, None]}
    event = client.post("gradio_api/call/ask", json=sent).json()["event_id"]
    assert "Northport" in client.get(f"gradio_api/call/ask/{event}").text


def test_the_api_works(client: httpx.Client) -> None:
    assert client.get("api/ask", params={"q": "ferry?"}).json()["status"] == "answered"
    assert client.get("health").json()["status"] == "ok"


def test_the_tools_work(client: httpx.Client) -> None:
    sent = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    headers = {"accept": "application/json, text/event-stream"}
    told = client.post("mcp", json=sent, headers=headers).json()
    assert {tool["name"] for tool in told["result"]["tools"]} == {"ask", "search", "read_article"}


@pytest.mark.parametrize("path", ["gradio_api/file=/etc/passwd", "gradio_api/upload", "docs"])
def test_the_other_doors_stay_shut(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_log_names_the_reader_and_not_the_proxy(client: httpx.Client, log: Path) -> None:
    client.get("health")
    entry = line_of(log, f"{PREFIX}/health", 200)
    assert entry["path"] == f"{PREFIX}/health"
    assert entry["client"] == "198.51.100.7"
