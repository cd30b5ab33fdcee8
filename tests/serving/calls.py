"""What a page sends to its server."""

from __future__ import annotations

import httpx


def component_id(client: httpx.Client, elem_id: str = "nq-page") -> int:
    """Return the number of the component that holds the page's functions."""
    parts = client.get("config").json()["components"]
    found = (part["id"] for part in parts if part["props"].get("elem_id") == elem_id)
    return int(next(found))


def body(component: int, function: str, data: object, session: str = "s") -> dict[str, object]:
    """Return the request for a function of the page."""
    return {
        "session_hash": session,
        "component_id": component,
        "fn_name": function,
        "data": data,
    }


def call(client: httpx.Client, function: str, data: object) -> object:
    """Return what a function of the page answers, or the status of its refusal."""
    sent = body(component_id(client), function, data)
    response = client.post("gradio_api/component_server", json=sent)
    return response.json() if response.status_code == 200 else response.status_code
