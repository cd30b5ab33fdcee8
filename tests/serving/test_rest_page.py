"""The page of endpoints: complete, and only text."""

from __future__ import annotations

from typing import Any

from assistant.serving.rest_page import endpoints_page

HOSTILE = "<script>alert(1)</script>&\"'"
BODY = {"properties": {"b": {"description": "B."}, "c": {"description": HOSTILE}}, "required": []}


def description(text: str) -> dict[str, Any]:
    parameter = {"name": text, "description": text, "required": True}
    reference = {"application/json": {"schema": {"$ref": "#/components/schemas/Body"}}}
    responses = {"200": {"description": "Fine."}, "404": {"description": text}}
    operation = {"description": text, "parameters": [parameter], "responses": responses}
    return {
        "info": {"title": text, "version": text, "description": text},
        "paths": {
            "/a": {"get": operation, "post": {**operation, "requestBody": {"content": reference}}}
        },
        "components": {"schemas": {"Body": BODY}},
    }


def test_every_operation_argument_and_error_is_listed_once() -> None:
    page = endpoints_page(description("One."), "/api")
    for heading in ("GET /api/a", "POST /api/a", "404"):
        assert page.count(f"<code>{heading}</code>") == 1
    assert page.count("<dt><code>One.</code> (required)</dt><dd>One.</dd>") == 2
    assert "<dt><code>b</code></dt><dd>B.</dd>" in page
    assert "<code>200</code>" not in page


def test_text_stays_text() -> None:
    page = endpoints_page(description(HOSTILE), '/api"><script>')
    assert "<script" not in page
    assert "&lt;script&gt;" in page
