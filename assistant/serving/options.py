"""What a server is started with."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from assistant.service.limits import Limits
from assistant.serving.credentials import Credentials

DEFAULT_HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 7860
LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
# The access log's name for standard error.
STDERR: Final = Path("-")


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """How an index is served.

    Args:
        host: the address to listen on; beyond a loopback address the articles are readable by
            whoever reaches it.
        port: 0 takes a free one.
        root_path: the path under which a proxy shows the server, such as `/news`; with it the
            proxy's `X-Forwarded-` headers are believed.
        auth: who may enter; everybody without it.
        access_log: a file that gets a JSON line for every request, or `STDERR`.
        mcp: also offer the tools at `/mcp`.
        feedback: a file that gets a reader's judgements of quotes, in the form `newsquote eval`
            reads.
        limits: how much work is taken on.
        open_browser: also open the page in the reader's browser.
    """

    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    root_path: str = ""
    auth: Credentials | None = None
    access_log: Path | None = None
    mcp: bool = False
    feedback: Path | None = None
    limits: Limits = field(default_factory=Limits)
    open_browser: bool = False
