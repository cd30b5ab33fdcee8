"""One driver process, spoken to and measured from outside (edge: processes, pipes, threads)."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from benchmarks.peers.processes import peak_mib, processor_seconds

ROOT = Path(__file__).resolve().parents[2]
# How often memory is read: processes that come and go within are missed.
_SAMPLE_SECONDS = 0.5


class DriverError(Exception):
    """A driver failed or ended; the message is its last line."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What an exchange took: seconds by the clock, and of processor time of the whole tree."""

    wall: float
    processor: float


class Conversation:
    """A running driver; its clock starts with its process."""

    def __init__(
        self, python: Path, module: str, workspace: Path, environment: dict[str, str], log: Path
    ) -> None:
        self.peak_mib = 0.0
        self._began = time.perf_counter()
        self._log = log.open("ab")
        self._process = subprocess.Popen(
            [str(python), "-m", module, str(workspace)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            cwd=workspace,
            env={**os.environ, **environment, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"},
            text=True,
        )
        self._ended = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        try:
            self._process.communicate('{"do": "quit"}\n', timeout=60)
        except (subprocess.TimeoutExpired, BrokenPipeError):
            self._process.kill()
            self._process.wait()
        self._log.close()

    def say(self, do: str, **request: Any) -> tuple[dict[str, Any], Cost]:
        """Send a request and return the reply with its cost.

        Raises:
            DriverError: the driver failed at it, or ended.
        """
        assert self._process.stdin and self._process.stdout
        processor = processor_seconds(self._process.pid)
        began = time.perf_counter()
        with suppress(BrokenPipeError):
            # A driver that has ended closes its side; the empty line below tells.
            self._process.stdin.write(json.dumps({"do": do, **request}) + "\n")
            self._process.stdin.flush()
        line = self._process.stdout.readline()
        wall = time.perf_counter() - began
        if not line:
            raise DriverError(f"The driver ended at {do!r}. See {self._log.name}")
        cost = Cost(wall, processor_seconds(self._process.pid) - processor)
        self._sample()
        reply: dict[str, Any] = json.loads(line)
        if "error" in reply:
            raise DriverError(f"{do}: {reply['error']}")
        return reply, cost

    def so_far(self) -> Cost:
        """Return the cost since the process was started."""
        wall = time.perf_counter() - self._began
        return Cost(wall, processor_seconds(self._process.pid))

    def _watch(self) -> None:
        while not self._ended.wait(_SAMPLE_SECONDS):
            self._sample()

    def _sample(self) -> None:
        self.peak_mib = max(self.peak_mib, peak_mib(self._process.pid))
