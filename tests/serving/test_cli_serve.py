"""`newsquote serve` with its options, as a user starts it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.conftest import ROOT
from tests.service.held import HeldDesk
from tests.serving.access_lines import line_of
from tests.serving.calls import component_id
from tests.serving.running import RunningPage, running_page

PROGRAM = "tests.serving.program"
PAIR = ("ada", "pass:word")


def command(folder: Path, *options: str) -> tuple[str, ...]:
    return (PROGRAM, "serve", "--port", "0", "--index", str(folder), *options)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("served")
    (made / "readers").write_text("ada:pass:word\n", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def closed(folder: Path) -> Iterator[RunningPage]:
    """A server with a password, a log, tools and feedback."""
    options = ("--auth", str(folder / "readers"), "--access-log", str(folder / "log"), "--mcp",
               "--feedback", str(folder / "feedback.jsonl"))  # fmt: skip
    with running_page(*command(folder, *options)) as page:
        yield page
        assert page.stop() == 0
        assert page.errors() == ""


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", ""), ("GET", "config"), ("GET", "theme.css"), ("GET", "gradio_api/info"),
     ("POST", "gradio_api/component_server"), ("POST", "gradio_api/queue/join"),
     ("GET", "api/ask?q=ferry"), ("POST", "api/ask"), ("GET", "api/openapi.json"),
     ("GET", "api/corpus"), ("POST", "mcp"), ("GET", "nowhere")],
)  # fmt: skip
def test_no_door_opens_without_the_password(closed: RunningPage, method: str, path: str) -> None:
    for auth in (None, ("ada", "wrong"), ("bo", "pass:word")):
        response = httpx.request(method, closed.url + path, auth=auth, trust_env=False)
        assert response.status_code == 401
        assert "content-security-policy" in response.headers


def test_with_the_password_every_door_opens(closed: RunningPage) -> None:
    with httpx.Client(base_url=closed.url, auth=PAIR, trust_env=False) as client:
        assert component_id(client) > 0
        assert client.get("api/ask?q=ferry").json()["status"] == "answered"
        assert "version" in client.get("health").json()
    assert httpx.get(f"{closed.url}health", trust_env=False).json() == {"status": "ok"}


def test_the_log_tells_of_refused_readers_too_but_no_password(
    closed: RunningPage, folder: Path
) -> None:
    url = f"{closed.url}api/ask?q=ferry+secret"
    httpx.get(url, auth=("ada", "guessed"), trust_env=False)
    last = line_of(folder / "log", "/api/ask", 401)
    assert (last["path"], last["status"]) == ("/api/ask", 401)
    text = (folder / "log").read_text(encoding="utf-8")
    for private in ("secret", "guessed", "pass:word", "ada"):
        assert private not in text


def test_a_client_that_asks_too_often_is_held_back(folder: Path) -> None:
    with (
        running_page(*command(folder, "--rate", "3")) as page,
        httpx.Client(base_url=page.url, trust_env=False) as client,
    ):
        found = [client.get("api/ask?q=ferry") for _ in range(4)]
        assert [each.status_code for each in found] == [200, 200, 200, 429]
        assert int(found[3].headers["retry-after"]) > 0
        assert client.get("health").status_code == 200


def test_a_question_that_takes_too_long_ends(folder: Path) -> None:
    desk = HeldDesk(folder)
    with (
        running_page(*command(folder, "--timeout", "0.3", "--max-parallel", "1")) as page,
        httpx.Client(base_url=page.url, trust_env=False) as client,
        ThreadPoolExecutor() as threads,
    ):
        late = threads.submit(client.get, "api/ask?q=held:+late")
        assert late.result(30).status_code == 504
        # The one thread is still taken, so the next waits in vain.
        assert client.get("api/ask?q=ferry").status_code == 504
        desk.let_go("late")
        desk.wait_begun("late")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--auth", "nobody"), "NAME:PASSWORD"),
        (("--auth", ":x"), "NAME:PASSWORD"),
        (("--root-path", "news"), "No such root path"),
        (("--access-log", "/no/such/folder/log"), "Cannot write the access log"),
        (("--host", "192.0.2.1"), "Cannot listen on"),
    ],
)
def test_a_wrong_option_is_one_line(folder: Path, options: tuple[str, ...], said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command(folder, *options)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "options", [("--rate", "0"), ("--max-parallel", "0"), ("--timeout", "0"), ("--port", "65536")]
)
def test_a_number_out_of_range_is_wrong_usage(folder: Path, options: tuple[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command(folder, *options)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert options[0] in done.stderr
