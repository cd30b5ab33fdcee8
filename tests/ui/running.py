"""A page served by a process of its own on a free port, for tests."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from tests.conftest import ROOT

# A stop that is asked for politely must not take longer.
STOP_SECONDS = 5


class RunningPage(NamedTuple):
    url: str
    process: subprocess.Popen[str]

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ask the process to end; return its exit status, or fail when it stays."""
        self.process.send_signal(how)
        return self.process.wait(STOP_SECONDS)


@contextmanager
def running_page(*command: str) -> Iterator[RunningPage]:
    """Start `python -m COMMAND`, whose first line of output is the page's address."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:"), f"the server did not start: {url!r}"
        yield RunningPage(url, process)
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
