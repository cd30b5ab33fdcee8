"""Every hostile string as an argument of every door of a real server: answered or refused."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpx
import pytest

from tests.hostile import HUGE, KINDS, UNWRITABLE
from tests.hostile.walk import by_kind, check_each
from tests.serving.calls import body, component_id
from tests.serving.running import RunningPage, running_page

MCP = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
# An argument too long, of a wrong form, or of nothing known.
REFUSALS = {400, 404, 413, 414, 422}
# Where a path of the server's disk could be asked for.
FILE_DOORS = (
    "/gradio_api/file=", "/file=", "/gradio_api/file/", "/gradio_api/proxy=", "/assets/",
    "/static/", "/svelte/", "/gradio_api/stream/", "/", "/api/articles/",
    "/gradio_api/custom_component/",
)  # fmt: skip
SECRETS = (b"root:", b"BEGIN", b"[extensions]", b"PATH=", b"newsquote/index")


@pytest.fixture(scope="module")
def server() -> Iterator[RunningPage]:
    with running_page("tests.serving.newsdesk") as running:
        yield running
        assert running.stop() == 0
        assert "Traceback" not in running.errors()


@pytest.fixture(scope="module")
def client(server: RunningPage) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, trust_env=False, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def component(client: httpx.Client) -> int:
    return component_id(client)


def settled(response: httpx.Response) -> Any:
    """Return the JSON of an answer or of a refusal of one line; it is data and no page."""
    assert response.status_code == 200 or response.status_code in REFUSALS, response.text[:300]
    assert response.headers["content-type"].startswith(("application/json", "text/event-stream"))
    assert response.headers["x-content-type-options"] == "nosniff"
    if response.status_code != 200:
        assert len(response.text.splitlines()) == 1
    return response.json()


@by_kind
def test_the_api_answers_or_refuses(client: httpx.Client, kind: str) -> None:
    def check(text: str) -> None:
        given = {"question": text, "source": [text], "language": [text], "history": [text]}
        answer = settled(client.post("/api/ask", json=given))
        assert "error" in answer or answer["question"] == text.strip()
        named = urlencode({"q": text, "source": text, "language": text})
        found = settled(client.get(f"/api/search?{named}"))
        assert "error" in found or found["query"] == text
        since = settled(client.get("/api/ask", params={"q": "lamp", "since": text}))
        assert "error" in since or since["interpretation"]["since"] == text
        # The client takes `.` and `..` out of a path before it asks; a last slash is led away.
        told = client.get(f"/api/articles/x{quote(text, safe='')}")
        if told.is_redirect:
            assert told.headers["location"].startswith(f"{client.base_url}api/articles/x")
        else:
            assert "error" in settled(told)

    check_each(kind, check)


@by_kind
def test_the_tools_answer_or_refuse(client: httpx.Client, kind: str) -> None:
    def check(text: str) -> None:
        tools = (("ask", {"question": text, "source": text}), ("read_article", {"id": text}))
        for tool, arguments in tools:
            params = {"name": tool, "arguments": arguments}
            asked = {"jsonrpc": "2.0", "id": text, "method": "tools/call", "params": params}
            told = settled(client.post("/mcp", json=asked, headers=MCP))
            assert told["id"] == text
            assert told["result"]["content"][0]["type"] == "text"

    check_each(kind, check)


@by_kind
def test_the_functions_of_the_page_answer_or_refuse(
    client: httpx.Client, component: int, kind: str
) -> None:
    def called(function: str, data: object) -> Any:
        sent = body(component, function, data)
        return settled(client.post("/gradio_api/component_server", json=sent))

    def check(text: str) -> None:
        asked = {"number": 1, "question": text, "history": [text], "source": [text]}
        asked |= {"language": [text], "since": "", "until": ""}
        answer = called("answer", asked)
        assert "error" in answer or answer["answer"]["question"] == text.strip()
        assert "error" in called("answer", {**asked, "since": text, "number": text})
        assert "error" in called("context", {"article": text, "quote": [0, 1], "others": text})
        assert "error" in called("take", {"form": text, "answers": text})
        assert "error" in called("judge", {"answer": text, "rank": text, "answers": text})
        assert called("articles", text)

    check_each(kind, check)


@pytest.mark.parametrize("text", UNWRITABLE.values(), ids=UNWRITABLE.keys())
def test_half_a_character_is_refused(client: httpx.Client, component: int, text: str) -> None:
    plain = {"content-type": "application/json"}
    asked = json.dumps({"question": text, "source": [text]})
    assert "error" in settled(client.post("/api/ask", content=asked, headers=plain))
    sent = body(component, "answer", {"number": 1, "question": text, "history": []})
    written = json.dumps(sent)
    path = "/gradio_api/component_server"
    assert "error" in settled(client.post(path, content=written, headers=plain))
    raw = quote(text, errors="surrogatepass")
    assert "error" in settled(client.get(f"/api/articles/{raw}"))


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE.keys())
def test_a_long_argument_is_refused(client: httpx.Client, component: int, text: str) -> None:
    assert "error" in settled(client.post("/api/ask", json={"question": text}))
    sent = body(component, "answer", {"number": 1, "question": text, "history": []})
    assert "error" in settled(client.post("/gradio_api/component_server", json=sent))


@pytest.mark.parametrize("door", FILE_DOORS)
def test_no_path_leads_to_a_file(server: RunningPage, door: str) -> None:
    to = urlsplit(server.url)
    paths = [*KINDS["path"], *KINDS["scheme"], "pyproject.toml", "assistant/cli.py"]
    for path in paths:
        # The client of a browser would tidy the path up; an attacker's sends it as it is.
        for written in (quote(path, safe="/\\%.:~$"), quote(quote(path, safe=""), safe="")):
            connection = http.client.HTTPConnection(to.hostname or "", to.port, timeout=60)
            connection.request("GET", f"{door}{written}")
            response = connection.getresponse()
            told = response.read()
            connection.close()
            if response.status == 307:
                assert (response.headers["location"] or "").startswith(server.url), path
            elif response.status == 200:
                assert door == "/" and path == "manifest.json", path
            else:
                assert response.status in REFUSALS, path
            assert not any(secret in told for secret in SECRETS), path


@pytest.mark.parametrize("kind", ["path", "header", "event", "control"])
def test_no_file_is_taken(client: httpx.Client, kind: str) -> None:
    for text in KINDS[kind]:
        named = text.replace("\x00", "") or "x"
        for door in ("/gradio_api/upload", "/upload", "/api/ask", "/gradio_api/component_server"):
            sent = client.post(door, files={"files": (named, b"x", "text/html")})
            assert sent.status_code in {404, 415}, text
