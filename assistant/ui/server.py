"""Serve the page of an index until a signal; owns the socket and the signals."""

from __future__ import annotations

import signal
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from assistant.errors import InvalidRequest, MissingExtra, NewsquoteError
from assistant.ui.desk import Desk

DEFAULT_HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 7860


def serve(
    index: Path,
    *,
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    open_browser: bool = False,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the page of `index` until SIGINT or SIGTERM.

    Args:
        index: the folder that `newsquote index` wrote.
        host: the address to listen on; beyond a loopback address the articles are readable by
            whoever reaches it.
        port: 0 takes a free one.
        open_browser: also open the page in the reader's browser.
        on_ready: called with the page's address as soon as it answers.

    Raises:
        MissingExtra: Gradio is not installed.
        IndexUnusable: there is no sound index in the folder.
        NewsquoteError: the address cannot be listened on.
    """
    # Here and not above: a page around another desk needs none of the engines.
    from assistant.assistant import Assistant

    with closing(Assistant.open(index)) as desk:
        serve_desk(desk, host=host, port=port, open_browser=open_browser, on_ready=on_ready)


def serve_desk(
    desk: Desk,
    *,
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    open_browser: bool = False,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the page around an open assistant; arguments and errors as `serve`."""
    with _listen(host, port) as listener:
        try:
            from assistant.ui.web import create_app, create_server
        except ModuleNotFoundError as exc:
            if (exc.name or "").startswith("assistant"):
                raise
            raise MissingExtra("The page", "ui") from exc
        url = page_url(host, listener.getsockname()[1])

        def started() -> None:
            if on_ready is not None:
                on_ready(url)
            if open_browser:
                # In a thread: a browser that starts slowly must not hold the page up.
                threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()

        with _signals_end_quietly():
            create_server(create_app(desk, host), started).run(sockets=[listener])


def page_url(host: str, port: int) -> str:
    """Return the address to open; a wildcard host is reached as localhost."""
    if host in {"0.0.0.0", "::", ""}:
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _listen(host: str, port: int) -> socket.socket:
    """Return a listening socket: a taken port is known before anything is built."""
    if not 0 <= port <= 65535:
        raise InvalidRequest(f"No such port: {port}. Choose one from 1 to 65535.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as exc:
        reason = exc.strerror or str(exc)
        raise NewsquoteError(
            f"Cannot listen on {host}:{port} ({reason}). Choose another: --port {port + 1}"
        ) from exc


@contextmanager
def _signals_end_quietly() -> Iterator[None]:
    """Let SIGINT and SIGTERM only stop the server; uvicorn raises them again afterwards."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handled = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, lambda *_: None) for number in handled}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
