"""The answer threshold that a user measured, kept beside the manifest (edge: files).

It lies at the root of the index, so that it outlives the states that builds replace. It counts only
for the scorer and the embedding model it was measured with.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from assistant.errors import IndexDamaged, IndexUnusable
from assistant.index.manifest import read_manifest, shown, sync_folder
from assistant.threshold import Threshold

THRESHOLD_FILE: Final = "threshold.json"
FORMAT: Final = 1
_KIND: Final = "newsquote/threshold"
_SHARES: Final = ("value", "error_rate", "low", "high")
_AGAIN: Final = "Measure it again: newsquote eval QUESTIONS.jsonl --store"


@dataclass(frozen=True, slots=True)
class StoredThreshold:
    """What an index says about its threshold; `note` is one line why a stored one is not used."""

    threshold: Threshold | None = None
    note: str | None = None


def load_threshold(index: Path, scorer: str) -> StoredThreshold:
    """Return the threshold stored with an index, if it was measured with `scorer` and its model.

    Raises:
        IndexUnusable: the index has no readable manifest.
    """
    try:
        fields = _read(index)
        if fields is None:
            return StoredThreshold()
        threshold = _threshold(index, fields)
    except IndexDamaged as exc:
        return StoredThreshold(note=str(exc))
    if fields["scorer"] != scorer or fields["model"] != read_manifest(index).model.sha256:
        why = "was measured with another scorer or embedding model"
        return StoredThreshold(note=f"The threshold in {_at(index)} {why}: not used. {_AGAIN}")
    return StoredThreshold(threshold)


def threshold_problem(index: Path) -> str | None:
    """Return one line if the stored threshold cannot be read; None if it can or there is none."""
    try:
        fields = _read(index)
        if fields is not None:
            _threshold(index, fields)
    except IndexDamaged as exc:
        return str(exc)
    return None


def store_threshold(index: Path, threshold: Threshold, scorer: str, measured: date) -> Path:
    """Write the threshold beside the manifest in one atomic step and return its path.

    Raises:
        IndexUnusable: the folder holds no index, or cannot be written.
    """
    fields = {
        "kind": _KIND,
        "format": FORMAT,
        "value": threshold.value,
        "error_rate": threshold.error_rate,
        "n": threshold.n,
        "wrong": threshold.wrong,
        "low": threshold.low,
        "high": threshold.high,
        "measured": measured.isoformat(),
        "scorer": scorer,
        "model": read_manifest(index).model.sha256,
    }
    target = index / THRESHOLD_FILE
    # A hidden name: what a crash leaves behind is nobody's work.
    fresh = index / f".{THRESHOLD_FILE}.new"
    try:
        with fresh.open("w", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(fields, indent=1) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, target)
        sync_folder(index)
    except OSError as exc:
        fresh.unlink(missing_ok=True)
        raise IndexUnusable(
            f"Cannot write {target}: {exc.strerror}. Make the folder writable and run it again."
        ) from exc
    return target


def _read(index: Path) -> dict[str, Any] | None:
    try:
        fields = json.loads((index / THRESHOLD_FILE).read_bytes())
    except FileNotFoundError:
        return None
    except OSError as exc:
        raise _useless(index, f"cannot be read ({exc.strerror})") from exc
    except (ValueError, RecursionError) as exc:
        raise _useless(index, "is not JSON") from exc
    if not isinstance(fields, dict) or fields.get("kind") != _KIND:
        raise _useless(index, "is not a threshold")
    if fields.get("format") != FORMAT:
        raise _useless(index, f"has format {fields.get('format')!r}, not {FORMAT}")
    return fields


def _threshold(index: Path, fields: dict[str, Any]) -> Threshold:
    try:
        value, rate, low, high = (_share(fields[name]) for name in _SHARES)
        n, wrong = fields["n"], fields["wrong"]
        if type(n) is not int or type(wrong) is not int or not 0 <= wrong <= n:
            raise ValueError(f"{wrong!r} of {n!r}")
        if {"scorer", "model"} - fields.keys():
            raise ValueError("scorer or model is missing")
    except (KeyError, TypeError, ValueError, OverflowError) as exc:
        raise _useless(index, "is damaged") from exc
    return Threshold(value, rate, n, wrong, low, high, basis="measured on this index")


def _share(value: Any) -> float:
    if not 0 <= (share := float(value)) <= 1:
        raise ValueError(f"{value!r} is no share")
    return share


def _useless(index: Path, what: str) -> IndexDamaged:
    return IndexDamaged(f"{_at(index)} {what}: not used. {_AGAIN}")


def _at(index: Path) -> str:
    return f"{shown(index)}/{THRESHOLD_FILE}"
