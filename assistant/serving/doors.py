"""Which paths exist: the server's own, and of Gradio's only those that the page needs.

Gradio brings routes for uploads, files of the server, a proxy, media streams, monitoring, run
history and editing its own source. None is of use here, so none can be reached.
"""

from __future__ import annotations

import re
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.serving.paths import path_of
from assistant.serving.refusal import refuse

# The server's own, whose routes know their methods and arguments themselves.
OWN: Final = re.compile(r"/health|/api(/.*)?|/mcp/?", re.DOTALL)
# A file of Gradio's front end, and a name that Gradio or its client made: no dots in a row.
_FILE: Final = r"(/[\w@$+~-]+(\.[\w@$+~-]+)*)+"
_NAME: Final = r"[\w-]{1,100}"
GRADIO: Final[dict[str, re.Pattern[str]]] = {
    "GET": re.compile(
        r"/|/config/?|/theme\.css|/favicon\.ico|/manifest\.json|/robots\.txt"
        rf"|/(assets|static|svelte){_FILE}"
        r"|/gradio_api/(theme\.css|info/?|startup-events|app_id/?|queue/data)"
        rf"|/gradio_api/heartbeat/{_NAME}|/gradio_api/call/(v2/)?{_NAME}/{_NAME}",
        re.ASCII,
    ),
    "POST": re.compile(
        r"/gradio_api/(queue/join/?|component_server/?|reset/?|cancel)"
        rf"|/gradio_api/call/(v2/)?{_NAME}/?|/gradio_api/run/{_NAME}/?",
        re.ASCII,
    ),
}


class Doors:
    """Middleware that answers 404 to every path that is not listed above, and takes no files.

    Gradio would keep the files of a form on disk before its handler sees them.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a known path on."""
        if scope["type"] == "http" and not is_open(scope["method"], path_of(scope)):
            await refuse(scope, send, 404, "There is nothing at this address.")
            return
        if scope["type"] == "http" and _uploads(scope):
            await refuse(scope, send, 415, "No file is taken here. Send JSON.")
            return
        # Nothing here speaks WebSocket, and the server is started without it.
        if scope["type"] in {"http", "lifespan"}:
            await self._app(scope, receive, send)


def is_open(method: str, path: str) -> bool:
    """Whether a request with this method and decoded path is let in."""
    pattern = GRADIO.get("GET" if method == "HEAD" else method)
    return bool(OWN.fullmatch(path) or (pattern and pattern.fullmatch(path)))


def _uploads(scope: Scope) -> bool:
    kinds = Headers(scope=scope).getlist("content-type")
    return any(kind.strip().lower().startswith("multipart/") for kind in kinds)
