"""Building and updating a grown index: time, memory, disk (files)."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.index.builder import build_index
from assistant.index.encoding.encoder import Encoder
from assistant.index.local.engine import LocalEngine
from assistant.index.local.segment_list import SEGMENTS_FOLDER
from assistant.index.manifest import read_manifest
from assistant.index.parts import ENCODER_FOLDER
from assistant.models import BuildReport
from benchmarks.growth.base import MODEL_FILE
from benchmarks.growth.corpus import ARTICLES_FOLDER, Block, write
from benchmarks.growth.measure import Laps, disk, memory
from benchmarks.growth.parts import GrownEmbedder, grown_parts

_ENGINE = tuple(
    (LocalEngine, name, "engine") for name in ("upsert", "delete", "flush", "merge", "close")
)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build took; seconds by the clock and of the processor, memory and disk in MiB."""

    passages: int
    seconds: float
    processor: float
    engine: float
    peak: float
    disk: dict[str, float]
    segments: int


def build(corpus: Path, index: Path, known: Sequence[Path], base: Path) -> Built:
    """Build or update `index` from a grown corpus; `known` are the folders of all its vectors."""
    encoder, model = base / ENCODER_FOLDER, (base / MODEL_FILE).read_text("utf-8")
    embedder = GrownEmbedder(known, encoder, model, Encoder.open(encoder).dimension)
    parts = grown_parts(embedder)
    return _measured(lambda: build_index(corpus / ARTICLES_FOLDER, index, parts=parts), index)


def update_really(corpus: Path, index: Path, more: Block) -> tuple[Built, Built]:
    """Update twice in one process with the standard parts, `more` put in between.

    New articles are read, cut and embedded in earnest; the second time, all modules are loaded.
    """
    first = _measured(lambda: build_index(corpus / ARTICLES_FOLDER, index), index)
    add(corpus, more, "new-3")
    return first, _measured(lambda: build_index(corpus / ARTICLES_FOLDER, index), index)


def add(corpus: Path, new: Block, name: str) -> Path:
    """Put new articles into a grown corpus; return the folder of their vectors."""
    folder = corpus / name
    write(iter((new,)), folder)
    (path,) = (folder / ARTICLES_FOLDER).iterdir()
    path.rename(corpus / ARTICLES_FOLDER / f"{name}.jsonl")
    return folder


def _measured(work: Callable[[], BuildReport], index: Path) -> Built:
    laps = Laps()
    clock, processor = time.perf_counter(), time.process_time()
    with laps.around(_ENGINE):
        report = work()
    seconds, used = time.perf_counter() - clock, time.process_time() - processor
    state = read_manifest(index).folder(index)
    segments = len(list((state / SEGMENTS_FOLDER).iterdir()))
    engine = laps.taken().get("engine", 0.0)
    peak = memory()["peak"]
    return Built(report.passages, seconds, used, engine, peak, disk(state), segments)
