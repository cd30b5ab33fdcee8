"""What was measured at each size, as a Markdown table; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from assistant.index.local.segment_list import LIST_FILE
from assistant.index.parts import ENCODER_FOLDER
from benchmarks.growth.measure import MIB

if TYPE_CHECKING:
    from benchmarks.growth.building import Built
    from benchmarks.growth.steps import Measured

Cell = Callable[["Measured"], str]

_PARTS = ("all", "encode", "dense", "words", "fetch", "store")
_FILTERED = "passes; recall@10; results outside; ms"


def table(results: Mapping[int, Measured]) -> str:
    """Return one column a size."""
    head = ["measured", *(f"{size:,}" for size in results)]
    lines = [head, ["---"] * len(head)]
    for name, cell in _rows(next(iter(results.values()))):
        lines.append([name, *(cell(measured) for measured in results.values())])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _rows(first: Measured) -> list[tuple[str, Cell]]:
    rows: list[tuple[str, Cell]] = [
        ("build, s: clock; processor; of it engine", lambda m: _time_of(m.built)),
        ("build, most memory, MiB", lambda m: f"{m.built.peak:.0f}"),
        ("segments of vectors", lambda m: f"{m.built.segments}"),
        ("disk without the encoder, MiB (bytes a passage)", _disk_total),
    ]
    rows += [(f"disk of {part}, MiB", _disk(part)) for part in _large(first)]
    rows.append(("open, ms: clock; processor", lambda m: "{:.0f}; {:.0f}".format(*m.asked.open_ms)))
    rows.append(
        ("memory after opening, MiB: resident (own)", lambda m: _memory(m.asked.memory_open))
    )
    rows.append(
        ("after the questions, MiB: resident (own)", lambda m: _memory(m.asked.memory_after))
    )
    rows += [(f"question, {part}, ms: p50 / p95", _time("none", part)) for part in _PARTS]
    rows += [(f"filter: {name}: {_FILTERED}", _filter(name)) for name in first.asked.filters]
    rows.append(
        ("10 new articles, vectors known, s: clock; processor", lambda m: _time_of(m.updated))
    )
    rows.append(("10 new articles, embedded, s", lambda m: _time_of(m.updated_really)))
    rows.append(("10 more in the same process, s", lambda m: _time_of(m.updated_again)))
    rows.append(("question after the updates, ms: p50 / p95", _after))
    return rows


def _time_of(built: Built) -> str:
    return f"{built.seconds:.1f}; {built.processor:.1f}; {built.engine:.1f}"


def _large(measured: Measured) -> list[str]:
    """Return the parts of the folder that grow."""
    small = {ENCODER_FOLDER, LIST_FILE}
    return sorted(part for part in measured.built.disk if part not in small)


def _disk_total(measured: Measured) -> str:
    parts = measured.built.disk
    size = sum(parts[part] for part in parts if part != ENCODER_FOLDER)
    return f"{size:.0f} ({size * MIB / measured.built.passages:.0f})"


def _disk(part: str) -> Cell:
    return lambda measured: f"{measured.built.disk.get(part, 0.0):.0f}"


def _memory(found: dict[str, float]) -> str:
    return f"{found['resident']:.0f} ({found['own']:.0f})"


def _time(name: str, part: str) -> Cell:
    return lambda measured: _pair(measured.asked.filters[name].times[part])


def _after(measured: Measured) -> str:
    return _pair(measured.asked_later.filters["none"].times["all"])


def _filter(name: str) -> Cell:
    def cell(measured: Measured) -> str:
        one = measured.asked.filters[name]
        times = _pair(one.times["all"])
        return f"{one.part:.2%}; {one.recall:.3f}; {one.outside}; {times}"

    return cell


def _pair(times: tuple[float, float]) -> str:
    return f"{times[0]:.1f} / {times[1]:.1f}"
