"""What a tree of processes costs, read from outside (edge: /proc, Linux)."""

from __future__ import annotations

import os
import time
from pathlib import Path

_PROC = Path("/proc")
# CPUCLOCK_SCHED of linux/posix-timers.h: the clock of a whole process, in nanoseconds. /proc has
# processor time only in ticks of 10 ms, too coarse for one question.
_CPUCLOCK_SCHED = 2


def tree(root: int) -> list[int]:
    """Return a process and its living descendants."""
    children: dict[int, list[int]] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found = [root]
    for pid in found:
        found.extend(children.get(pid, ()))
    return found


def processor_seconds(root: int) -> float:
    """Return the processor time of a tree, of children that have ended too."""
    total = 0.0
    for pid in tree(root):
        fields = _stat(pid)
        if not fields:
            continue
        ended = int(fields[13]) + int(fields[14])
        total += ended / os.sysconf("SC_CLK_TCK") + _own_seconds(pid)
    return total


def _own_seconds(pid: int) -> float:
    try:
        return time.clock_gettime((~pid << 3) | _CPUCLOCK_SCHED)
    except OSError:
        return 0.0


def peak_mib(root: int) -> float:
    """Return the sum of the highest resident sizes of a tree's living processes."""
    return sum(_high_water_kib(pid) for pid in tree(root)) / 1024


def _high_water_kib(pid: int) -> int:
    try:
        status = (_PROC / str(pid) / "status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    for line in status.splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat after the name, the state first."""
    try:
        text = (_PROC / str(pid) / "stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()


def folder_mib(folder: Path, but: str | None = None) -> float:
    """Return the space that a folder's files take on disk; a hard link counts once.

    `but` names folders within that do not count.
    """
    seen: dict[tuple[int, int], int] = {}
    for path in folder.rglob("*"):
        left_out = but in path.relative_to(folder).parts
        if path.is_file() and not path.is_symlink() and not left_out:
            status = path.stat()
            seen[status.st_dev, status.st_ino] = status.st_blocks * 512
    return sum(seen.values()) / 2**20
