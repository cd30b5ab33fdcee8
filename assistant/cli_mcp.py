"""The `mcp` command: the tools over standard streams, for a host that starts a program."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path

from assistant.cli_options import IndexOption
from assistant.errors import MissingExtra
from assistant.settings import DEFAULT_INDEX


def mcp(index: IndexOption = Path(DEFAULT_INDEX)) -> None:
    """Offer ask, search and read_article to a language model's host (MCP over stdin and stdout)."""
    try:
        from assistant.serving.mcp_stdio import serve_stdio
    except ModuleNotFoundError as exc:
        if (exc.name or "").startswith("assistant"):
            raise
        raise MissingExtra("The mcp command", "mcp") from exc
    from assistant.assistant import Assistant
    from assistant.service.service import Service

    with closing(Assistant.open(index)) as desk, closing(Service(desk)) as service:
        asyncio.run(serve_stdio(service))
