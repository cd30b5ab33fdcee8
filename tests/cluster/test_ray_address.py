from __future__ import annotations

import subprocess
import sys

ASK = """
from assistant.errors import ClusterError
from assistant.index.parts import standard_parts
from assistant.index.work.ray_workers import RayWorkers
try:
    RayWorkers(standard_parts(), "model", "a" * 64)
except ClusterError as error:
    print(error)
"""


def test_a_wrong_address_is_one_line_with_the_next_step() -> None:
    # A process of its own: a connection that other tests hold would be used again.
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        env={"RAY_ADDRESS": "not an address", "PATH": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert len(asked.stdout.splitlines()) == 1
    assert "not an address" in asked.stdout
    assert "Check RAY_ADDRESS" in asked.stdout
