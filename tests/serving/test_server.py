from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from assistant.errors import IndexMissing, InvalidRequest, MissingExtra, NewsquoteError
from assistant.serving.options import ServeOptions
from assistant.serving.server import page_url, serve, serve_desk
from tests.ui.fake import FakeDesk


def test_a_taken_port_is_one_line_with_the_next_step() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(NewsquoteError) as caught:
            serve_desk(FakeDesk(), ServeOptions(port=port))
    assert str(caught.value).startswith(f"Cannot listen on 127.0.0.1:{port} (")
    assert "\n" not in str(caught.value)
    assert "--port" in str(caught.value)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(NewsquoteError, match=r"Cannot listen on 192\.0\.2\.1:0"):
        serve_desk(FakeDesk(), ServeOptions(host="192.0.2.1", port=0))


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_out_of_range_is_refused(port: int) -> None:
    with pytest.raises(InvalidRequest, match=str(port)):
        serve_desk(FakeDesk(), ServeOptions(port=port))


def test_a_missing_index_is_said_before_anything_is_served(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        serve(tmp_path / "none", ServeOptions(port=0))


@pytest.mark.parametrize("missing", ["gradio", "fastapi", "limits"])
def test_without_the_page_s_parts_the_pip_line_is_named(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    for name in list(sys.modules):
        if name.startswith(("assistant.serving.", "assistant.ui.")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtra, match=r"pip install 'newsquote\[ui\]'"):
        serve_desk(FakeDesk(), ServeOptions(port=0))


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:80/"),
        ("0.0.0.0", "http://localhost:80/"),
        ("::", "http://localhost:80/"),
        ("::1", "http://[::1]:80/"),
    ],
)
def test_the_address_to_open(host: str, url: str) -> None:
    assert page_url(host, 80) == url
