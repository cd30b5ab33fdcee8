"""The HTTP side of the page: the mounted app, its headers, and a server that stops cleanly."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Final

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.ui.desk import Desk
from assistant.ui.page import asset, build_page
from assistant.ui.theme import page_theme

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
# Gradio starts from inline scripts and compiles its templates; nothing may go out.
CONTENT_POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# What still runs after the connections were closed is a question nobody waits for.
STOP_SECONDS: Final = 2
# The page has no upload; Gradio's route for it stays and takes next to nothing.
MAX_UPLOAD: Final = "1kb"


class SafeHeaders:
    """Middleware that adds the headers above to every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and the response back with the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class PageServer(uvicorn.Server):
    """A uvicorn server that says when it answers and stops although pages are open."""

    def __init__(self, config: uvicorn.Config, on_started: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_started = on_started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then call `on_started`."""
        await super().startup(sockets=sockets)
        if self.started:
            self._on_started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Hang up, then stop: an open page holds a stream that never ends by itself."""
        for connection in list(self.server_state.connections):
            if connection.transport is not None:
                connection.transport.close()
        await super().shutdown(sockets=sockets)


def create_app(desk: Desk, host: str) -> FastAPI:
    """Return the page as an application bound to `host`.

    On a loopback host only requests addressed to it are answered: a foreign site whose name is made
    to resolve to this machine could read the articles otherwise.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(SafeHeaders)
    if host in LOOPBACK:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK))
    style = f"<style>{asset('style.css')}</style>"
    gr.mount_gradio_app(
        app,
        build_page(desk),
        path="/",
        server_name=host,
        theme=page_theme(),
        head=style,
        footer_links=[],
        run_history=False,
        allowed_paths=[],
        max_file_size=MAX_UPLOAD,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        mcp_server=False,
        pwa=False,
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
    )
    return app


def create_server(app: FastAPI, on_started: Callable[[], None]) -> PageServer:
    """Return a server for `app`; logging stays as the host program set it."""
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="warning",
        access_log=False,
        ws="none",
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    return PageServer(config, on_started)
