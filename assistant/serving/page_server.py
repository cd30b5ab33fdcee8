"""A uvicorn server that says when it answers, and stops within seconds (signals, clock)."""

from __future__ import annotations

import asyncio
import signal
import socket
import time
from collections.abc import Callable
from types import FrameType
from typing import Final

import uvicorn
from fastapi import FastAPI

from assistant.service.gate import Gate
from assistant.serving.flights import Flights

# A question takes a fraction of a second; a stop may take five in all.
DRAIN_SECONDS: Final = 3.0
# Until the last responses have left, once their answers are there or given up.
LANDING_SECONDS: Final = 0.5
# For a client to take what was sent already, before its line is cut.
HANG_UP_SECONDS: Final = 0.3
HANG_UP_STEP: Final = 0.02
# For tasks whose connection was closed to notice it.
NOTICE_SECONDS: Final = 1


class PageServer(uvicorn.Server):
    """Answers until SIGINT or SIGTERM, then lets answers in flight end and hangs up."""

    def __init__(
        self,
        config: uvicorn.Config,
        gate: Gate,
        flights: Flights,
        on_started: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self._gate = gate
        self._flights = flights
        self._on_started = on_started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then call `on_started`."""
        await super().startup(sockets=sockets)
        if self.started:
            self._on_started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let nobody in, let answers in flight end and be sent, then hang up.

        An open page holds a stream that never ends by itself, so waiting for it would be endless.
        """
        until = time.monotonic() + DRAIN_SECONDS
        for listener in (*self.servers, *(sockets or ())):
            listener.close()
        for connection in list(self.server_state.connections):
            # Closes an idle connection, and a busy one after its response.
            connection.shutdown()
        await self._gate.drain(DRAIN_SECONDS)
        await self._flights.landed(max(until, time.monotonic() + LANDING_SECONDS))
        for transport in self._transports():
            transport.close()
        cut_at = time.monotonic() + HANG_UP_SECONDS
        while self.server_state.connections and time.monotonic() < cut_at:
            await asyncio.sleep(HANG_UP_STEP)
        # A closed line stays until its client has read everything, which it may never do.
        for transport in self._transports():
            transport.abort()
        await super().shutdown(sockets=sockets)

    def _transports(self) -> list[asyncio.Transport]:
        lines = (connection.transport for connection in self.server_state.connections)
        return [line for line in lines if isinstance(line, asyncio.Transport)]

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop on the first signal; the second ends the process as if nobody handled it."""
        if self.should_exit:
            signal.signal(sig, signal.SIG_DFL)
            signal.raise_signal(sig)
        # Not noted as uvicorn does, which would raise it again after a clean stop.
        self.should_exit = True


def create_server(
    app: FastAPI, gate: Gate, on_started: Callable[[], None], *, behind_proxy: bool = False
) -> PageServer:
    """Return a server for an application of `create_app`; logging stays as the program set it."""
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="warning",
        access_log=False,
        ws="none",
        proxy_headers=behind_proxy,
        server_header=False,
        timeout_graceful_shutdown=NOTICE_SECONDS,
    )
    return PageServer(config, gate, app.state.flights, on_started)
