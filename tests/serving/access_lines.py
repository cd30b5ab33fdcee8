"""What the access log of a running server says."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

PATIENCE = 10.0


def line_of(log: Path, path: str, status: int) -> dict[str, Any]:
    """Return the last entry once it is of `path` and `status`: a line is written after its answer.

    What stands there after ten seconds is returned as it is.
    """
    end = time.monotonic() + PATIENCE
    while True:
        lines = log.read_text(encoding="utf-8").splitlines()
        entry: dict[str, Any] = json.loads(lines[-1]) if lines else {}
        if (entry.get("path"), entry.get("status")) == (path, status) or time.monotonic() > end:
            return entry
        time.sleep(0.02)
