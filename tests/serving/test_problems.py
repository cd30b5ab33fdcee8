"""How errors are told: each expected one in its own words, the others not at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import (
    Busy,
    EngineUnfit,
    IndexDamaged,
    InvalidRequest,
    NewsquoteError,
    NotFound,
    QuoteMismatch,
    StoreError,
    TimeUp,
)
from assistant.serving.problems import AWAY, UNEXPECTED, refusal
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("kind", "status", "headers"),
    [
        (InvalidRequest, 422, {}),
        (NotFound, 404, {}),
        (Busy, 503, {"Retry-After": "1"}),
        (TimeUp, 504, {}),
    ],
)
def test_an_expected_error_is_told(
    kind: type[NewsquoteError],
    status: int,
    headers: dict[str, str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    told = refusal(kind("First.\n Then this."), "GET /api/ask")
    assert (told.status, told.line, told.headers) == (status, "First. Then this.", headers)
    assert caplog.records == []


@pytest.mark.parametrize("kind", [RuntimeError, OSError, IndexDamaged, QuoteMismatch])
def test_any_other_is_logged(kind: type[Exception], caplog: pytest.LogCaptureFixture) -> None:
    error = kind("/secret/path")
    told = refusal(error, "GET /api/ask")
    assert (told.status, told.line, told.headers) == (500, UNEXPECTED, {})
    [record] = caplog.records
    assert record.getMessage() == "GET /api/ask failed"
    assert record.exc_info is not None
    assert record.exc_info[1] is error


@pytest.mark.parametrize("kind", [StoreError, EngineUnfit])
def test_a_server_behind_the_index_is_not_named(
    kind: type[NewsquoteError], caplog: pytest.LogCaptureFixture
) -> None:
    told = refusal(kind("postgresql://desk@db.internal does not answer."), "GET /api/ask")
    assert (told.status, told.line, told.headers) == (503, AWAY, {"Retry-After": "1"})
    assert len(caplog.records) == 1


@pytest.mark.parametrize("arguments", [["mcp"], ["serve", "--mcp", "--port", "0"]])
def test_without_the_extra_the_next_step_is_named(arguments: list[str], workspace: Path) -> None:
    program = (
        "import sys; sys.modules['mcp'] = sys.modules['mcp.server.lowlevel'] = None; "
        "from assistant.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments, "--index", str(workspace / "index")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 1
    assert "pip install 'newsquote[mcp]'" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
