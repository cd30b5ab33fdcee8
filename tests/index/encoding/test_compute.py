from __future__ import annotations

import os
import subprocess
import sys

import pytest

from assistant.index.encoding.compute import bf16_supported

VARIABLES = ("LRU_CACHE_CAPACITY", "ONEDNN_PRIMITIVE_CACHE_CAPACITY")

SHAPES = """
import os, sys
if "torch" in sys.argv:
    sys.modules["torch"] = sys
from assistant.index.encoding.compute import keep_few_shapes
keep_few_shapes()
print(os.environ.get("LRU_CACHE_CAPACITY"), os.environ.get("ONEDNN_PRIMITIVE_CACHE_CAPACITY"))
"""

GROWTH = """
from pathlib import Path
from assistant.index.encoding.embedder import Embedder

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 >> 20

embedder = Embedder.load()
before, seen = resident(), [0]
texts = ["The harbour opened. " * (1 + number % 60) for number in range(720)]
embedder.encode(texts, lambda *_: seen.append(resident()))
print(max(seen) - before)
"""


def printed(script: str, *arguments: str, **variables: str) -> str:
    others = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=others | variables,
    ).stdout.strip()


def test_a_process_of_ours_keeps_few_compiled_products() -> None:
    assert printed(SHAPES) == "1 16"


def test_a_host_that_has_torch_keeps_what_it_kept() -> None:
    assert printed(SHAPES, "torch") == "None None"


def test_what_the_caller_set_stands() -> None:
    assert printed(SHAPES, LRU_CACHE_CAPACITY="7") == "7 16"


@pytest.mark.skipif(not bf16_supported(), reason="this processor embeds by onnxruntime")
def test_memory_does_not_grow_with_the_shapes_of_batches() -> None:
    # It grew by 290 when torch and oneDNN kept 1,024 products each.
    assert int(printed(GROWTH)) < 160
