"""Whether another site makes a reader's browser ask."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.serving.refusal import refuse

READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class SameOrigin:
    """Middleware that refuses what a page of another site sends.

    A browser adds a reader's password to such requests too, and their answers could cost time
    or leave feedback although the site never sees them. Other programs send none of these headers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403."""
        if scope["type"] == "http" and scope["method"] not in READING:
            headers = Headers(scope=scope)
            if not _same(headers, behind_proxy=bool(scope.get("root_path"))):
                await refuse(scope, send, 403, "Ask from this server's own page.")
                return
        await self._app(scope, receive, send)


def _same(headers: Headers, *, behind_proxy: bool) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    # Behind a proxy the Host header may be the proxy's own name for this server.
    if origin is None or behind_proxy:
        return True
    try:
        return urlsplit(origin).netloc == headers.get("host")
    except ValueError:
        return False
