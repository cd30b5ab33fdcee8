from __future__ import annotations

import pytest

from assistant.errors import InvalidRequest
from assistant.serving.proxy import PublicPlace, UnderPath, WithoutProxy
from tests.serving.asgi import echo, request


@pytest.mark.parametrize(
    ("root_path", "path", "host"),
    [("", "", None), ("/", "", None), ("/news", "/news", None), ("/news/", "/news", None),
     ("/a/b-c_d.e", "/a/b-c_d.e", None), ("https://example.org", "", "example.org"),
     ("https://example.org/news/", "/news", "example.org"),
     ("http://Example.org:8443/a/b", "/a/b", "example.org")],
)  # fmt: skip
def test_the_place_that_readers_see(root_path: str, path: str, host: str | None) -> None:
    assert PublicPlace.parse(root_path) == PublicPlace(path, host)


@pytest.mark.parametrize(
    "root_path",
    ["news", "//example.org/news", "/news?x", "/news#x", "/a b", "/a//b", "/../a", "/a/..",
     "ftp://example.org/a", "https:///a", "https://me@example.org/", "javascript:alert(1)",
     "/<script>", "/%2e%2e", "https://[broken/", "/n\u00e9ws"],
)  # fmt: skip
def test_other_root_paths_are_refused(root_path: str) -> None:
    with pytest.raises(InvalidRequest, match="No such root path"):
        PublicPlace.parse(root_path)


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
