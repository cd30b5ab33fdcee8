"""A real Milvus server for the tests, started and ended by them."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.conftest import ROOT
from tests.engines.namespace import START_SECONDS, STOP_SECONDS

PROGRAM = Path(sys.prefix) / "test-milvus" / "bin" / "milvus-server"


@cache
def unshare() -> list[str] | None:
    """Return the command that gives a process its own network; `None` where none is allowed."""
    for command in (["unshare", "-n"], ["unshare", "-rn"]):
        try:
            subprocess.run([*command, "true"], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return command
    return None


def missing() -> str | None:
    """Return why no server can be started here; `None` if one can."""
    if not PROGRAM.is_file():
        return "no Milvus server: sh scripts/install-test-milvus"
    if unshare() is None:
        return "no network namespace for the Milvus server: unshare -n is not allowed"
    return None


class MilvusServer:
    """A server on the data of one folder, at one address for as long as this object lives."""

    def __init__(self, data: Path, *options: str) -> None:
        self._data = data
        self._options = options
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._data.mkdir(parents=True, exist_ok=True)
        listening = socket.create_server(("127.0.0.1", self.port))
        self.port = listening.getsockname()[1]
        inherited = listening.fileno()
        command = [
            *(unshare() or ()), sys.executable, "-m", "tests.engines.namespace", str(inherited),
            str(PROGRAM), "--data", str(self._data), *self._options,
        ]  # fmt: skip
        # Not kept open here: a server that is gone must refuse connections, not let them wait.
        with listening, (self._data / "program.log").open("ab") as log:
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                pass_fds=[inherited],
            )
        assert self._process.stdout is not None
        said, _, _ = select.select([self._process.stdout], [], [], START_SECONDS)
        if not said or self._process.stdout.readline() != b"ready\n":
            self.stop()
            raise RuntimeError((self._data / "program.log").read_text())

    def stop(self) -> None:
        """End it, if it runs; what was written is in the folder."""
        if self._process is None:
            return
        process, self._process = self._process, None
        for end in (process.stdin, process.stdout):
            assert end is not None
            end.close()
        try:
            process.wait(2 * STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
