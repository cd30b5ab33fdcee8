from __future__ import annotations

import pytest

from assistant.serving.rate import RateLimit, client_key, costs
from tests.serving.asgi import echo, request, requests

ASK = ("POST", "/gradio_api/component_server")


def test_beyond_the_limit_a_client_is_told_when_to_ask_again() -> None:
    app = RateLimit(echo, 3)
    answers = requests(app, ASK, ASK, ("GET", "/api/ask"), ASK, ("GET", "/api/ask"))
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    refused = answers[3]
    assert 1 <= int(refused.headers["retry-after"]) <= 120
    assert refused.json()["error"].startswith("More than 3 requests a minute.")


def test_clients_are_counted_apart() -> None:
    app = RateLimit(echo, 1)
    for client in ("192.0.2.1", "192.0.2.2", "2001:db8::1"):
        assert request(app, *ASK, client=client).status_code == 200
        assert request(app, *ASK, client=client).status_code == 429


def test_looking_costs_nothing() -> None:
    free = [("GET", "/"), ("GET", "/config"), ("GET", "/health"), ("GET", "/apiary")]
    app = RateLimit(echo, 1)
    assert {answer.status_code for answer in requests(app, *free, *free)} == {200}


@pytest.mark.parametrize(
    ("method", "path", "cost"),
    [("POST", "/mcp", True), ("GET", "/api/articles", True), ("HEAD", "/api/ask", True),
     ("GET", "/api", True), ("GET", "/assets/a.js", False), ("GET", "/gradio_api/info", False)],
)  # fmt: skip
def test_what_costs(method: str, path: str, cost: bool) -> None:
    assert costs(method, path) == cost


@pytest.mark.parametrize(
    ("host", "key"),
    [("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"),
     ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"), ("2001:db8:1:2::1", "2001:db8:1:2::"),
     ("a name", "a name")],
)  # fmt: skip
def test_what_a_client_is_counted_by(host: str, key: str) -> None:
    assert client_key({"client": (host, 1)}) == key


def test_a_client_without_address_is_counted_too() -> None:
    assert client_key({"client": None}) == "unknown"
