"""The pages on Python, the frameworks and a host application: their programs run as they stand."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import ROOT

PROGRAMS = ("python", "langchain", "llama-index", "haystack")
HOST = "host-application"
PORT = "8000"


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.S | re.M)


def run(program: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        text=True,
        capture_output=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("page", PROGRAMS)
def test_the_blocks_of_a_page_are_one_program(page: str, workspace: Path, tmp_path: Path) -> None:
    for name in ("corpus", "index"):
        shutil.copytree(workspace / name, tmp_path / name)
    # An assertion of the page must count, and each block must say something.
    printed = run("\n".join(blocks(page, "python")), tmp_path)
    assert "Kim" in printed
    if page == "python":
        assert "3 quotes checked, 0 problems" in printed
        assert "when did Kim visit Russia" in printed


@pytest.mark.parametrize("page", [*PROGRAMS, HOST])
def test_an_install_line_names_an_extra_that_there_is(page: str) -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        extras = tomllib.load(file)["project"]["optional-dependencies"]
    first, *_ = blocks(page, "sh")
    [line] = first.splitlines()
    program, verb, *packages = shlex.split(line)
    assert (program, verb) == ("pip", "install")
    named = re.findall(r"newsquote\[([\w-]+)\]", line)
    assert all(extra in extras for extra in named)
    assert named or page == HOST and "newsquote" in packages


def test_the_page_shows_the_host_application_as_it_is() -> None:
    shown, _ = blocks(HOST, "python")
    assert shown == (ROOT / "docs" / "examples" / "host_app.py").read_text(encoding="utf-8")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def started(line: str, folder: Path) -> Iterator[None]:
    """Run a line `NAME="value" uvicorn ...` until the block ends."""
    words = shlex.split(line)
    variables = dict(word.split("=", 1) for word in words if re.match(r"[A-Z_]+=", word))
    program, *arguments = words[len(variables) :]
    path = os.pathsep.join([str(ROOT), str(ROOT / "docs" / "examples")])
    server = subprocess.Popen(
        [sys.executable, "-m", program, *arguments],
        cwd=folder,
        env={**os.environ, **variables, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        text=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        assert server.stderr is not None
        said = []
        for written in server.stderr:
            said.append(written)
            if "Uvicorn running" in written:
                break
        else:
            pytest.fail("".join(said))
        yield
    finally:
        server.terminate()
        server.communicate(timeout=30)


def test_the_host_application_is_served_and_asked_as_the_page_says(workspace: Path) -> None:
    _, serve = blocks(HOST, "sh")
    _, ask = blocks(HOST, "python")
    port = str(free_port())
    assert PORT in serve and PORT in ask
    with started(serve.replace(PORT, port), workspace):
        printed = run(ask.replace(PORT, port), workspace)
    # The page asks for two quotes, and prints each with its title.
    assert printed.count(" - ") == 2
    assert "Kim" in printed


def test_every_measurement_named_is_there() -> None:
    [module] = re.findall(
        r"`python -m (benchmarks\.\w+) ", (ROOT / "docs" / f"{HOST}.md").read_text("utf-8")
    )
    assert (ROOT / (module.replace(".", "/") + ".py")).is_file()
