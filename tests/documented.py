"""The code blocks of a page of docs/, and a server to run them against."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import ROOT

# Where the pages say that the server is.
WRITTEN = "http://127.0.0.1:7860"


def blocks(page: str, language: str) -> list[str]:
    """Return the code blocks of docs/PAGE in a language."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    found: list[str] = re.findall(rf"^```{language}\n(.*?)^```", text, re.S | re.M)
    return found


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[str]:
    """Run `newsquote serve` in a folder on a free port; yield its address without last slash."""
    command = [sys.executable, "-m", "assistant", "serve", "--port", "0", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stderr is not None
            said = process.stderr.readline()
            ready = re.search(r"http://127\.0\.0\.1:\d+", said)
            assert ready, said
            yield ready.group()
        finally:
            process.kill()


def run_shell(block: str, folder: Path, url: str) -> str:
    """Return what a block of shell prints, line for line as a reader would run it.

    Without curl a block that needs it is skipped, and fails in CI.
    """
    if "curl " in block and shutil.which("curl") is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have curl: sh scripts/install-test-browser")
        pytest.skip("no curl: sh scripts/install-test-browser")
    return _run(["bash", "-euo", "pipefail", "-c", block.replace(WRITTEN, url)], folder)


def run_python(block: str, folder: Path, url: str) -> str:
    """Return what a program prints."""
    return _run([sys.executable, "-c", block.replace(WRITTEN, url)], folder)


def _run(command: list[str], folder: Path) -> str:
    tools = folder / "bin"
    tools.mkdir(exist_ok=True)
    program = tools / "newsquote"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m assistant "$@"\n')
    program.chmod(0o755)
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": path}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
