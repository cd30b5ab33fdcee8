"""What a build was asked to do."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import assistant.corpus
from assistant.corpus.records import FieldNames
from assistant.index.building import Building
from assistant.index.manifest import Manifest
from assistant.index.parts import Parts, Progress
from assistant.index.work.workers import Workers
from assistant.settings import (
    MAX_PASSAGE_TOKENS,
    MAX_TITLE_CHARACTERS,
    MIN_PASSAGE_CHARACTERS,
    PASSAGE_CHARACTERS,
)

# Counted up when passages are cut or fed to the embedder in another way.
_SPLITTING: Final = "passages 1"


@dataclass(frozen=True, slots=True)
class Request:
    """A corpus, an index folder, and how the one becomes the other.

    `engine` and `store` are URIs; `on` names where the heavy steps run (`ray`), unless `workers`
    are given.
    """

    corpus: str
    index: Path
    model: str
    fields: FieldNames
    parts: Parts
    on_progress: Progress
    engine: str | None = None
    store: str | None = None
    on: str | None = None
    workers: Workers | None = None

    def building(self, base: str | None) -> Building:
        """Return the note of a state that this request makes from the state `base`."""
        return Building(
            base=base,
            corpus=self.corpus,
            model=self.model,
            passages_by=passages_by(),
            read_by=read_by(self.fields),
            engine=self.engine,
            store=self.store,
        )

    def goes_on_from(self, old: Manifest) -> bool:
        """Whether the state of a manifest can be brought up to date by this request."""
        wanted = (self.model, passages_by(), self.engine, self.store)
        return wanted == (old.model.name, old.passages_by, old.engine, old.store)


def passages_by() -> str:
    """Name how passages are made; another way makes another index."""
    sizes = (PASSAGE_CHARACTERS, MIN_PASSAGE_CHARACTERS, MAX_PASSAGE_TOKENS, MAX_TITLE_CHARACTERS)
    return f"{_SPLITTING}; sizes {' '.join(map(str, sizes))}"


def read_by(fields: FieldNames) -> str:
    """Name how files are read; another way means reading them all again.

    The readers' own source is part of it, so that an upgrade is noticed without a number to keep.
    """
    return hashlib.sha256(f"{fields!r} {_readers()}".encode()).hexdigest()


@cache
def _readers() -> str:
    digest = hashlib.sha256()
    for path in sorted(Path(assistant.corpus.__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
