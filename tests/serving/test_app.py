"""The whole application in another process: Gradio leaves event loops open where it is built."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import httpx
import pytest

from assistant.service.limits import DEFAULT_BODY_BYTES
from assistant.serving.headers import HEADERS
from tests.serving.calls import call
from tests.serving.running import RunningPage, running_page
from tests.serving.test_doors import REFUSED
from tests.ui.fake import FERRY


@pytest.fixture(scope="module")
def page() -> Iterator[RunningPage]:
    with running_page("tests.ui.fake") as page:
        yield page
        assert page.stop() == 0
        assert "Traceback" not in page.errors()


@pytest.fixture(scope="module")
def client(page: RunningPage) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=page.url, trust_env=False) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/config", "/health", "/api/corpus", "/nowhere"])
def test_every_response_carries_the_policy(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "server" not in headers


@pytest.mark.parametrize(
    ("host", "status"),
    [("evil.example", 400), ("127.0.0.1.evil.example", 400), ("localhost:7860", 200),
     ("[::1]:80", 200), ("", 400), ("LOCALHOST", 200)],
)  # fmt: skip
def test_only_requests_to_this_machine_are_answered(
    client: httpx.Client, host: str, status: int
) -> None:
    for path in ("/config", "/api/corpus", "/health"):
        response = client.get(path, headers={"host": host})
        assert response.status_code == status
        assert "content-security-policy" in response.headers


def test_other_origins_get_no_leave_to_read(client: httpx.Client) -> None:
    for path in ("/config", "/api/corpus"):
        headers = client.get(path, headers={"origin": "https://evil.example"}).headers
        assert "access-control-allow-origin" not in headers


def test_other_sites_cannot_send(client: httpx.Client) -> None:
    headers = {"origin": "https://evil.example", "content-type": "text/plain"}
    asked = json.dumps({"question": "ferry"})
    assert client.post("/api/ask", headers=headers, content=asked).status_code == 403


@pytest.mark.parametrize(("method", "path"), [each for each in REFUSED if each[1].isprintable()])
def test_no_other_door_is_there(client: httpx.Client, method: str, path: str) -> None:
    url = client.base_url.copy_with(raw_path=(path or "/x").encode())
    assert client.request(method, url).status_code in {400, 404, 405}


def test_uploads_are_refused(client: httpx.Client) -> None:
    files = {"files": ("x.txt", b"hello")}
    assert client.post("/gradio_api/upload", files=files).status_code == 404


def test_everything_the_page_names_is_served(client: httpx.Client) -> None:
    html = client.get("/").text
    named = set(re.findall(r"(?:src|href)=\"\.?(/[^\"]+)\"", html))
    assert any(path.endswith(".js") for path in named)
    for path in named:
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize(
    "path", ["/theme.css", "/gradio_api/info", "/gradio_api/startup-events", "/gradio_api/app_id"]
)
def test_what_the_front_end_fetches(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 200


def test_the_page_loads_no_font_from_elsewhere(client: httpx.Client) -> None:
    assert "fonts.googleapis.com" not in client.get("/").text
    assert "url(http" not in client.get("/theme.css").text


def test_a_function_of_the_page(client: httpx.Client) -> None:
    found = call(client, "context", {"article": FERRY.id, "quote": [0, 9]})
    assert isinstance(found, dict)
    assert "error" not in found


@pytest.mark.parametrize("data", [None, [], ["x", 0, 1], 7, "x", {"article": ["x"]}, {}])
@pytest.mark.parametrize("function", ["answer", "context", "take", "judge"])
def test_a_bad_request_is_one_line(client: httpx.Client, function: str, data: object) -> None:
    found = call(client, function, data)
    assert isinstance(found, dict)
    assert list(found) == ["error"]
    assert "\n" not in found["error"]


@pytest.mark.parametrize(
    "path",
    ["component_server", "queue/join", "call/ask", "call/v2/ask", "call/nothing", "run/ask",
     "cancel", "reset"],
)  # fmt: skip
@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"[]", b"null", b"[" * 5000, b"\xff\xfe", b'{"session_hash": 1}',
     b'{"session_hash": "a", "component_id": 99999, "fn_name": "answer", "data": 1}',
     b'{"session_hash": "\\ud800", "component_id": 1, "fn_name": ["answer"], "data": 1}',
     b'{"data": {}, "fn_index": 999, "session_hash": "x"}'],
)  # fmt: skip
def test_what_gradio_cannot_take_is_refused(
    client: httpx.Client, path: str, content: bytes
) -> None:
    headers = {"content-type": "application/json"}
    response = client.post(f"/gradio_api/{path}", content=content, headers=headers)
    assert response.status_code < 500
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    "function", ["__init__", "__class__", "postprocess", "get_config", "render", ""]
)
def test_no_other_function_can_be_called(client: httpx.Client, function: str) -> None:
    assert call(client, function, []) == 404


def test_templates_are_fixed(client: httpx.Client) -> None:
    parts = client.get("/config").json()["components"]
    pages = [part["props"] for part in parts if part["type"] == "html"]
    assert {page["html_template"] for page in pages} == {"${value}"}
    assert {page["css_template"] for page in pages} == {""}


@pytest.mark.parametrize(
    "path",
    ["/api/ask", "/api/search", "/gradio_api/component_server", "/gradio_api/queue/join",
     "/gradio_api/call/ask", "/gradio_api/run/ask"],
)  # fmt: skip
def test_a_large_request_is_refused(client: httpx.Client, path: str) -> None:
    response = client.post(path, content=b"x" * (DEFAULT_BODY_BYTES + 1))
    assert response.status_code == 413
    assert list(response.json()) == ["error"]


def test_a_proxy_is_not_believed_where_none_stands(client: httpx.Client) -> None:
    lies = {"x-forwarded-host": "evil.example", "x-forwarded-proto": "https"}
    assert "evil.example" not in client.get("/config", headers=lies).text


def test_the_tools_are_off_unless_wanted(client: httpx.Client) -> None:
    assert client.post("/mcp", json={}).status_code in {404, 405}
