"""The pages of extraction/ and how a text is compared with their bodies (files)."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from benchmarks.evaluation import records

SHINGLE = 4
KINDS = ("dump_main", "dump_page")
WORD = re.compile(r"\w+")


class Page(NamedTuple):
    id: str
    kind: str
    dump: str
    body: str


def fold_of(page_id: str, folds: int) -> int:
    """Return the fold of a page; both of its dumps lie in one."""
    return zlib.crc32(f"fold {page_id}".encode()) % folds


def load_pages(folder: Path) -> list[Page]:
    return [
        Page(row["id"], kind, (folder / kind / f"{row['id']}.txt").read_text("utf-8"), row["body"])
        for row in records(folder / "bodies.jsonl")
        for kind in KINDS
    ]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    starts = range(max(1, len(words) - SHINGLE + 1)) if words else range(0)
    return Counter(tuple(words[at : at + SHINGLE]) for at in starts)


def precision_recall(text: str, gold: str) -> tuple[float, float]:
    found, wanted = shingles(text), shingles(gold)
    common = (found & wanted).total()
    return common / max(1, found.total()), common / max(1, wanted.total())


def harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def figures(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Return the mean figures over (text, gold) pairs."""
    scores = [precision_recall(text, gold) for text, gold in pairs]
    precision, recall = fmean(p for p, _ in scores), fmean(r for _, r in scores)
    return {
        "pages": len(pairs),
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(fmean(harmonic(p, r) for p, r in scores), 4),
        "f1_of_means": round(harmonic(precision, recall), 4),
    }
