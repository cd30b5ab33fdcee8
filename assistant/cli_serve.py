"""The `serve` command (network, signals): a thin edge over the server."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from assistant.cli_options import IndexOption, note
from assistant.service.limits import DEFAULT_PARALLEL, DEFAULT_SECONDS, Limits
from assistant.serving.credentials import Credentials
from assistant.serving.options import DEFAULT_HOST, DEFAULT_PORT, ServeOptions
from assistant.settings import DEFAULT_INDEX

Auth = Annotated[
    str | None,
    typer.Option(
        metavar="FILE|NAME:PASSWORD",
        help="Ask readers for a password: a file of NAME:PASSWORD lines, or one pair (which other "
        "users of this machine can see).",
    ),
]
RootPath = Annotated[
    str,
    typer.Option(help="Where a proxy shows the server: /news, or https://example.org/news."),
]
AccessLog = Annotated[
    Path | None, typer.Option(help="Append a JSON line a request to this file; - for stderr.")
]
Mcp = Annotated[bool, typer.Option("--mcp", help="Also offer tools to language models, at /mcp.")]
Feedback = Annotated[
    Path | None,
    typer.Option(help="Let readers judge quotes; kept in this file, which newsquote eval reads."),
]
Rate = Annotated[
    int | None, typer.Option(min=1, help="Requests a minute that one client may make.")
]


def serve(
    index: IndexOption = Path(DEFAULT_INDEX),
    host: Annotated[str, typer.Option(help="Address to listen on.")] = DEFAULT_HOST,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = DEFAULT_PORT,
    open_browser: Annotated[
        bool, typer.Option("--open", help="Open the page in a browser.")
    ] = False,
    auth: Auth = None,
    root_path: RootPath = "",
    access_log: AccessLog = None,
    mcp: Mcp = False,
    feedback: Feedback = None,
    rate: Rate = None,
    max_parallel: Annotated[
        int, typer.Option(min=1, help="Questions answered at once.")
    ] = DEFAULT_PARALLEL,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="Seconds that a question may take.")
    ] = DEFAULT_SECONDS,
) -> None:
    """Serve the chat page and the API."""
    # Until the server handles them: a stop while the index is opened is as clean as any other.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    from assistant.serving.server import serve as serve_index

    options = ServeOptions(
        host=host,
        port=port,
        root_path=root_path,
        auth=Credentials.parse(auth) if auth is not None else None,
        access_log=access_log,
        mcp=mcp,
        feedback=feedback,
        limits=Limits(parallel=max_parallel, seconds=timeout, per_minute=rate),
        open_browser=open_browser,
    )
    if not serve_index(index, options, on_ready=_say):
        # An answer that nobody waits for still runs in native code. The interpreter's own way out
        # would pull the engines from under it.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def _say(url: str) -> None:
    note(f"newsquote is ready at {url} (Ctrl-C stops it)")


def _leave(*_: object) -> NoReturn:
    raise SystemExit(0)
