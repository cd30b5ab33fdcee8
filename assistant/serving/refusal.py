"""How middleware refuses a request: a status and one line of JSON."""

from __future__ import annotations

import json

from starlette.types import Scope, Send


async def refuse(
    scope: Scope, send: Send, status: int, error: str, headers: dict[str, str] | None = None
) -> None:
    """Answer a request with `status` and `{"error": ...}`."""
    body = json.dumps({"error": error}).encode()
    given = {
        "content-type": "application/json",
        "content-length": str(len(body)),
        "cache-control": "no-store",
        **(headers or {}),
    }
    named = [(name.lower().encode(), value.encode("latin-1")) for name, value in given.items()]
    await send({"type": "http.response.start", "status": status, "headers": named})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
