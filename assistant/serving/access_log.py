"""A line of JSON for every request (clock, files, standard error)."""

from __future__ import annotations

import json
import logging
import sys
import time
from datetime import UTC, datetime
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import InvalidRequest
from assistant.serving.options import STDERR


class AccessLog:
    """Middleware that writes who asked for which path, and what came of it.

    The query string stays out, for it holds questions; so do bodies and headers. JSON escapes line
    breaks, so nobody can forge a line.
    """

    def __init__(self, app: ASGIApp, handler: logging.Handler) -> None:
        self._app = app
        self._handler = handler

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and write its line when the response has ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status: int | None = None
        size = 0

        async def counted(message: Message) -> None:
            nonlocal status, size
            await send(message)
            if message["type"] == "http.response.start":
                status = message["status"]
            size += len(message.get("body", b""))

        try:
            await self._app(scope, receive, counted)
        finally:
            took = round((time.perf_counter() - started) * 1000, 1)
            self._write(_entry(scope, status, took, size))

    def _write(self, entry: dict[str, Any]) -> None:
        self._handler.handle(logging.makeLogRecord({"msg": json.dumps(entry)}))


def _entry(scope: Scope, status: int | None, took: float, size: int) -> dict[str, Any]:
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return {
        "time": now.replace("+00:00", "Z"),
        "client": (scope.get("client") or (None,))[0],
        "method": scope["method"],
        "path": scope["path"],
        "status": status,
        "ms": took,
        "bytes": size,
    }


def log_handler(target: Path) -> logging.Handler:
    """Return a handler that appends lines to a file, anew after it is rotated, or to stderr.

    Raises:
        InvalidRequest: the file cannot be written.
    """
    if target == STDERR:
        return logging.StreamHandler(sys.stderr)
    try:
        return WatchedFileHandler(target, encoding="utf-8")
    except OSError as exc:
        reason = exc.strerror or str(exc)
        raise InvalidRequest(
            f"Cannot write the access log {target} ({reason}). Name a file in a folder that exists."
        ) from exc
