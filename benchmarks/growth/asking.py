"""Questions to a grown index: processor time by part, memory, recall, filters."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.index.encoding.encoder import Encoder
from assistant.index.local.engine import LocalEngine
from assistant.index.sqlite.store import Store
from assistant.models import Hit
from assistant.retriever import Retriever
from benchmarks.growth.measure import Laps, memory, spread
from benchmarks.growth.truth import NEAREST, Asked

# Opens what is opened late, so that no question pays for it.
WARM_QUESTION = "Who won the election?"
_PARTS = (
    (Encoder, "encode", "encode"),
    (LocalEngine, "search_dense", "dense"),
    (LocalEngine, "search_text", "words"),
    (LocalEngine, "fetch", "fetch"),
    (Store, "passages", "store"),
    (Store, "articles", "store"),
)


@dataclass(frozen=True, slots=True)
class Filtered:
    """Questions under one filter; `outside` counts results that do not pass it.

    Times are (median, 95th percentile) in milliseconds of processor time.
    """

    part: float
    recall: float
    outside: int
    times: dict[str, tuple[float, float]]


@dataclass(slots=True)
class Asking:
    """What opening and asking took; memory in MiB."""

    # By the clock and of the processor.
    open_ms: tuple[float, float] = (0.0, 0.0)
    memory_before: dict[str, float] = field(default_factory=dict)
    memory_open: dict[str, float] = field(default_factory=dict)
    memory_after: dict[str, float] = field(default_factory=dict)
    filters: dict[str, Filtered] = field(default_factory=dict)


def ask(index: Path, questions: Sequence[str], truths: Sequence[Asked]) -> Asking:
    """Ask every question under every filter, one at a time."""
    found = Asking(memory_before=memory())
    clock, processor = time.perf_counter(), time.process_time()
    retriever = Retriever.open(index)
    found.open_ms = (time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000
    found.memory_open = memory()
    retriever.search(WARM_QUESTION)
    for asked in truths:
        found.filters[asked.name] = _under(retriever, questions, asked)
        if not found.memory_after:
            found.memory_after = memory()
    retriever.close()
    return found


def _under(retriever: Retriever, questions: Sequence[str], asked: Asked) -> Filtered:
    seconds: dict[str, list[float]] = defaultdict(list)
    recalls: list[float] = []
    outside = 0
    laps = Laps()
    with laps.around(_PARTS):
        for number, question in enumerate(questions):
            begun = time.process_time()
            hits = retriever.search(question, k=NEAREST, **asked.given)
            taken = {"all": time.process_time() - begun, **laps.taken()}
            for name in ("all", "encode", "dense", "words", "fetch", "store"):
                seconds[name].append(taken.get(name, 0.0))
            recalls.append(asked.recall(number, [hit.score for hit in laps.last["dense"]]))
            outside += sum(not _passes(hit, asked.given) for hit in hits)
    times = {name: spread(values) for name, values in seconds.items()}
    return Filtered(asked.part, sum(recalls) / len(recalls), outside, times)


def _passes(hit: Hit, given: dict[str, Any]) -> bool:
    published, source = hit.article.published, hit.article.source
    if "since" in given and (published is None or published < given["since"]):
        return False
    return "source" not in given or source == given["source"]
