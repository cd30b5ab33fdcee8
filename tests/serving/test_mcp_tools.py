"""The tools as the official client of the protocol sees them, over HTTP and over pipes."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp_types import CallToolResult, TextContent

from assistant.serving.mcp_tools import INSTRUCTIONS, TOOLS
from tests.conftest import ROOT
from tests.serving.newsdesk import LIGHTHOUSE, NewsDesk
from tests.serving.running import RunningPage, running_page

LAMP = "When was the lamp lit?"
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
PLAIN = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
# The handshake of older clients, and the way of newer ones.
MODES = ["legacy", "auto"]


@pytest.fixture(scope="module")
def server() -> Iterator[RunningPage]:
    with running_page("tests.serving.newsdesk") as running:
        yield running


@asynccontextmanager
async def connected(server: RunningPage, mode: str = "auto") -> AsyncIterator[Client]:
    async with asyncio.timeout(60), Client(f"{server.url}mcp", mode=mode) as client:
        yield client


def called(server: RunningPage, tool: str, given: dict[str, Any]) -> CallToolResult:
    async def call() -> CallToolResult:
        async with connected(server) as client:
            return await client.call_tool(tool, given)

    return asyncio.run(call())


def text_of(result: CallToolResult) -> str:
    [content] = result.content
    assert isinstance(content, TextContent)
    return content.text


def refusal(result: CallToolResult) -> str:
    """Return the error of a call, which is one line and nothing else."""
    assert result.is_error
    assert result.structured_content is None
    assert text_of(result).isprintable()
    return text_of(result)


@pytest.mark.parametrize("mode", MODES)
def test_a_model_is_told_what_the_tools_are(server: RunningPage, mode: str) -> None:
    async def look() -> None:
        async with connected(server, mode) as client:
            assert client.instructions == INSTRUCTIONS
            assert client.server_info is not None
            assert client.server_info.name == "newsquote"
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert list(tools) == ["ask", "search", "read_article"]
        for name, tool in tools.items():
            assert tool.title
            assert tool.description == TOOLS[name].description
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint is True
            assert tool.annotations.open_world_hint is False
            for schema in (tool.input_schema, tool.output_schema):
                assert schema is not None
                Draft202012Validator.check_schema(schema)
                assert schema["additionalProperties"] is False
            for about in tool.input_schema["properties"].values():
                assert about["description"]
        for word in ("verbatim", "no_answer", "paraphrase", "history"):
            assert word in (tools["ask"].description or "")

    asyncio.run(look())


@pytest.mark.parametrize("mode", MODES)
def test_an_answer_is_that_of_the_desk(server: RunningPage, mode: str) -> None:
    async def ask() -> CallToolResult:
        async with connected(server, mode) as client:
            # The client checks what comes back against the tool's output schema.
            return await client.call_tool("ask", {"question": LAMP, "k": 2})

    result = asyncio.run(ask())
    assert not result.is_error
    assert result.structured_content == NewsDesk().ask(LAMP).to_dict()
    assert json.loads(text_of(result)) == result.structured_content


def test_every_door_gives_the_same(server: RunningPage) -> None:
    rest = httpx.get(f"{server.url}api/search", params={"q": "lamp", "k": 1}).json()
    assert called(server, "search", {"query": "lamp", "k": 1}).structured_content == rest
    rest = httpx.get(f"{server.url}api/articles/{LIGHTHOUSE.id}").json()
    read = called(server, "read_article", {"id": LIGHTHOUSE.id}).structured_content
    assert read == rest == LIGHTHOUSE.to_dict()


def test_no_answer_is_no_error(server: RunningPage) -> None:
    result = called(server, "ask", {"question": "nothing known"})
    assert not result.is_error
    assert result.structured_content["status"] == "no_answer"
    assert result.structured_content["quotes"] == []


@pytest.mark.parametrize(
    ("tool", "given", "said"),
    [
        ("ask", {}, "question is missing"),
        ("ask", {"question": " "}, "question is empty"),
        ("ask", {"question": 5}, "question is 5"),
        ("ask", {"question": "a", "k": "5"}, "k is '5'"),
        ("ask", {"question": "a", "k": 51}, "k is 51"),
        ("ask", {"question": "a", "since": "yesterday"}, "since"),
        ("ask", {"question": "a", "since": "2022-02-30"}, "since is no day"),
        ("ask", {"question": "a" * 501}, "500 characters"),
        ("ask", {"question": "a", "history": [1]}, "history is 1"),
        ("ask", {"question": "a", "unheard\nof": 1}, "unheard\\nof is 1"),
        ("search", {"query": "a", "k": 101}, "k is 101"),
        ("read_article", {"id": "none"}, "No article 'none'"),
        ("read_article", {"id": ""}, "id is ''"),
        ("write_article", {}, "No tool 'write_article'. There are: ask, search, read_article."),
    ],
)
def test_a_wrong_call_is_refused_in_one_line(
    server: RunningPage, tool: str, given: dict[str, Any], said: str
) -> None:
    assert said in refusal(called(server, tool, given))


def test_a_defect_is_logged_and_not_told(server: RunningPage) -> None:
    result = called(server, "ask", {"question": "the broken one"})
    assert refusal(result) == "The server failed. Its log says why."
    assert "/secret/path" in server.errors()
    assert "the broken one" not in server.errors()


@pytest.mark.parametrize("path", ["mcp", "mcp/"])
def test_a_call_is_one_post_with_one_json_answer(server: RunningPage, path: str) -> None:
    response = httpx.post(f"{server.url}{path}", json=LIST, headers=PLAIN)
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json")
    assert [tool["name"] for tool in response.json()["result"]["tools"]] == list(TOOLS)
    assert "mcp-session-id" not in response.headers
    # No stream that would hold up the server's end.
    for method in ("GET", "DELETE"):
        refused = httpx.request(method, f"{server.url}{path}", headers=PLAIN)
        assert (refused.status_code, refused.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "127.0.0.1.evil.example"},
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1.evil.example"},
        {"origin": "null"},
        {"content-type": "text/plain"},
    ],
)
def test_what_a_foreign_page_could_send_is_refused(
    server: RunningPage, headers: dict[str, str]
) -> None:
    response = httpx.post(f"{server.url}mcp", json=LIST, headers={**PLAIN, **headers})
    assert response.status_code in {400, 403, 421}
    assert "tools" not in response.text


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b"[" * 100_000, b'"\\ud800"', b"\xff", b'{"method": 5}']
)
def test_what_is_no_call_is_refused(server: RunningPage, body: bytes) -> None:
    response = httpx.post(f"{server.url}mcp", content=body, headers=PLAIN)
    assert 400 <= response.status_code < 500
    assert "Traceback" not in response.text


def test_clients_at_once_get_their_own_answers(server: RunningPage) -> None:
    async def ask_all() -> list[CallToolResult]:
        async with connected(server) as one, connected(server) as other:
            calls = [
                client.call_tool("ask", {"question": f"a slow lamp {number}"})
                for number, client in enumerate([one, other] * 8)
            ]
            return await asyncio.gather(*calls)

    results = asyncio.run(ask_all())
    asked = [result.structured_content["question"] for result in results]
    assert asked == [f"a slow lamp {number}" for number in range(16)]


def test_the_server_ends_while_a_client_is_connected() -> None:
    async def ends() -> int:
        with running_page("tests.serving.newsdesk") as running:
            async with connected(running, "legacy") as client:
                assert not (await client.call_tool("ask", {"question": LAMP})).is_error
                running.process.terminate()
                # Far beyond the time it takes, for a machine under load.
                return await asyncio.to_thread(running.process.wait, 60)

    assert asyncio.run(ends()) == 0


def test_the_command_answers_over_pipes(workspace: Path) -> None:
    async def ask() -> CallToolResult:
        parameters = StdioServerParameters(
            command=sys.executable,
            args=["-m", "assistant", "mcp", "--index", str(workspace / "index")],
            cwd=ROOT,
        )
        async with asyncio.timeout(120), Client(stdio_client(parameters)) as client:
            question = "How many boxes of remains did North Korea hand over?"
            result = await client.call_tool("ask", {"question": question})
            quote = result.structured_content["quotes"][0]
            read = await client.call_tool("read_article", {"id": quote["article"]["id"]})
            text = read.structured_content["text"]
            assert text[quote["start"] : quote["end"]] == quote["text"]
            return result

    assert asyncio.run(ask()).structured_content["status"] == "answered"
