"""The last resort for a defect: logged once, told to the client as one line."""

from __future__ import annotations

import logging

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.serving.problems import UNEXPECTED
from assistant.serving.refusal import refuse

_log = logging.getLogger(__name__)


class Defects:
    """Middleware that answers 500 where nothing inside did; no traceback leaves the server."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; whatever it raises ends here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except (ClientDisconnect, OSError):
            # The client hung up, which is its right.
            return
        except Exception:
            # Not the query string: it holds a reader's question.
            _log.exception("%s %s failed", scope["method"], ascii(scope["path"]))
            if not started:
                await refuse(scope, send, 500, UNEXPECTED)
