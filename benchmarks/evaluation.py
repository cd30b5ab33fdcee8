"""Evaluation data (files): a folder given, else ../shared/evaluation beside the checkout."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "evaluation"


def evaluation_folder(given: str | None = None) -> Path:
    """Return the evaluation folder, or end the program with a line that says it is absent."""
    folder = Path(given) if given else BESIDE
    if not folder.is_dir():
        sys.exit(f"No evaluation data at {folder}. Give its folder: --evaluation DIR")
    return folder


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON lines file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
