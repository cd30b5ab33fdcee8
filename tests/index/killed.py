"""Build with small steps and a kill (SIGKILL) at one of them; run by test_resume."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

from assistant.corpus.files import CorpusFile
from assistant.corpus.records import FieldNames
from assistant.index import embedding, intake, switching
from assistant.index.builder import build_index
from assistant.index.engine import Matrix
from assistant.index.local.engine import LocalEngine
from assistant.index.names import tables
from assistant.index.parts import Parts, Progress
from assistant.index.sqlite.ledger import Ledger
from assistant.index.work.workers import ReadPart, Stretch, read_parts
from assistant.models import BuildReport
from tests.index.world import World

# What a step calls, by the name of the step.
STEPS: dict[str, tuple[Any, str]] = {
    "commit": (Ledger, "commit"),
    "flush": (LocalEngine, "flush"),
    "hold": (Ledger, "hold"),
    "mark": (Ledger, "mark_held"),
    "finish": (Ledger, "finish"),
    "manifest": (switching, "write_manifest"),
    "clean": (switching, "clean"),
    "merge": (LocalEngine, "merge"),
    "names": (tables, "write_table"),
}


class Plain:
    """Reads and embeds in this process, one after the other, and notes what."""

    def __init__(self, parts: Parts, log: Path) -> None:
        self._parts = parts
        self._log = log

    def read(self, files: Sequence[CorpusFile], fields: FieldNames) -> Iterator[ReadPart]:
        for file in files:
            self._note(f"read {file.name}")
            yield from read_parts(self._parts, file, fields)

    def embed(self, stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, Matrix]]:
        embedder = self._parts.load_embedder("words")
        for stretch in stretches:
            self._note(f"embed {len(stretch.keys)}")
            yield stretch, embedder.encode(stretch.texts)

    def close(self) -> None:
        pass

    def _note(self, line: str) -> None:
        with self._log.open("a") as file:
            file.write(line + "\n")


def build(world: World, log: Path, on_progress: Progress | None = None) -> BuildReport:
    """Build in steps of a few articles."""
    with (
        mock.patch.object(intake, "ITEMS_A_COMMIT", 4),
        mock.patch.object(embedding, "STRETCH_PASSAGES", 4),
        mock.patch.object(embedding, "CHECKPOINT_PASSAGES", 8),
    ):
        parts = world.parts
        return build_index(
            world.corpus,
            world.index,
            model="words",
            parts=parts,
            workers=Plain(parts, log),
            on_progress=on_progress,
        )


def killing(original: Callable[..., Any], number: int, *, before: bool) -> Callable[..., Any]:
    """Return a function that kills this process at its call of this number."""
    calls = 0

    def called(*args: Any, **options: Any) -> Any:
        nonlocal calls
        calls += 1
        if before and calls == number:
            os.kill(os.getpid(), signal.SIGKILL)
        result = original(*args, **options)
        if calls == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return called


def main(folder: Path, step: str, number: int, when: str) -> None:
    world = World(folder, fresh=False)
    owner, name = STEPS[step]
    wrapped = killing(getattr(owner, name), number, before=when == "before")
    with mock.patch.object(owner, name, wrapped):
        build(world, folder / "log")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4])
