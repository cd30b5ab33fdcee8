from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from assistant.errors import InvalidRequest
from assistant.serving.access_log import AccessLog, log_handler
from tests.serving.asgi import echo, request


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "access.jsonl"


def logged(file: Path, method: str, path: str, **options: Any) -> dict[str, Any]:
    handler = log_handler(file)
    request(AccessLog(echo, handler), method, path, **options)
    handler.close()
    line = file.read_text(encoding="utf-8").splitlines()[-1]
    entry: dict[str, Any] = json.loads(line)
    return entry


def test_a_request_is_one_line_without_its_question(file: Path) -> None:
    before = datetime.now(UTC)
    entry = logged(file, "POST", "/api/ask?q=my+secret", content=b"my secret")
    assert "secret" not in file.read_text(encoding="utf-8")
    time = datetime.fromisoformat(entry.pop("time"))
    assert (before - time).total_seconds() < 0.002
    assert entry.pop("ms") >= 0
    assert entry.pop("bytes") > 0
    assert entry == {
        "client": "192.0.2.1", "method": "POST", "path": "/api/ask", "status": 200,
    }  # fmt: skip


def test_lines_are_appended(file: Path) -> None:
    for path in ("/one", "/two"):
        logged(file, "GET", path)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["path"] for line in lines] == ["/one", "/two"]


def test_a_path_cannot_forge_a_line(file: Path) -> None:
    path = "/x%0A%7B%22path%22%3A%22forged%22%7D%0D%E2%80%A8%1B%5B2J"
    entry = logged(file, "GET", path)
    assert entry["path"] == '/x\n{"path":"forged"}\r\u2028\x1b[2J'
    text = file.read_bytes()
    assert text.count(b"\n") == 1
    assert all(32 <= byte < 127 for byte in text.rstrip(b"\n"))


async def broken(scope: Scope, receive: Receive, send: Send) -> None:
    raise RuntimeError("a defect")


def test_a_request_that_fails_is_logged_too(file: Path) -> None:
    handler = log_handler(file)
    with pytest.raises(RuntimeError):
        request(AccessLog(broken, handler), "GET", "/x")
    handler.close()
    assert json.loads(file.read_text(encoding="utf-8"))["status"] is None


def test_a_rotated_file_is_begun_anew(file: Path) -> None:
    handler = log_handler(file)
    app = AccessLog(echo, handler)
    request(app, "GET", "/one")
    file.rename(file.with_suffix(".1"))
    request(app, "GET", "/two")
    handler.close()
    assert json.loads(file.read_text(encoding="utf-8"))["path"] == "/two"


def test_standard_error_is_a_target(capsys: pytest.CaptureFixture[str]) -> None:
    handler = log_handler(Path("-"))
    assert isinstance(handler, logging.StreamHandler)
    request(AccessLog(echo, handler), "GET", "/x")
    assert json.loads(capsys.readouterr().err)["path"] == "/x"


def test_a_file_that_cannot_be_written_is_said_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="Cannot write the access log"):
        log_handler(tmp_path / "none" / "access.jsonl")
