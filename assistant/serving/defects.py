"""The last resort for a defect: logged once, told to the client as one line."""

from __future__ import annotations

import logging
from typing import Final

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.serving.paths import path_of, under
from assistant.serving.problems import UNEXPECTED
from assistant.serving.refusal import refuse

GRADIO: Final = "/gradio_api"
MALFORMED: Final = "The request is not one of the page's. Reload the page."

_log = logging.getLogger(__name__)


class Defects:
    """Middleware that answers where nothing inside did; no traceback leaves the server.

    Gradio fails on malformed requests (an unknown component, half a character) as on a defect, and
    says so before it raises. The functions that it calls catch their own failures, so there a
    failure is the client's: 400, and one line in the log instead of a page for every attempt.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; whatever it raises ends here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        response = _HeldFailure(send)
        try:
            await self._app(scope, receive, response.send)
            await response.let_go()
        except (ClientDisconnect, OSError):
            # The client hung up, which is its right.
            return
        except Exception as exc:
            # Not the query string: it holds a reader's question.
            asked = f"{scope['method']} {ascii(scope['path'])}"
            status, told = 500, UNEXPECTED
            if under(path_of(scope), GRADIO):
                status, told = 400, MALFORMED
                _log.warning("%s failed in Gradio: %s", asked, type(exc).__name__)
            else:
                _log.exception("%s failed", asked)
            if not response.started:
                await refuse(scope, send, status, told)


class _HeldFailure:
    """A response that is passed on at once, unless it is a failure that may yet be raised."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._held: list[Message] = []
        self.started = False

    async def send(self, message: Message) -> None:
        if self._held or message.get("status") == 500:
            self._held.append(message)
            return
        self.started = True
        await self._send(message)

    async def let_go(self) -> None:
        for message in self._held:
            await self._send(message)
