"""The place under which a reverse proxy shows the server."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.errors import InvalidRequest
from assistant.serving.paths import under

_PATH: Final = re.compile(r"(/[A-Za-z0-9._~-]+)*")
# What says who asked, and under which address: only a proxy's word counts.
_FORWARDED: Final = (b"forwarded", b"x-forwarded-", b"x-real-ip", b"x-gradio-server")


@dataclass(frozen=True, slots=True)
class PublicPlace:
    """Where readers find the server: a path, and the host if the proxy passes it on."""

    path: str = ""
    host: str | None = None

    @classmethod
    def parse(cls, root_path: str) -> Self:
        """Read `/news` or `https://example.org/news`; empty where no proxy stands before.

        Raises:
            InvalidRequest: it is neither.
        """
        wrong = InvalidRequest(
            f"No such root path: {root_path!r}. Give /news, or https://example.org/news."
        )
        try:
            parts = urlsplit(root_path)
            host = parts.hostname
        except ValueError as exc:
            raise wrong from exc
        path = parts.path.rstrip("/")
        known = parts.scheme in {"http", "https"} and host if parts.netloc else not parts.scheme
        if not known or parts.query or parts.fragment or "@" in parts.netloc:
            raise wrong
        if not _PATH.fullmatch(path) or "/." in path:
            raise wrong
        return cls(path, host)


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
