"""The list of endpoints as a plain page, for whoever opens /api in a browser; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;"
    "color-scheme:light dark}code{font-family:ui-monospace,monospace}dt{margin-top:.5rem}"
    "section{border-top:1px solid;margin-top:2rem}dd{margin-left:1.5rem}"
)


def endpoints_page(description: Mapping[str, Any], base: str) -> str:
    """Return the page of an OpenAPI description; `base` is the path the API is mounted at."""
    info = description["info"]
    title = escape(f"{info['title']} {info['version']}: the API")
    sections = "".join(_sections(description, base))
    errors = "".join(_errors(description))
    link = escape(f"{base}/openapi.json")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head>'
        f"<body><main><h1>{title}</h1><p>{escape(info['description'])}</p>"
        f'<p>As OpenAPI: <a href="{link}"><code>{link}</code></a></p>'
        f"{sections}<section><h2>Errors</h2>"
        '<p>Each is a line: <code>{"error": "..."}</code></p>'
        f"<dl>{errors}</dl></section></main></body></html>"
    )


def _sections(description: Mapping[str, Any], base: str) -> Iterator[str]:
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            heading = f"{method.upper()} {base}{path}"
            fields = "".join(_fields(description, operation))
            yield (
                f"<section><h2><code>{escape(heading)}</code></h2>"
                f"<p>{escape(operation['description'])}</p>"
                f"<dl>{fields}</dl></section>"
            )


def _errors(description: Mapping[str, Any]) -> Iterator[str]:
    """Yield the statuses of all operations that are no success, each once."""
    responses: dict[str, Any] = {}
    for operations in description["paths"].values():
        for operation in operations.values():
            responses |= operation["responses"]
    for status in sorted(responses):
        if not status.startswith("2"):
            about = escape(responses[status]["description"])
            yield f"<dt><code>{escape(status)}</code></dt><dd>{about}</dd>"


def _fields(description: Mapping[str, Any], operation: Mapping[str, Any]) -> Iterator[str]:
    for parameter in operation.get("parameters", ()):
        yield _field(parameter["name"], parameter["description"], required=parameter["required"])
    body = operation.get("requestBody")
    if body:
        name = body["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        schema = description["components"]["schemas"][name]
        for field, about in schema["properties"].items():
            yield _field(field, about["description"], required=field in schema["required"])


def _field(name: str, about: str, *, required: bool) -> str:
    needed = " (required)" if required else ""
    return f"<dt><code>{escape(name)}</code>{needed}</dt><dd>{escape(about)}</dd>"
