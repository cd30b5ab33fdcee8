from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

from assistant.index.encoding import heap

HOLES = """
from pathlib import Path
from assistant.index.encoding.heap import trim

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

import ctypes
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.free.argtypes = [ctypes.c_void_p]
blocks = [libc.malloc(100_000) for _ in range(2_000)]
for block in blocks:
    ctypes.memset(block, 1, 100_000)
# The last one stays, so that what is below it cannot fall off the heap's end by itself.
for block in blocks[:-1]:
    libc.free(block)
before = resident()
assert trim()
print(before - resident())
"""


@pytest.mark.skipif(not heap.trim(), reason="the C library keeps what is freed")
def test_holes_are_given_back() -> None:
    done = subprocess.run([sys.executable, "-c", HOLES], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 100_000_000


def test_a_system_without_the_call_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: object) -> object:
        raise OSError("no such library")

    heap._malloc_trim.cache_clear()
    monkeypatch.setattr(ctypes, "CDLL", missing)
    try:
        assert not heap.trim()
    finally:
        heap._malloc_trim.cache_clear()
