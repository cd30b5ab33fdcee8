"""A page served by a process of its own on a free port, for tests."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from tests.conftest import ROOT

# A stop that is asked for politely must not take longer.
STOP_SECONDS = 5


class RunningPage(NamedTuple):
    url: str
    process: subprocess.Popen[str]
    log: IO[str]

    def errors(self) -> str:
        """Return what the server wrote to stderr."""
        self.log.seek(0)
        return self.log.read()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ask the process to end; return its exit status, or fail when it stays."""
        self.process.send_signal(how)
        return self.process.wait(STOP_SECONDS)


@contextmanager
def running_page(*command: str) -> Iterator[RunningPage]:
    """Start `python -m COMMAND`, whose first line of output is the page's address."""
    with starting(*command) as page:
        assert page.process.stdout is not None
        url = page.process.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:"), f"no server: {url!r}, {page.errors()}"
        yield page._replace(url=url)


@contextmanager
def starting(*command: str) -> Iterator[RunningPage]:
    """Start `python -m COMMAND` without waiting for its address."""
    with TemporaryFile("w+", encoding="utf-8") as log, _started(command, log) as process:
        yield RunningPage("", process, log)


@contextmanager
def _started(command: tuple[str, ...], log: IO[str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()
