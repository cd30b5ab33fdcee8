"""The making of a new state from the old one and what changed (edge: files)."""

from __future__ import annotations

import shutil
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from assistant.corpus.files import CorpusFile
from assistant.errors import CorpusError, NewsquoteError
from assistant.index.article_ledger import ArticleLedger
from assistant.index.building import Building
from assistant.index.changes import Changes
from assistant.index.embedding import Embedding, delete_doomed, redescribe, release_stale
from assistant.index.engine import Engine
from assistant.index.folding import fold_copies
from assistant.index.intake import Differing, differing, read_files
from assistant.index.local.engine import LocalEngine
from assistant.index.manifest import Manifest, Model, damaged
from assistant.index.names.tables import NAMES_FOLDER, begin_names, merge_names
from assistant.index.parts import ENCODER_FOLDER
from assistant.index.remote import RemoteEngine
from assistant.index.request import Request, read_by
from assistant.index.staffing import Staff
from assistant.index.state_engine import copy_engine, create_engine, open_engine
from assistant.index.states import check_catalogue, link_tree, new_state
from assistant.index.stores import copy_ledger, create_ledger, open_store, resume_ledger
from assistant.index.switching import (
    delete_afterwards,
    deletions_done,
    merge_afterwards,
    merges_afterwards,
    switch,
)
from assistant.models import BuildReport


class Update:
    """One build, from the manifest of the old state or from nothing, perhaps begun before."""

    def __init__(
        self, request: Request, old: Manifest | None, begun: tuple[Path, Building] | None = None
    ) -> None:
        """Go on from the state `old`, and with the unfinished state `begun`."""
        self._request = request
        self._old = old
        self._begun = begun[0] if begun else None
        self._note = begun[1] if begun else request.building(old.state if old else None)
        self._staff = Staff(request, old, old.model.sha256 if old else self._note.sha256)

    def run(self, files: Sequence[CorpusFile]) -> BuildReport:
        """Write and switch to a new state, unless nothing changed and nothing is missing.

        What a stopped build made stays, and the next one goes on with it.
        """
        found = self._differing(self._old, files) if self._old else None
        if self._old and found is not None and not found and self._has_names(self._old):
            return self._unchanged(self._old)
        folder = self._begun or new_state(self._request.index)
        try:
            with closing(self._ledger(folder)) as ledger:
                if self._begun or found is None:
                    found = differing(files, ledger.stamps())
                return self._make(ledger, folder, found, len(files))
        except Exception as exc:
            if isinstance(exc, CorpusError) or not isinstance(exc, NewsquoteError):
                shutil.rmtree(folder, ignore_errors=True)
            raise
        finally:
            self._staff.dismiss()

    def _differing(self, old: Manifest, files: Sequence[CorpusFile]) -> Differing | None:
        """Return what differs from the old state; nothing if that cannot tell."""
        if self._reads_anew(old):
            return None
        with closing(open_store(old.folder(self._request.index), old.store)) as store:
            return differing(files, store.stamps())

    def _has_names(self, old: Manifest) -> bool:
        """Whether a state has names: one of an earlier version has none."""
        return (old.folder(self._request.index) / NAMES_FOLDER).is_dir()

    def _reads_anew(self, old: Manifest) -> bool:
        """Whether files are read in another way than for the old state."""
        return old.read_by != read_by(self._request.fields)

    def _unchanged(self, old: Manifest) -> BuildReport:
        with closing(open_store(old.folder(self._request.index), old.store)) as store:
            counts, skipped = store.counts(), store.skipped()
        reports = counts["articles"] + counts["copies"]
        return _report(Changes(unchanged=reports), counts, skipped)

    def _ledger(self, folder: Path) -> ArticleLedger:
        store = self._request.store
        if self._begun:
            with self._opening(folder):
                return resume_ledger(folder, store)
        if self._old is None:
            ledger = create_ledger(folder, store)
        else:
            check_catalogue(self._request.index, self._old)
            ledger = copy_ledger(self._old.folder(self._request.index), folder, store)
            if deletions_done(self._old.folder(self._request.index)):
                ledger.absolve()
            if self._reads_anew(self._old):
                ledger.forget_stamps()
            ledger.commit()
        self._note.write(folder)
        return ledger

    def _make(
        self, ledger: ArticleLedger, folder: Path, found: Differing, files: int
    ) -> BuildReport:
        request = self._request
        read_before = files - len(found.touched) if self._begun and not self._old else 0
        with self._staff.readers() as workers:
            read_files(ledger, found, workers, request.fields, request.on_progress, read_before)
        fold_copies(ledger)
        release_stale(ledger)
        if not ledger.waiting()[0] and next(ledger.standing_ids(), None) is None:
            raise CorpusError(self._nothing(ledger))
        # Before anything is embedded: what embedding keeps would add to the peak of an export.
        self._export(folder)
        doomed = self._index(ledger, folder)
        changes, skipped = ledger.changes(), ledger.skipped()
        manifest = switch(request, folder, ledger, self._model(), self._old)
        if request.engine:
            delete_afterwards(manifest, request.index, doomed)
        elif merges_afterwards(request, self._old):
            merge_afterwards(request.index, manifest)
        request.on_progress("write", 1, 1)
        return _report(changes, dict(manifest.counts), skipped)

    def _index(self, ledger: ArticleLedger, folder: Path) -> array[int]:
        """Bring the engine up to date; return the keys to be deleted after the switch."""
        doomed = array("q")
        with closing(self._engine(folder)) as engine:
            if isinstance(engine, RemoteEngine):
                delete_doomed(ledger, engine.forget_words)
            elif delete_doomed(ledger, engine.delete):
                engine.flush()
                ledger.absolve()
                ledger.commit()
            redescribe(ledger, engine)
            self._names(ledger, folder)
            self._embed(ledger, engine, folder / NAMES_FOLDER)
            if isinstance(engine, RemoteEngine):
                engine.flush()
                delete_doomed(ledger, doomed.extend)
            self._request.on_progress("write", 0, 1)
            if isinstance(engine, LocalEngine) and not merges_afterwards(self._request, self._old):
                engine.merge()
        merge_names(folder / NAMES_FOLDER)
        return doomed

    def _names(self, ledger: ArticleLedger, folder: Path) -> None:
        """Begin with the old state's names; one of an earlier version has yet to gather them."""
        old = self._old.folder(self._request.index) / NAMES_FOLDER if self._old else None
        held = (ledger.articles([id])[id].text for id in ledger.standing_ids())
        begin_names(folder / NAMES_FOLDER, old, held)

    def _engine(self, folder: Path) -> Engine:
        request = self._request
        if self._note.engine_made:
            with self._opening(folder):
                return open_engine(folder, self._dimension(), request.engine, writable=True)
        if self._old is None:
            engine = create_engine(folder, self._dimension(), request.engine)
            self._note = replace(self._note, sha256=self._staff.embedder().sha256)
        else:
            old = self._old.folder(request.index)
            with self._opening(old):
                engine = copy_engine(old, folder, self._dimension(), request.engine)
        self._note = replace(self._note, engine_made=True)
        engine.flush()
        self._note.write(folder)
        return engine

    @contextmanager
    def _opening(self, folder: Path) -> Iterator[None]:
        """Tell what is damaged, and can only be made anew, from a disk that takes no more."""
        try:
            yield
        except (sqlite3.DatabaseError, ValueError, RuntimeError, KeyError) as exc:
            raise damaged(self._request.index, f"{folder.name} cannot be opened") from exc

    def _embed(self, ledger: ArticleLedger, engine: Engine, names: Path) -> None:
        articles, characters = ledger.waiting()
        if not articles:
            return
        before = 0
        if self._begun:
            held = self._old.counts["passages"] if self._old else 0
            before = max(0, ledger.passage_count() - held)
        embedder = self._staff.embedder(characters)
        with self._staff.embedders(embedder) as workers:
            parts, on_progress = self._request.parts, self._request.on_progress
            embedding = Embedding(ledger, engine, names, parts, on_progress)
            embedding.run(workers, embedder, before)

    def _model(self) -> Model:
        if self._old:
            return self._old.model
        embedder = self._staff.embedder()
        return Model(self._request.model, embedder.sha256, embedder.dimension)

    def _dimension(self) -> int:
        return self._old.model.dimension if self._old else self._staff.embedder().dimension

    def _export(self, folder: Path) -> None:
        """Give the state its query encoder."""
        encoder = folder / ENCODER_FOLDER
        shutil.rmtree(encoder, ignore_errors=True)
        if self._old:
            link_tree(self._old.folder(self._request.index) / ENCODER_FOLDER, encoder)
        else:
            encoder.mkdir()
            self._staff.embedder().export(encoder)

    def _nothing(self, ledger: ArticleLedger) -> str:
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
