"""Requests to an ASGI application in this process, for tests of middleware."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
from starlette.types import ASGIApp, Receive, Scope, Send


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with what came: method, path, root path, headers and body, as one text."""
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body", False):
            break
    names = sorted(name.decode() for name, _ in scope["headers"])
    lines = [scope["method"], scope["path"], scope.get("root_path", ""), " ".join(names)]
    told = "\n".join(lines).encode() + b"\n" + body
    start = {"status": 200, "headers": [(b"content-length", str(len(told)).encode())]}
    await send({"type": "http.response.start", **start})
    await send({"type": "http.response.body", "body": told})


def request(app: ASGIApp, method: str, path: str, **options: Any) -> httpx.Response:
    """Return the response of `app`; `client` is the address that asks."""
    return requests(app, (method, path), **options)[0]


def requests(app: ASGIApp, *asked: tuple[str, str], **options: Any) -> list[httpx.Response]:
    """Return the responses of `app` to (method, path) pairs, asked one after another."""
    client = (options.pop("client", "192.0.2.1"), 4321)

    async def main() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=app, client=client)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as asking:
            return [await asking.request(method, path, **options) for method, path in asked]

    return asyncio.run(main())
