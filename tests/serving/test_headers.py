from __future__ import annotations

import pytest

from assistant.serving.headers import CONTENT_POLICY, HEADERS, SafeHeaders
from tests.serving.asgi import echo, request


def test_every_response_carries_the_headers() -> None:
    headers = request(SafeHeaders(echo), "GET", "/").headers
    assert {name: headers[name] for name in HEADERS} == HEADERS


def test_nothing_from_elsewhere_is_allowed() -> None:
    policy = dict(part.split(" ", 1) for part in CONTENT_POLICY.split("; "))
    assert policy["default-src"] == "'self'"
    allowed = {"'self'", "'none'", "'unsafe-inline'", "'unsafe-eval'", "data:"}
    assert {word for words in policy.values() for word in words.split()} <= allowed


@pytest.mark.parametrize("directive", ["object-src 'none'", "frame-ancestors 'none'"])
def test_the_page_is_framed_by_nobody(directive: str) -> None:
    assert directive in CONTENT_POLICY
