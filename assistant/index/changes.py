"""What changed between two readings of the same files, counted in articles; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.index.ledger import Report


@dataclass(frozen=True, slots=True)
class Changes:
    """Numbers of articles."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0


def compare(old: Iterable[Report], new: Iterable[Report], untouched: int = 0) -> Changes:
    """Match readings by path and text, then by text (moved), then by path (rewritten)."""
    left, right = list(old), list(new)
    unchanged, changed = untouched, 0
    for key in (_whole, _place_and_text, _text, _place):
        left, right, matched = _match(left, right, key)
        if key is _whole:
            unchanged += matched
        else:
            changed += matched
    return Changes(len(right), changed, len(left), unchanged)


def _match(
    left: list[Report], right: list[Report], key: Callable[[Report], object]
) -> tuple[list[Report], list[Report], int]:
    waiting: dict[object, list[Report]] = defaultdict(list)
    for report in left:
        waiting[key(report)].append(report)
    rest = []
    for report in right:
        same = waiting[key(report)]
        if same:
            same.pop(0)
        else:
            rest.append(report)
    return [one for many in waiting.values() for one in many], rest, len(right) - len(rest)


def _whole(report: Report) -> object:
    return report


def _place_and_text(report: Report) -> object:
    return report.path, report.id


def _text(report: Report) -> object:
    return report.id


def _place(report: Report) -> object:
    return report.path
