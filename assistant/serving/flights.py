"""Which requests are being answered, so that a stopping server can let them end."""

from __future__ import annotations

import asyncio
import time
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.serving.paths import path_of

# A stream that an open page holds for as long as it is open.
ENDLESS: Final = "/gradio_api/heartbeat/"
# How often a stopping server looks whether the last response was sent, in seconds.
LANDING_STEP: Final = 0.02


class Flights:
    """The requests of one application that have an end."""

    def __init__(self) -> None:
        self.count = 0

    async def landed(self, until: float) -> bool:
        """Wait until every response was sent, or until the monotonic time `until`."""
        while self.count:
            if time.monotonic() >= until:
                return False
            await asyncio.sleep(LANDING_STEP)
        return True


class CountFlights:
    """Middleware that counts the requests being answered."""

    def __init__(self, app: ASGIApp, flights: Flights) -> None:
        self._app = app
        self._flights = flights

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counted until its response was sent."""
        if scope["type"] != "http" or path_of(scope).startswith(ENDLESS):
            await self._app(scope, receive, send)
            return
        self._flights.count += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._flights.count -= 1
