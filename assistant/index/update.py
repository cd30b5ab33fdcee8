"""The making of a new state from the old one and what changed (edge: files, the clock)."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import assistant.corpus
from assistant.corpus.files import CorpusFile
from assistant.corpus.records import FieldNames
from assistant.errors import CorpusError
from assistant.index.changes import Changes, compare
from assistant.index.embedding import bring_up_to_date
from assistant.index.ledger import Ledger, Report
from assistant.index.local import LocalEngine
from assistant.index.manifest import Manifest, Model, write_manifest
from assistant.index.parts import ENCODER_FOLDER, Parts, PassageEmbedder, Progress
from assistant.index.states import clean, link_tree, new_state, seal
from assistant.index.store import Store
from assistant.models import BuildReport
from assistant.settings import (
    MAX_PASSAGE_TOKENS,
    MAX_TITLE_CHARACTERS,
    MIN_PASSAGE_CHARACTERS,
    PASSAGE_CHARACTERS,
)

# Counted up when passages are cut or fed to the embedder in another way.
_SPLITTING = "passages 1"


class ModelChanged(Exception):
    """The weights behind the model's name are not those of the old state."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a build was asked to do."""

    corpus: str
    index: Path
    model: str
    fields: FieldNames
    parts: Parts
    on_progress: Progress


def passages_by() -> str:
    """Name how passages are made; another way makes another index."""
    sizes = (PASSAGE_CHARACTERS, MIN_PASSAGE_CHARACTERS, MAX_PASSAGE_TOKENS, MAX_TITLE_CHARACTERS)
    return f"{_SPLITTING}; sizes {' '.join(map(str, sizes))}"


def read_by(fields: FieldNames) -> str:
    """Name how files are read; another way means reading them all again.

    The readers' own source is part of it, so that an upgrade is noticed without a number to keep.
    """
    digest = hashlib.sha256(repr(fields).encode("utf-8"))
    for path in sorted(Path(assistant.corpus.__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


class Update:
    """One build, from the manifest of the old state or from nothing."""

    def __init__(self, request: Request, old: Manifest | None) -> None:
        self._request = request
        self._old = old
        self._embedder: PassageEmbedder | None = None

    def run(self, files: Sequence[CorpusFile]) -> BuildReport:
        """Write and switch to a new state, unless nothing changed."""
        known = self._known()
        touched = [file for file in files if known.get(file.name) != file.stamp]
        gone = sorted(set(known) - {file.name for file in files})
        if self._old and not touched and not gone:
            return self._unchanged(self._old)
        folder = new_state(self._request.index)
        try:
            report = self._write(folder, touched, gone)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        clean(self._request.index, folder.name)
        return report

    def _known(self) -> dict[str, str]:
        """Return the stamps of the files that need not be read if they still bear them."""
        if self._old is None:
            return {}
        store = Store.open(self._old.folder(self._request.index))
        try:
            stamps = store.stamps()
        finally:
            store.close()
        return dict.fromkeys(stamps, "") if self._anew() else stamps

    def _anew(self) -> bool:
        """Whether files are read in another way than for the old state."""
        return self._old is not None and self._old.read_by != read_by(self._request.fields)

    def _unchanged(self, old: Manifest) -> BuildReport:
        store = Store.open(old.folder(self._request.index))
        try:
            counts, skipped = store.counts(), store.skipped()
        finally:
            store.close()
        reports = counts["articles"] + counts["copies"]
        return _report(Changes(unchanged=reports), counts, skipped)

    def _write(
        self, folder: Path, touched: Sequence[CorpusFile], gone: Sequence[str]
    ) -> BuildReport:
        ledger = self._ledger(folder)
        try:
            changes = self._read(ledger, touched, gone)
            ledger.fold(self._request.parts.fold)
            ledger.tidy()
            if not ledger.wanted():
                raise CorpusError(self._nothing(ledger))
            self._index(ledger, folder)
            counts, skipped = ledger.counts(), ledger.skipped()
            ledger.finish()
        finally:
            ledger.close()
        self._switch(folder, counts)
        return _report(changes, counts, skipped)

    def _ledger(self, folder: Path) -> Ledger:
        if self._old is None:
            return Ledger.create(folder)
        return Ledger.copy(self._old.folder(self._request.index), folder)

    def _read(self, ledger: Ledger, touched: Sequence[CorpusFile], gone: Sequence[str]) -> Changes:
        before = ledger.report_count()
        old: list[Report] = []
        new: list[Report] = []
        if self._anew():
            ledger.forget_texts()
        for name in gone:
            old += ledger.forget(name)
        self._request.on_progress("read", 0, len(touched))
        for number, file in enumerate(touched, 1):
            old += ledger.forget(file.name)
            # The stamp is taken first: a file written to meanwhile is read again next time.
            stamp = file.stamp
            found = self._request.parts.read_file(file, self._request.fields)
            new += ledger.add(file.name, stamp, found, self._request.parts.signature)
            self._request.on_progress("read", number, len(touched))
        return compare(old, new, untouched=before - len(old))

    def _index(self, ledger: Ledger, folder: Path) -> None:
        engine = self._engine(folder)
        progress = self._request.on_progress
        try:
            bring_up_to_date(ledger, engine, self._load, self._request.parts, progress)
            progress("write", 0, 1)
            engine.flush()
        finally:
            engine.close()

    def _engine(self, folder: Path) -> LocalEngine:
        if self._old is None:
            return LocalEngine.create(folder, self._load().dimension)
        return LocalEngine.copy(self._old.folder(self._request.index), folder)

    def _load(self) -> PassageEmbedder:
        """Load the model once, when first needed."""
        if self._embedder is None:
            self._embedder = self._request.parts.load_embedder(self._request.model)
            if self._old and self._embedder.sha256 != self._old.model.sha256:
                raise ModelChanged
        return self._embedder

    def _switch(self, folder: Path, counts: dict[str, int]) -> None:
        if self._old is None:
            model = Model(self._request.model, self._load().sha256, self._load().dimension)
            (folder / ENCODER_FOLDER).mkdir()
            self._load().export(folder / ENCODER_FOLDER)
        else:
            model = self._old.model
            link_tree(
                self._old.folder(self._request.index) / ENCODER_FOLDER, folder / ENCODER_FOLDER
            )
        manifest = Manifest(
            state=folder.name,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            corpus=self._request.corpus,
            model=model,
            passages_by=passages_by(),
            read_by=read_by(self._request.fields),
            counts=counts,
            files=seal(folder),
        )
        write_manifest(self._request.index, manifest)
        self._request.on_progress("write", 1, 1)

    def _nothing(self, ledger: Ledger) -> str:
        skipped = ledger.skipped()
        why = (
            f" The first of {len(skipped)} skipped: {skipped[0][0]}: {skipped[0][1]}."
            if skipped
            else ""
        )
        corpus = self._request.corpus
        return f"No usable article in {corpus}.{why} See: newsquote read {corpus}"


def _report(
    changes: Changes, counts: dict[str, int], skipped: Sequence[tuple[str, str]]
) -> BuildReport:
    return BuildReport(
        read=changes.added + changes.changed + changes.unchanged,
        added=changes.added,
        changed=changes.changed,
        removed=changes.removed,
        unchanged=changes.unchanged,
        copies=counts["copies"],
        passages=counts["passages"],
        skipped=tuple(skipped),
    )
