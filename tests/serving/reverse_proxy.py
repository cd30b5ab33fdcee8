"""A reverse proxy in a process of its own, for tests: `python -m ... UPSTREAM PREFIX strip|keep`.

It shows the upstream under PREFIX, as nginx or Caddy would, and says so in X-Forwarded- headers.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

# Headers of one hop, which a proxy does not pass on.
HOP = {"connection", "content-length", "host", "transfer-encoding", "date", "server"}
METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]


def proxy(upstream: str, prefix: str, *, strip: bool) -> Starlette:
    """Return an application that passes everything below `prefix` on to `upstream`."""
    client = httpx.AsyncClient(base_url=upstream, trust_env=False, timeout=None)

    async def forward(request: Request) -> Response:
        if not request.url.path.startswith(prefix):
            return PlainTextResponse("nothing of this proxy", 404)
        path = request.url.path.removeprefix(prefix) if strip else request.url.path
        headers = [(name, value) for name, value in request.headers.items() if name not in HOP]
        headers += [
            ("x-forwarded-for", "198.51.100.7"),
            ("x-forwarded-host", request.headers["host"]),
            ("x-forwarded-proto", "http"),
        ]
        sent = client.build_request(
            request.method,
            httpx.URL(path or "/", query=request.url.query.encode()),
            headers=headers,
            content=await request.body(),
        )
        response = await client.send(sent, stream=True)
        kept = {name: value for name, value in response.headers.items() if name not in HOP}
        return StreamingResponse(response.aiter_raw(), response.status_code, kept)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await client.aclose()

    return Starlette(routes=[Route("/{path:path}", forward, methods=METHODS)], lifespan=lifespan)


class Announcing(uvicorn.Server):
    async def startup(self, sockets: object = None) -> None:
        await super().startup()
        port = self.servers[0].sockets[0].getsockname()[1]
        print(f"http://127.0.0.1:{port}/", flush=True)  # noqa: T201


if __name__ == "__main__":
    app = proxy(sys.argv[1], sys.argv[2], strip=sys.argv[3] == "strip")
    Announcing(uvicorn.Config(app, port=0, log_level="error")).run()
