from __future__ import annotations

import pytest

from assistant.web_address import host, safe_url
from tests.hostile import HOSTILE


@pytest.mark.parametrize(
    "url", ["https://example.org/a?b=c#d", "http://example.org:8080/", "HTTPS://EXAMPLE.ORG/ü"]
)
def test_links_to_web_pages_pass(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "//example.org/",
        "/relative",
        "https:",
        "https://",
        "https:/example.org\\@evil.example",
        "https://example.org\t/",
        "https://good.example@evil.example/",
        "https://[broken/",
        "https://example.org:port/",
        "https://example.org/\u202egnp.exe",
    ],
)
def test_other_links_do_not(url: str | None) -> None:
    assert safe_url(url) is None


def test_an_address_that_passes_is_of_the_web_and_names_its_host() -> None:
    passed = [url for url in map(safe_url, HOSTILE) if url]
    assert passed
    for url in passed:
        assert url.lower().startswith(("http://", "https://"))
        assert host(url) in url.lower()
        assert not set(' <>"\\@') & set(url.split("/")[2])


def test_the_host_is_shown_without_www() -> None:
    assert host("https://www.example.org:81/x") == "example.org"
