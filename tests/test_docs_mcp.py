"""Every code block of docs/mcp.md runs, against the sample corpus."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from assistant.serving.mcp_tools import TOOLS
from tests.conftest import ROOT
from tests.documented import blocks, run_python, run_shell, serving

START, CALL = blocks("mcp.md", "sh")
PAGE = (ROOT / "docs" / "mcp.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def url(workspace: Path) -> Iterator[str]:
    with serving(workspace, "--mcp") as address:
        yield address


def test_the_server_is_started_as_the_page_says() -> None:
    assert START == "newsquote serve --mcp\n"


def test_the_program_of_the_page_runs(url: str, tmp_path: Path) -> None:
    [program] = blocks("mcp.md", "python")
    names, *quotes = run_python(program, tmp_path, url).splitlines()
    assert names == str(list(TOOLS))
    assert quotes


def test_a_call_with_curl(url: str, tmp_path: Path) -> None:
    result = json.loads(run_shell(CALL, tmp_path, url))["result"]
    assert len(result["structuredContent"]["hits"]) == 2


def test_the_entry_of_a_host_starts_the_tools(workspace: Path) -> None:
    [shown] = blocks("mcp.md", "json")
    [entry] = json.loads(shown)["mcpServers"].values()
    assert entry["command"] == "newsquote"
    given = [str(workspace / "index") if "/" in each else each for each in entry["args"]]
    started = StdioServerParameters(
        command=sys.executable, args=["-m", "assistant", *given], cwd=ROOT
    )

    async def names() -> list[str]:
        async with asyncio.timeout(120), Client(stdio_client(started)) as client:
            return [tool.name for tool in (await client.list_tools()).tools]

    assert asyncio.run(names()) == list(TOOLS)


def test_every_tool_and_argument_is_named() -> None:
    for name, door in TOOLS.items():
        [row] = [line for line in PAGE.splitlines() if line.startswith(f"| `{name}`")]
        for argument in door.takes.model_fields:
            assert f"`{argument}`" in row
