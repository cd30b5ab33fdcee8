from __future__ import annotations

import pytest

from assistant.serving.proxy import UnderPath, WithoutProxy
from tests.serving.asgi import echo, request


@pytest.mark.parametrize("asked", ["/config", "/news/config"])
def test_a_proxy_may_take_the_path_off_or_not(asked: str) -> None:
    method, path, root, *_ = request(UnderPath(echo, "/news"), "GET", asked).text.split("\n")
    assert (path, root) == ("/news/config", "/news")


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("/", "/news/"),
        ("/newspaper", "/news/newspaper"),
        ("/news", "/news"),
        ("/x%2Fy", "/news/x/y"),
    ],
)
def test_other_paths_lie_below(asked: str, path: str) -> None:
    assert request(UnderPath(echo, "/news"), "GET", asked).text.split("\n")[1] == path


def test_without_a_proxy_its_headers_are_dropped() -> None:
    lies = {
        "x-forwarded-for": "198.51.100.7",
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "https",
        "x-forwarded-prefix": "/x",
        "x-gradio-server": "https://evil.example",
        "x-real-ip": "198.51.100.7",
        "forwarded": "host=evil.example",
        "x-other": "kept",
    }
    names = request(WithoutProxy(echo), "GET", "/", headers=lies).text.split("\n")[3]
    assert names == "accept accept-encoding connection host user-agent x-other"
