"""Serve an index until a signal; owns the socket, the signals and the clock."""

from __future__ import annotations

import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assistant.errors import InvalidRequest, MissingExtra, NewsquoteError
from assistant.service.desk import Desk
from assistant.service.service import Service
from assistant.serving.options import ServeOptions

if TYPE_CHECKING:
    from fastapi import FastAPI

WILDCARDS: Final = ("0.0.0.0", "::", "")


def serve(
    index: Path,
    options: ServeOptions | None = None,
    *,
    on_ready: Callable[[str], None] | None = None,
) -> bool:
    """Serve an index until SIGINT or SIGTERM.

    Args:
        index: the folder that `newsquote index` wrote.
        options: how; on this machine alone by default.
        on_ready: called with the page's address as soon as it answers.

    Returns:
        Whether all work had ended. If not, its thread still runs: end the process without waiting.

    Raises:
        MissingExtra: the parts of the [ui] extra are not installed.
        IndexUnusable: there is no sound index in the folder.
        NewsquoteError: the address cannot be listened on, or an option cannot be used.
    """
    # Here and not above: a page around another desk needs none of the engines.
    from assistant.assistant import Assistant

    with closing(Assistant.open(index)) as desk:
        return serve_desk(desk, options, on_ready=on_ready)


def serve_desk(
    desk: Desk,
    options: ServeOptions | None = None,
    *,
    on_ready: Callable[[str], None] | None = None,
) -> bool:
    """Serve an open assistant; the rest as `serve`."""
    options = options or ServeOptions()
    with _listen(options.host, options.port) as listener:
        try:
            from assistant.serving.app import create_app
        except ModuleNotFoundError as exc:
            if (exc.name or "").startswith("assistant"):
                raise
            raise MissingExtra("The page", "ui") from exc
        service = Service(desk, options.limits)
        with closing(service):
            url = page_url(options.host, listener.getsockname()[1])
            app = create_app(service, options)
            _run(app, service, options, listener, lambda: _ready(url, options, on_ready))
        return not service.gate.running


def page_url(host: str, port: int) -> str:
    """Return the address to open; a wildcard host is reached as localhost."""
    if host in WILDCARDS:
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _ready(url: str, options: ServeOptions, on_ready: Callable[[str], None] | None) -> None:
    if on_ready is not None:
        on_ready(url)
    if options.open_browser:
        # In a thread: a browser that starts slowly must not hold the page up.
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def _run(
    app: FastAPI,
    service: Service,
    options: ServeOptions,
    listener: socket.socket,
    on_started: Callable[[], None],
) -> None:
    from assistant.serving.page_server import create_server

    server = create_server(app, service.gate, on_started, behind_proxy=bool(options.root_path))
    server.run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """Return a listening socket: a taken port is known before anything is built."""
    if not 0 <= port <= 65535:
        raise InvalidRequest(f"No such port: {port}. Choose one from 1 to 65535.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family)
    except OSError as exc:
        reason = exc.strerror or str(exc)
        raise NewsquoteError(
            f"Cannot listen on {host}:{port} ({reason}). Choose another: --port {port + 1}"
        ) from exc
    # Connections inherit it. Without it the body of a response waits 40 ms for the client to
    # acknowledge the headers; asyncio sets it only on sockets that it made itself.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
    return listener
