from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.serving.doors import Doors, is_open
from assistant.serving.proxy import UnderPath
from tests.serving.asgi import echo, request

NEEDED = [
    ("GET", "/"), ("HEAD", "/"), ("GET", "/config"), ("GET", "/config/"), ("GET", "/theme.css"),
    ("GET", "/favicon.ico"), ("GET", "/manifest.json"), ("GET", "/robots.txt"),
    ("GET", "/assets/index-C1v2.js"), ("GET", "/assets/lang/en-x_y.json"),
    ("GET", "/static/img/logo.svg"), ("GET", "/svelte/svelte-submodules.js"),
    ("GET", "/gradio_api/info"), ("GET", "/gradio_api/info/"), ("GET", "/gradio_api/app_id"),
    ("GET", "/gradio_api/startup-events"), ("GET", "/gradio_api/theme.css"),
    ("GET", "/gradio_api/heartbeat/x1y2z3"), ("GET", "/gradio_api/queue/data"),
    ("POST", "/gradio_api/queue/join"), ("POST", "/gradio_api/component_server"),
    ("POST", "/gradio_api/reset"), ("POST", "/gradio_api/cancel"),
    ("POST", "/gradio_api/call/ask"), ("GET", "/gradio_api/call/ask/3f2a"),
    ("POST", "/gradio_api/call/v2/ask"), ("GET", "/gradio_api/call/v2/ask/3f2a"),
    ("POST", "/gradio_api/run/predict"),
    ("GET", "/health"), ("HEAD", "/health"), ("GET", "/api/ask"), ("POST", "/api/ask"),
    ("GET", "/api/openapi.json"), ("POST", "/mcp"), ("DELETE", "/api/ask"),
]  # fmt: skip
REFUSED = [
    ("POST", "/gradio_api/upload"), ("GET", "/gradio_api/upload_progress"),
    ("GET", "/gradio_api/file=/etc/passwd"), ("HEAD", "/gradio_api/file=pyproject.toml"),
    ("GET", "/gradio_api/file/etc/passwd"), ("GET", "/gradio_api/proxy=https://example.org/"),
    ("HEAD", "/gradio_api/proxy=https://example.org/"), ("POST", "/gradio_api/stream/x"),
    ("POST", "/gradio_api/stream/x/close"), ("GET", "/gradio_api/stream/a/1/2/playlist.m3u8"),
    ("GET", "/gradio_api/stream/a/1/2/s.ts"), ("GET", "/gradio_api/stream/a/1/2/playlist-file"),
    ("GET", "/gradio_api/deep_link"), ("POST", "/gradio_api/process_recording"),
    ("POST", "/gradio_api/vibe-edit"), ("POST", "/gradio_api/vibe-edit/"),
    ("POST", "/gradio_api/undo-vibe-edit"), ("GET", "/gradio_api/vibe-code"),
    ("POST", "/gradio_api/vibe-code"), ("POST", "/gradio_api/vibe-starter-queries"),
    ("GET", "/gradio_api/dev/reload"), ("GET", "/gradio_api/runs"), ("GET", "/gradio_api/runs/"),
    ("POST", "/gradio_api/run-history/connect"), ("GET", "/gradio_api/run-history/buckets"),
    ("GET", "/gradio_api/run-history/records"), ("GET", "/gradio_api/profiling/traces"),
    ("POST", "/gradio_api/profiling/clear"), ("GET", "/gradio_api/user"),
    ("GET", "/gradio_api/token"), ("GET", "/gradio_api/login_check"),
    ("GET", "/gradio_api/openapi.json"), ("GET", "/gradio_api/custom_component/x/client/y/z.js"),
    ("POST", "/gradio_api/api/ask"), ("GET", "/gradio_api/mcp"), ("POST", "/gradio_api/mcp/sse"),
    ("POST", "/login"), ("GET", "/logout"), ("GET", "/monitoring"), ("GET", "/monitoring/summary"),
    ("GET", "/pwa_icon"), ("GET", "/docs"), ("GET", "/redoc"), ("GET", "/openapi.json"),
    ("GET", "/healthy"), ("GET", "/apiary"), ("GET", "/mcp/x"), ("GET", "/nowhere"), ("GET", ""),
    ("POST", "/"), ("PUT", "/config"), ("DELETE", "/gradio_api/queue/join"), ("TRACE", "/"),
    ("GET", "/assets/../../secret"), ("GET", "/assets/..%2fsecret"), ("GET", "//assets/x.js"),
    ("GET", "/assets/"), ("GET", "/static/.hidden"), ("GET", "/static//etc/passwd"),
    ("GET", "/static/a\n.js"), ("GET", "/gradio_api/call/../file=x/y"), ("GET", "/\n"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), NEEDED)
def test_what_the_page_and_its_clients_need_is_open(method: str, path: str) -> None:
    assert is_open(method, path)


@pytest.mark.parametrize(("method", "path"), REFUSED)
def test_everything_else_is_refused(method: str, path: str) -> None:
    assert not is_open(method, path)


@given(st.sampled_from(["GET", "POST", "HEAD"]), st.text(max_size=40))
def test_no_file_proxy_or_upload_route_can_be_written_another_way(method: str, tail: str) -> None:
    for name in ("file=", "proxy=", "upload", "stream/", "file/"):
        assert not is_open(method, f"/gradio_api/{name}{tail}")


@given(st.sampled_from(["GET", "POST"]), st.text(max_size=30), st.text(max_size=30))
def test_no_path_climbs_out(method: str, start: str, end: str) -> None:
    path = f"/assets/{start}/../{end}"
    assert not is_open(method, path)


def test_every_route_of_gradio_was_looked_at() -> None:
    """A route that a new Gradio brings fails here until it is listed above, open or refused."""
    spec = find_spec("gradio")
    assert spec is not None and spec.origin is not None
    source = Path(spec.origin).with_name("routes.py").read_text(encoding="utf-8")
    found = re.findall(r"@(app|router)\.(get|post|head|put|delete)\(\s*f?\"([^\"]*)\"", source)
    assert len(found) > 50
    known = {_shape(path) for _, path in NEEDED + REFUSED}
    # A page's own name, and both spellings of a path.
    new = {
        path
        for where, _, end in found
        if _shape(path := ("/gradio_api" if where == "router" else "") + end) not in known
        and end not in {"/{page}", "/{page}/"}
    }
    assert new == set()


def _shape(path: str) -> str:
    """Return the words of a path that name a route, without what they are given."""
    fixed = path.split("{")[0] if "{" in path else path
    words = fixed.strip("/").split("=")[0].split("/")
    return "/".join(words[:2] if words[0] == "gradio_api" else words[:1])


def test_a_refusal_is_one_line() -> None:
    response = request(Doors(echo), "GET", "/nowhere")
    assert response.status_code == 404
    assert response.json() == {"error": "There is nothing at this address."}
    assert request(Doors(echo), "HEAD", "/nowhere").content == b""
    assert request(Doors(echo), "GET", "/config").status_code == 200


def test_behind_a_proxy_the_same_doors_are_open() -> None:
    app = UnderPath(Doors(echo), "/news")
    for path, status in (("/", 200), ("/news/", 200), ("/news", 200), ("/news/config", 200),
                         ("/config", 200), ("/gradio_api/file=x", 404),
                         ("/news/gradio_api/file=x", 404), ("/news/news/config", 404)):  # fmt: skip
        assert request(app, "GET", path).status_code == status, path


@pytest.mark.parametrize("path", ["/gradio_api/component_server", "/gradio_api/queue/join", "/mcp"])
def test_a_form_with_a_file_is_refused_before_it_is_read(path: str) -> None:
    response = request(Doors(echo), "POST", path, files={"data": ("x.txt", b"words")})
    assert response.status_code == 415
    assert response.json() == {"error": "No file is taken here. Send JSON."}
    assert request(Doors(echo), "POST", path, json={}).status_code == 200
