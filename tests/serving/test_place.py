from __future__ import annotations

import pytest

from assistant.errors import InvalidRequest
from assistant.serving.options import ServeOptions
from assistant.serving.place import PublicPlace


@pytest.mark.parametrize(
    ("root_path", "path", "host"),
    [("", "", None), ("/", "", None), ("/news", "/news", None), ("/news/", "/news", None),
     ("/a/b-c_d.e", "/a/b-c_d.e", None), ("https://example.org", "", "example.org"),
     ("https://example.org/news/", "/news", "example.org"),
     ("http://Example.org:8443/a/b", "/a/b", "example.org")],
)  # fmt: skip
def test_the_place_that_readers_see(root_path: str, path: str, host: str | None) -> None:
    assert PublicPlace.parse(root_path) == PublicPlace(path, host)
    assert ServeOptions(root_path=root_path).place == PublicPlace(path, host)


@pytest.mark.parametrize(
    "root_path",
    ["news", "//example.org/news", "/news?x", "/news#x", "/a b", "/a//b", "/../a", "/a/..",
     "ftp://example.org/a", "https:///a", "https://me@example.org/", "javascript:alert(1)",
     "/<script>", "/%2e%2e", "https://[broken/", "/n\u00e9ws"],
)  # fmt: skip
def test_other_root_paths_are_refused(root_path: str) -> None:
    with pytest.raises(InvalidRequest, match="No such root path"):
        PublicPlace.parse(root_path)
