"""The tools for language models over standard streams."""

from __future__ import annotations

from mcp.server.stdio import stdio_server

from assistant.service.service import Service
from assistant.serving.mcp_tools import mcp_server


async def serve_stdio(service: Service) -> None:
    """Answer calls from stdin on stdout until stdin ends; nothing else may write to stdout."""
    server = mcp_server(service)
    async with stdio_server() as (calls, answers):
        await server.run(calls, answers, server.create_initialization_options())
