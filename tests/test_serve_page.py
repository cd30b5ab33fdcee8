"""Every command of docs/serve.md starts a server that answers and stops."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.conftest import ROOT
from tests.serving.running import STOP_SECONDS

PAGE = (ROOT / "docs" / "serve.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```", PAGE, re.S | re.M)
    for line in block.splitlines()
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_serves(command: str, workspace: Path) -> None:
    (workspace / "readers.txt").write_text("ada:a quill\n", encoding="utf-8")
    program, *arguments = shlex.split(command)
    assert program == "newsquote"
    with subprocess.Popen(
        [sys.executable, "-m", "assistant", *arguments, "--port", "0"],
        cwd=workspace,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        try:
            assert process.stderr is not None
            ready = process.stderr.readline()
            (url,) = re.findall(r"http://127\.0\.0\.1:\d+/", ready) or pytest.fail(ready)
            assert httpx.get(f"{url}health").json()["status"] == "ok"
            opened = httpx.get(url.rstrip("/") + "/api/corpus", auth=("ada", "a quill"))
            assert opened.json()["articles"] > 0
            process.send_signal(signal.SIGTERM)
            assert process.wait(STOP_SECONDS) == 0
        finally:
            process.kill()


def test_the_page_shows_commands() -> None:
    assert len(COMMANDS) == 4


def test_every_option_of_the_command_is_explained() -> None:
    from typer.testing import CliRunner

    from assistant.cli import app

    told = CliRunner().invoke(app, ["serve", "--help"], env={"COLUMNS": "200"}).output
    options = set(re.findall(r"(--[a-z-]+)", told)) - {"--help", "--index", "--port", "--open"}
    assert options
    assert [option for option in sorted(options) if option not in PAGE] == []


def test_every_link_of_the_page_exists() -> None:
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", PAGE):
        assert (ROOT / "docs" / link).exists(), link
