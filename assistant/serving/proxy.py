"""What changes for requests that come through a reverse proxy, or that do not."""

from __future__ import annotations

from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.serving.paths import under

# What says who asked, and under which address: only a proxy's word counts.
_FORWARDED: Final = (b"forwarded", b"x-forwarded-", b"x-real-ip", b"x-gradio-server")


class UnderPath:
    """Middleware for a server behind a proxy that shows it under `path`.

    Proxies differ in whether they take the path off; both are understood.
    """

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app = app
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with the path below which the application lives."""
        if scope["type"] == "http":
            path = scope["path"]
            if not under(path, self._path):
                path = self._path + path
            raw = path.encode("utf-8", "surrogateescape")
            scope = {**scope, "root_path": self._path, "path": path, "raw_path": raw}
        await self._app(scope, receive, send)


class WithoutProxy:
    """Middleware that drops the headers of a proxy where none stands before the server.

    Gradio would believe them, and name another host as the page's own.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on without them."""
        if scope["type"] == "http":
            kept = [pair for pair in scope["headers"] if not pair[0].startswith(_FORWARDED)]
            scope = {**scope, "headers": kept}
        await self._app(scope, receive, send)
