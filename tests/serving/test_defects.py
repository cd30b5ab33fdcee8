from __future__ import annotations

import logging

import pytest
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from assistant.serving.defects import Defects
from tests.serving.asgi import echo, request

DEFECT = "a defect at /secret/path"


async def broken(scope: Scope, receive: Receive, send: Send) -> None:
    raise RuntimeError(DEFECT)


async def breaking(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 202, "headers": []})
    await send({"type": "http.response.body", "body": b"half"})
    raise RuntimeError(DEFECT)


async def left(scope: Scope, receive: Receive, send: Send) -> None:
    raise ClientDisconnect


def test_a_defect_is_logged_once_and_told_in_one_line(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        response = request(Defects(broken), "GET", "/x%0Ay?q=my+question")
    assert response.status_code == 500
    assert "secret" not in response.text
    assert list(response.json()) == ["error"]
    [record] = caplog.records
    assert DEFECT in caplog.text
    assert "my" not in record.getMessage()
    assert "\n" not in record.getMessage()


async def failing(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer 500 and raise, as Gradio and Starlette do."""
    await send({"type": "http.response.start", "status": 500, "headers": []})
    await send({"type": "http.response.body", "body": b"Internal Server Error"})
    raise KeyError(DEFECT)


async def telling(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 500, "headers": []})
    await send({"type": "http.response.body", "body": b"half", "more_body": True})
    await send({"type": "http.response.body", "body": b" told"})


@pytest.mark.parametrize(
    ("path", "status"), [("/gradio_api/component_server", 400), ("/api/ask", 500)]
)
def test_what_gradio_cannot_take_is_the_client_s(
    caplog: pytest.LogCaptureFixture, path: str, status: int
) -> None:
    with caplog.at_level(logging.WARNING):
        response = request(Defects(failing), "POST", path)
    assert response.status_code == status
    assert list(response.json()) == ["error"]
    assert (DEFECT in caplog.text) == (status == 500)
    assert len(caplog.records) == 1


def test_a_failure_that_is_told_is_passed_on() -> None:
    response = request(Defects(telling), "POST", "/gradio_api/run/ask")
    assert (response.status_code, response.text) == (500, "half told")


def test_a_response_that_has_begun_is_left_alone(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert request(Defects(breaking), "GET", "/").status_code == 202
    assert DEFECT in caplog.text


def test_who_hangs_up_is_no_defect(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING), pytest.raises(AssertionError):
        request(Defects(left), "GET", "/")
    assert caplog.records == []


def test_what_works_passes() -> None:
    assert request(Defects(echo), "GET", "/").status_code == 200
