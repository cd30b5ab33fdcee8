"""The place where readers find the server, if a reverse proxy stands before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import urlsplit

from assistant.errors import InvalidRequest

_PATH: Final = re.compile(r"(/[A-Za-z0-9._~-]+)*")


@dataclass(frozen=True, slots=True)
class PublicPlace:
    """Where readers find the server: a path, and the host if the proxy passes it on."""

    path: str = ""
    host: str | None = None

    @classmethod
    def parse(cls, root_path: str) -> Self:
        """Read `/news` or `https://example.org/news`; empty where no proxy stands before.

        Raises:
            InvalidRequest: it is neither.
        """
        wrong = InvalidRequest(
            f"No such root path: {root_path!r}. Give /news, or https://example.org/news."
        )
        try:
            parts = urlsplit(root_path)
            host = parts.hostname
        except ValueError as exc:
            raise wrong from exc
        path = parts.path.rstrip("/")
        known = parts.scheme in {"http", "https"} and host if parts.netloc else not parts.scheme
        if not known or parts.query or parts.fragment or "@" in parts.netloc:
            raise wrong
        if not _PATH.fullmatch(path) or "/." in path:
            raise wrong
        return cls(path, host)
