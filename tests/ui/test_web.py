from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.ui.fake import FERRY
from tests.ui.running import running_page


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    """A client of a page in another process: Gradio leaves event loops open where it is built."""
    with (
        running_page("tests.ui.fake") as page,
        httpx.Client(base_url=page.url, trust_env=False) as client,
    ):
        yield client


def component_id(client: httpx.Client, elem_id: str) -> int:
    parts = client.get("/config").json()["components"]
    found = (part["id"] for part in parts if part["props"].get("elem_id") == elem_id)
    return int(next(found))


def call(client: httpx.Client, function: str, data: object) -> object:
    body = {
        "session_hash": "s",
        "component_id": component_id(client, "nq-thread"),
        "fn_name": function,
        "data": data,
    }
    response = client.post("/gradio_api/component_server", json=body)
    return response.json() if response.status_code == 200 else response.status_code


def test_every_response_carries_the_policy(client: httpx.Client) -> None:
    for path in ("/", "/config", "/nowhere"):
        headers = client.get(path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_other_hosts_are_refused(client: httpx.Client) -> None:
    assert client.get("/config", headers={"host": "evil.example"}).status_code == 400
    assert client.get("/config", headers={"host": "localhost:7860"}).status_code == 200


def test_other_origins_get_no_leave_to_read(client: httpx.Client) -> None:
    headers = client.get("/config", headers={"origin": "https://evil.example"}).headers
    assert headers.get("access-control-allow-origin") != "https://evil.example"


@pytest.mark.parametrize(
    "path",
    [
        "/docs",
        "/openapi.json",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=pyproject.toml",
        "/gradio_api/proxy=https://example.org/",
        "/monitoring",
    ],
)
def test_nothing_else_is_served(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code in {400, 403, 404}


def test_the_page_loads_no_font_from_elsewhere(client: httpx.Client) -> None:
    assert "fonts.googleapis.com" not in client.get("/").text
    assert "url(http" not in client.get("/theme.css").text


def test_no_function_is_offered_as_an_api(client: httpx.Client) -> None:
    info = client.get("/gradio_api/info").json()
    assert info["named_endpoints"] == {}
    assert info["unnamed_endpoints"] == {}


def test_the_article_around_a_quote(client: httpx.Client) -> None:
    found = call(client, "show_context", [FERRY.id, 0, 9])
    assert isinstance(found, dict)
    assert found["quote"] == FERRY.text[:9]
    assert found["after"] == FERRY.text[9:]


@pytest.mark.parametrize("data", [None, [], ["x", 0, 1], [FERRY.id, 0, 10**9], {"a": [1] * 9}])
def test_a_bad_request_is_one_line(client: httpx.Client, data: object) -> None:
    found = call(client, "show_context", data)
    assert isinstance(found, dict)
    assert list(found) == ["error"]
    assert "\n" not in found["error"]


@pytest.mark.parametrize("function", ["__init__", "postprocess", "get_config", "render", ""])
def test_no_other_function_can_be_called(client: httpx.Client, function: str) -> None:
    assert call(client, function, []) == 404


def test_templates_are_fixed(client: httpx.Client) -> None:
    parts = client.get("/config").json()["components"]
    pages = [part["props"] for part in parts if part["type"] == "html"]
    assert {page["html_template"] for page in pages} == {"${value}"}
    assert {page["css_template"] for page in pages} == {""}
