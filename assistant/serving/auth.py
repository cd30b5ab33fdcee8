"""Who may enter: HTTP Basic over every door."""

from __future__ import annotations

import base64
import binascii
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.serving.credentials import Credentials
from assistant.serving.health import ENTERED, HEALTH_PATH
from assistant.serving.paths import path_of
from assistant.serving.refusal import refuse

CHALLENGE: Final = 'Basic realm="newsquote", charset="UTF-8"'


class BasicAuth:
    """Middleware that asks for a name and a password; /health answers everybody."""

    def __init__(self, app: ASGIApp, credentials: Credentials) -> None:
        self._app = app
        self._credentials = credentials

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a known reader on, or answer 401."""
        if scope["type"] == "http":
            scope[ENTERED] = self._entered(scope)
            if not scope[ENTERED] and path_of(scope) != HEALTH_PATH:
                why = "Give the name and the password of this server."
                await refuse(scope, send, 401, why, {"www-authenticate": CHALLENGE})
                return
        await self._app(scope, receive, send)

    def _entered(self, scope: Scope) -> bool:
        given = [value for name, value in scope["headers"] if name == b"authorization"]
        # Two of them could be read differently by a proxy and here.
        pair = _pair(given[0]) if len(given) == 1 else None
        return pair is not None and self._credentials.admit(*pair)


def _pair(header: bytes) -> tuple[str, str] | None:
    """Return the name and the password of a header; None where it holds none."""
    scheme, _, encoded = header.partition(b" ")
    if scheme.lower() != b"basic":
        return None
    try:
        text = base64.b64decode(encoded.strip(), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None
    name, colon, password = text.partition(":")
    return (name, password) if colon else None
