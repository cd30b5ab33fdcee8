from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from starlette.types import Message

from assistant.serving import body_limit
from assistant.serving.body_limit import BodyLimit
from tests.serving.asgi import echo, request

APP = BodyLimit(echo, 10)


@pytest.mark.parametrize("body", [b"", b"x", b"x" * 10])
def test_a_small_body_arrives_whole(body: bytes) -> None:
    response = request(APP, "POST", "/", content=body)
    assert response.status_code == 200
    assert response.content.split(b"\n", 4)[4] == body


async def pieces(sizes: list[int]) -> AsyncIterator[bytes]:
    for size in sizes:
        yield b"x" * size


def test_a_streamed_body_arrives_whole() -> None:
    response = request(APP, "POST", "/", content=pieces([4, 0, 6]))
    assert response.content.split(b"\n", 4)[4] == b"x" * 10


@pytest.mark.parametrize("method", ["POST", "PUT", "GET", "DELETE"])
@pytest.mark.parametrize("content", [b"x" * 11, b"x" * 10**6])
def test_a_large_body_is_refused(method: str, content: bytes) -> None:
    response = request(APP, method, "/", content=content)
    assert response.status_code == 413
    assert response.json() == {"error": "The request has more than 10 bytes. Send less at once."}
    assert response.headers["connection"] == "close"


def test_an_endless_body_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body_limit, "LINGER_BYTES", 40)
    sent: list[int] = []

    async def endless() -> AsyncIterator[bytes]:
        while True:
            sent.append(4)
            yield b"xxxx"

    assert request(APP, "POST", "/", content=endless()).status_code == 413
    assert sum(sent) == 12 + 40


def test_a_refused_body_that_never_ends_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body_limit, "LINGER_SECONDS", 0.05)

    async def stuck() -> AsyncIterator[bytes]:
        yield b"x" * 11
        await asyncio.Event().wait()

    assert request(APP, "POST", "/", content=stuck()).status_code == 413


def test_the_announced_length_is_enough() -> None:
    headers = {"content-length": "11"}
    assert request(APP, "POST", "/", content=pieces([1]), headers=headers).status_code == 413


def test_a_body_that_never_ends_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body_limit, "ARRIVAL_SECONDS", 0.05)

    async def stuck() -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.Event().wait()

    response = request(APP, "POST", "/", content=stuck())
    assert response.status_code == 408


def test_who_hangs_up_gets_no_answer() -> None:
    messages: Iterator[Message] = iter(
        [
            {"type": "http.request", "body": b"x", "more_body": True},
            {"type": "http.disconnect"},
        ]
    )

    async def main() -> None:
        async def receive() -> Message:
            return next(messages)

        async def send(_: Message) -> None:
            raise AssertionError("answered")

        await APP(
            {"type": "http", "method": "POST", "headers": [(b"content-length", b"9")]},
            receive,
            send,
        )

    asyncio.run(main())


def test_the_hang_up_after_the_body_is_passed_on() -> None:
    """A stream ends when its reader leaves, so the application must hear of it."""
    messages: Iterator[Message] = iter(
        [{"type": "http.request", "body": b"x", "more_body": False}, {"type": "http.disconnect"}]
    )
    heard: list[str] = []

    async def main() -> None:
        async def app(scope: object, receive: object, send: object) -> None:
            heard.append((await receive())["type"])  # type: ignore[operator]
            heard.append((await receive())["type"])  # type: ignore[operator]

        async def receive() -> Message:
            return next(messages)

        async def send(_: Message) -> None:
            raise AssertionError("answered")

        scope = {"type": "http", "method": "POST", "headers": [(b"content-length", b"1")]}
        await BodyLimit(app, 10)(scope, receive, send)

    asyncio.run(main())
    assert heard == ["http.request", "http.disconnect"]
