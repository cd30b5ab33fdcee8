"""What a server is started with."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from assistant.service.limits import Limits
from assistant.serving.credentials import Credentials
from assistant.serving.place import PublicPlace

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
        root_path: where a proxy shows the server, `/news` or `https://example.org/news`; with it
            the `X-Forwarded-` headers of a proxy on this machine are believed. On a loopback
            address the host must be given if the proxy passes the `Host` header on.
        auth: who may enter; everybody without it.
        access_log: a file that gets a JSON line for every request, or `STDERR`.
        mcp: also offer the tools at `/mcp`.
        feedback: a file that gets a reader's judgements of quotes, in the form `newsquote eval`
            reads.
        limits: how much work is taken on.
        open_browser: also open the page in the reader's browser.

    Raises:
        InvalidRequest: the root path is neither a path nor an address.
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

    def __post_init__(self) -> None:
        PublicPlace.parse(self.root_path)

    @property
    def place(self) -> PublicPlace:
        """Where readers find the server."""
        return PublicPlace.parse(self.root_path)
