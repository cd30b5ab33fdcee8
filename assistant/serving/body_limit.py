"""How large a request may be, and how long it may take to arrive (clock)."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.serving.refusal import refuse

# A megabyte over a slow mobile line; a body that takes longer is held back on purpose.
ARRIVAL_SECONDS: Final = 20.0
# A line closed while its client still sends is reset, and the refusal is lost: what is too large is
# thrown away for a while before the client is told.
LINGER_SECONDS: Final = 2.0
LINGER_BYTES: Final = 64 * 2**20


class _TooLarge(Exception):
    pass


class BodyLimit:
    """Middleware that reads a request's body first, and refuses one beyond `most` bytes."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its body, or answer 413."""
        names = {name: value for name, value in scope.get("headers", ())}
        if b"content-length" not in names and b"transfer-encoding" not in names:
            await self._app(scope, receive, send)
            return
        try:
            body = await asyncio.wait_for(
                self._read(receive, names.get(b"content-length", b"0")), ARRIVAL_SECONDS
            )
        except _TooLarge:
            await _throw_away(receive)
            why = f"The request has more than {self._most} bytes. Send less at once."
            await refuse(scope, send, 413, why, {"connection": "close"})
        except TimeoutError:
            why = f"The request did not arrive within {ARRIVAL_SECONDS:g} s. Send it again."
            await refuse(scope, send, 408, why, {"connection": "close"})
        except ClientDisconnect:
            return
        else:
            await self._app(scope, _replayed(body, receive), send)

    async def _read(self, receive: Receive, announced: bytes) -> bytes:
        # The HTTP parser refuses a length that is no number, and takes no byte beyond it.
        if int(announced) > self._most:
            raise _TooLarge
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientDisconnect
            body += message.get("body", b"")
            if len(body) > self._most:
                raise _TooLarge
            if not message.get("more_body", False):
                return bytes(body)


async def _throw_away(receive: Receive) -> None:
    """Read what else comes, until it ends or is too much."""
    size, more = 0, True
    try:
        async with asyncio.timeout(LINGER_SECONDS):
            while more and size < LINGER_BYTES:
                message = await receive()
                size += len(message.get("body", b""))
                more = message["type"] == "http.request" and message.get("more_body", False)
    except TimeoutError:
        # A slow client has had its time; it finds the line closed.
        return


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives the body first, then what else comes (the hang-up)."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
