"""Whether the server lives, for a supervisor."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI, Request

from assistant import __version__
from assistant.service.service import Service

HEALTH_PATH: Final = "/health"
# Whether the reader of a request gave a password; absent where none is needed.
ENTERED: Final = "newsquote.entered"


def add_health(app: FastAPI, service: Service) -> None:
    """Add `/health` to `app`.

    It passes no gate, so it answers while every worker is busy. Where a password is needed, who
    gives none learns only that the server lives.
    """

    @app.api_route(HEALTH_PATH, methods=["GET", "HEAD"], include_in_schema=False)
    async def health(request: Request) -> dict[str, Any]:
        if not request.scope.get(ENTERED, True):
            return {"status": "ok"}
        return {"status": "ok", "version": __version__, "in_flight": service.gate.in_flight}
