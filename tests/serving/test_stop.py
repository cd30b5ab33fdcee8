"""The end of a server, in the states it can be in when the signal comes."""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.service.held import HeldDesk
from tests.serving.calls import body, component_id
from tests.serving.running import STOP_SECONDS, RunningPage, running_page, starting

PATIENCE = 30
Asker = Callable[[httpx.Client, str], httpx.Response]


@pytest.fixture
def held(tmp_path: Path) -> HeldDesk:
    return HeldDesk(tmp_path)


@pytest.fixture
def page(tmp_path: Path) -> Iterator[RunningPage]:
    with running_page(
        "tests.serving.program", "serve", "--port", "0", "--index", str(tmp_path), "--mcp"
    ) as page:
        yield page


@pytest.fixture
def client(page: RunningPage) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=page.url, trust_env=False, timeout=PATIENCE) as client:
        yield client


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor() as threads:
        yield threads


def ask_api(client: httpx.Client, question: str) -> httpx.Response:
    return client.post("api/ask", json={"question": question})


def ask_page(client: httpx.Client, question: str) -> httpx.Response:
    sent = body(component_id(client), "answer", {"number": 1, "question": question})
    return client.post("gradio_api/component_server", json=sent)


def ask_tool(client: httpx.Client, question: str) -> httpx.Response:
    call = {"name": "ask", "arguments": {"question": question}}
    sent = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    headers = {"accept": "application/json, text/event-stream"}
    return client.post("mcp", json=sent, headers=headers)


def ask_function(client: httpx.Client, question: str) -> httpx.Response:
    """Ask as `gradio_client` and curl do: the answer comes on a stream."""
    sent = {"data": [question, 5, None, None, None, None, None, None]}
    event = client.post("gradio_api/call/ask", json=sent).json()["event_id"]
    return client.get(f"gradio_api/call/ask/{event}")


def stopped_listening(url: str) -> None:
    parts = httpx.URL(url)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection((parts.host, parts.port or 0), timeout=1).close()
        except OSError:
            return
        time.sleep(0.01)
    pytest.fail("the server still listens")


ASKERS = {"api": ask_api, "page": ask_page, "tool": ask_tool, "function": ask_function}


def asked_and_signalled(
    page: RunningPage, client: httpx.Client, held: HeldDesk, threads: ThreadPoolExecutor
) -> dict[str, Future[httpx.Response]]:
    """Ask at every door, and signal once all questions are in work."""
    answers = {door: threads.submit(ask, client, f"held: {door}") for door, ask in ASKERS.items()}
    for door in ASKERS:
        held.wait_begun(door)
    page.process.send_signal(signal.SIGTERM)
    stopped_listening(page.url)
    return answers


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_an_idle_server_with_status_0(
    page: RunningPage, client: httpx.Client, how: signal.Signals
) -> None:
    assert client.get("/").status_code == 200
    assert page.stop(how) == 0
    assert page.errors() == ""


def test_answers_in_flight_arrive(
    page: RunningPage, client: httpx.Client, held: HeldDesk, threads: ThreadPoolExecutor
) -> None:
    answers = asked_and_signalled(page, client, held, threads)
    for door in answers:
        held.let_go(door)
    for door, answer in answers.items():
        response = answer.result(PATIENCE)
        assert response.status_code == 200
        assert f"ferry {door}" in response.text
        assert "The ferry Aurora reached Northport" in response.text
    assert page.process.wait(STOP_SECONDS) == 0
    assert page.errors() == ""


def test_answers_that_do_not_come_are_not_waited_for(
    page: RunningPage, client: httpx.Client, held: HeldDesk, threads: ThreadPoolExecutor
) -> None:
    answers = asked_and_signalled(page, client, held, threads)
    assert page.process.wait(STOP_SECONDS) == 0
    for answer in answers.values():
        assert "The server is stopping." in answer.result(PATIENCE).text
    assert page.errors() == ""


def test_open_pages_and_half_sent_requests_are_hung_up(
    page: RunningPage, client: httpx.Client
) -> None:
    address = (client.base_url.host, client.base_url.port or 0)
    with ExitStack() as stack:
        for number in range(5):
            stream = stack.enter_context(client.stream("GET", f"gradio_api/heartbeat/s{number}"))
            assert next(stream.iter_text()).startswith("data:")
        for half in (
            b"",
            b"GET / HT",
            b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n",
            b"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\nx",
        ):
            stack.enter_context(socket.create_connection(address)).sendall(half)
        # A connection that was used and is kept open.
        assert client.get("/health").status_code == 200
        assert page.stop() == 0
    assert page.errors() == ""


@pytest.mark.parametrize("second", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_ends_at_once(
    page: RunningPage,
    client: httpx.Client,
    held: HeldDesk,
    threads: ThreadPoolExecutor,
    second: signal.Signals,
) -> None:
    answers = asked_and_signalled(page, client, held, threads)
    page.process.send_signal(second)
    assert page.process.wait(STOP_SECONDS) == -second
    for answer in answers.values():
        with pytest.raises(httpx.HTTPError):
            answer.result(PATIENCE)
    assert page.errors() == ""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_the_index_is_opened(
    tmp_path: Path, held: HeldDesk, how: signal.Signals
) -> None:
    (tmp_path / "slowly").touch()
    with starting("tests.serving.program", "serve", "--index", str(tmp_path)) as page:
        held.wait_begun("opening")
        assert page.stop(how) == 0
        assert page.errors() == ""


def test_a_client_that_does_not_read_is_cut_off(page: RunningPage, client: httpx.Client) -> None:
    """More is sent than the line holds, so closing it politely would wait for the client."""
    address = (client.base_url.host, client.base_url.port or 0)
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(address)
        line.sendall(b"GET /config HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 200)
        assert client.get("/health").status_code == 200
        assert page.stop() == 0
    assert page.errors() == ""
