from __future__ import annotations

import signal
import socket
import sys
import urllib.request
from pathlib import Path

import pytest

from assistant.errors import IndexMissing, InvalidRequest, MissingExtra, NewsquoteError
from assistant.ui.server import page_url, serve, serve_desk
from tests.ui.fake import FakeDesk
from tests.ui.running import running_page


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_server_with_status_0(how: signal.Signals) -> None:
    with running_page("tests.ui.fake") as page:
        with urllib.request.urlopen(page.url) as response:
            assert response.status == 200
        assert page.stop(how) == 0
        assert page.errors() == ""


def test_a_taken_port_is_one_line_with_the_next_step() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(NewsquoteError) as caught:
            serve_desk(FakeDesk(), port=port)
    assert str(caught.value).startswith(f"Cannot listen on 127.0.0.1:{port} (")
    assert "\n" not in str(caught.value)
    assert "--port" in str(caught.value)


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_out_of_range_is_refused(port: int) -> None:
    with pytest.raises(InvalidRequest, match=str(port)):
        serve_desk(FakeDesk(), port=port)


def test_a_missing_index_is_said_before_anything_is_served(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        serve(tmp_path / "none", port=0)


def test_without_gradio_the_pip_line_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("web", "page", "theme"):
        monkeypatch.delitem(sys.modules, f"assistant.ui.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "gradio", None)
    with pytest.raises(MissingExtra, match=r"pip install 'newsquote\[ui\]'"):
        serve_desk(FakeDesk(), port=0)


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
