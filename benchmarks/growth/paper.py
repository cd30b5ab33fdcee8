"""Machines, disks, hours and money for numbers of passages that were not run; computed, pure.

Run: python -m benchmarks.growth.paper, to print the computed tables of docs/scale.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

MILLION, BILLION = 10**6, 10**9
SIZES: Final = (100 * MILLION, BILLION, 10 * BILLION)
# Numbers of a vector of the default model.
DIMENSION: Final = 384
FULL: Final = 4 * DIMENSION

# Bytes a passage of an index folder; the measured ones are of 1,000,000 passages.
VECTORS: Final = 2 * DIMENSION
CODES: Final = 67
COLUMNS: Final = 8 + 4 + 4 + 4
WORDS: Final = 183
CATALOGUE: Final = 110
TEXTS: Final = 364

# Bytes a passage in Milvus: key, day, source, language and what is kept of each row.
FIELDS: Final = 60
# 2 * 16 links of 4 bytes in the lowest layer of HNSW; the upper ones add little.
LINKS: Final = 2 * 16 * 4
# DISKANN keeps codes of 1/8 and a cache of 1/10 of the vectors in memory (its defaults).
DISKANN_PART: Final = 0.125 + 0.1
# A node of DISKANN is a vector and 56 links of 4 bytes; two fit into a page of 4,096 bytes.
DISKANN_NODE: Final = 2_048
# Segments that are being built or dropped, beside those that answer.
SPARE: Final = 1.2
# Part of a machine's memory that is planned for; the rest is for searches and a node that fails.
PLANNED: Final = 0.7
NODE_GIB: Final = 64
GIB: Final = 2**30

# A row and two index entries.
POSTGRES_PASSAGE: Final = 110
# PostgreSQL compresses texts less than the folder does.
POSTGRES_TEXT: Final = 1.5 * TEXTS

# Passages a second: of one core, measured; of a GPU that sustains 50 Tflop/s, computed.
CORE_RATE, GPU_RATE = 54, 10_000

# An example of prices in dollars, a month: a GiB of memory, of SSD, of object store; a core-hour.
MEMORY_PRICE, SSD_PRICE, OBJECT_PRICE, CORE_PRICE = 3.0, 0.10, 0.025, 0.04
# PostgreSQL's memory as a part of its disk.
POSTGRES_MEMORY: Final = 0.1


def folder_bytes() -> int:
    """Return the bytes a passage takes in an index folder."""
    return VECTORS + CODES + COLUMNS + WORDS + CATALOGUE + TEXTS


def hot_bytes() -> int:
    """Return the bytes a passage of a folder that questions use again and again."""
    return CODES + COLUMNS + WORDS


def hnsw_memory() -> float:
    """Return the bytes of memory a passage takes in Milvus under HNSW."""
    return SPARE * (FULL + LINKS + FIELDS)


def quantised_memory() -> float:
    """Return the bytes of memory a passage takes in Milvus under IVF_SQ8."""
    return SPARE * (DIMENSION + 8 + FIELDS)


def diskann_memory() -> float:
    """Return the bytes of memory a passage takes in Milvus under DISKANN."""
    return SPARE * (DISKANN_PART * FULL + FIELDS)


def postgres_bytes() -> float:
    """Return the bytes a passage takes in PostgreSQL, its part of the text included."""
    return POSTGRES_PASSAGE + POSTGRES_TEXT


def nodes(passages: int, each: float) -> int:
    """Return how many machines hold `each` bytes of memory a passage."""
    return math.ceil(passages * each / PLANNED / (NODE_GIB * GIB))


def month(passages: int) -> float:
    """Return the dollars a month of one copy, by DISKANN, at the prices of the example."""
    machines = nodes(passages, diskann_memory()) * NODE_GIB * MEMORY_PRICE
    disk = passages * DISKANN_NODE / GIB * SSD_PRICE
    stored = passages * (FULL + FIELDS + DISKANN_NODE) / GIB * OBJECT_PRICE
    articles = passages * postgres_bytes() / GIB
    return machines + disk + stored + articles * (SSD_PRICE + POSTGRES_MEMORY * MEMORY_PRICE)


def machines_table() -> str:
    """Return what holds so many passages."""
    folder, hnsw, diskann = "folder: disk; in use", "HNSW: memory; nodes", "DISKANN: the same; disk"
    head = ("passages", folder, hnsw, diskann, "object store", "PostgreSQL")
    rows = []
    for size in SIZES:
        rows.append(
            (
                f"{size:,}",
                f"{_size(size * folder_bytes())}; {_size(size * hot_bytes())}",
                f"{_size(size * hnsw_memory())}; {nodes(size, hnsw_memory())}",
                f"{_size(size * diskann_memory())}; {nodes(size, diskann_memory())}; "
                f"{_size(size * DISKANN_NODE)}",
                _size(size * (FULL + FIELDS + DISKANN_NODE)),
                _size(size * postgres_bytes()),
            )
        )
    return _table(head, rows)


def work_table() -> str:
    """Return how long embedding takes, and what all costs by the example."""
    head = ("passages", "core-hours", "cores for a day", "GPU-hours", "once, on cores", "a month")
    rows = []
    for size in SIZES:
        cores, gpus = size / CORE_RATE / 3600, size / GPU_RATE / 3600
        once = f"$ {_round(cores * CORE_PRICE)}"
        rows.append(
            (f"{size:,}", _round(cores), _round(cores / 24), _round(gpus), once)
            + (f"$ {_round(month(size))}",)
        )
    return _table(head, rows)


def _size(count: float) -> str:
    gib = count / GIB
    return f"{_round(gib)} GiB" if gib < 1000 else f"{_round(gib / 1024)} TiB"


def _round(value: float) -> str:
    """Return two digits that count."""
    digits = 1 - math.floor(math.log10(value))
    return f"{round(value, digits):,.{max(0, digits)}f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    print(machines_table(), work_table(), sep="\n\n")
