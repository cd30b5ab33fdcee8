"""The measurement of many readers at once, tried on a small index."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def test_the_measurement_finds_no_mix_up_and_ends_the_server(workspace: Path) -> None:
    index = str(workspace / "index")
    options = ("--seconds", "2", "--clients", "4", "--questions", "8")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.serving.load", index, *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "errors {}; mixed up 0; p50" in done.stdout
    assert "stopped with status 0; stderr: ''" in done.stdout
