from __future__ import annotations

import base64

import pytest

from assistant.serving.auth import BasicAuth
from assistant.serving.credentials import Credentials
from tests.serving.asgi import echo, request

APP = BasicAuth(echo, Credentials.of_lines("ada:pass:word\nzoë:ñ€", "file"))


def basic(pair: str, scheme: str = "Basic", coding: str = "utf-8") -> dict[str, str]:
    return {"authorization": f"{scheme} {base64.b64encode(pair.encode(coding)).decode()}"}


@pytest.mark.parametrize(
    "headers", [basic("ada:pass:word"), basic("zoë:ñ€"), basic("ada:pass:word", "bASIC")]
)
def test_a_known_reader_enters(headers: dict[str, str]) -> None:
    assert request(APP, "GET", "/", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {}, basic("ada:"), basic("ada"), basic("ada:pass"), basic(":"), basic("bo:pass:word"),
        basic("ada:pass:word", "Bearer"), basic("zoë:ñ€", coding="utf-16"),
        {"authorization": "Basic"}, {"authorization": "Basic !!!"}, {"authorization": ""},
        {"authorization": "Basic YWRhOnBhc3M6d29yZA"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/config", "/api/ask", "/mcp", "/health/", "/healthy"])
def test_others_are_asked_for_a_password(path: str, headers: dict[str, str]) -> None:
    response = request(APP, "GET", path, headers=headers)
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Basic realm=")
    assert response.json() == {"error": "Give the name and the password of this server."}


def test_two_headers_are_one_too_many() -> None:
    pair = basic("ada:pass:word")["authorization"]
    headers = [("authorization", "Basic eDp5"), ("authorization", pair)]
    assert request(APP, "GET", "/", headers=headers).status_code == 401


def test_whether_the_server_lives_is_no_secret() -> None:
    assert request(APP, "GET", "/health").status_code == 200
