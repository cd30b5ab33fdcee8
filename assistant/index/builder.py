"""Build or update an index folder from a corpus (edge: files, the clock)."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from assistant.corpus.files import CorpusFile, find_files
from assistant.corpus.records import FieldNames
from assistant.errors import CorpusError, IndexDamaged, IndexUnusable, InvalidRequest
from assistant.index.building import BUILDING_FILE, Building, unfinished
from assistant.index.engines import check_engine_uri
from assistant.index.lock import build_lock
from assistant.index.manifest import Manifest, read_manifest
from assistant.index.parts import Parts, Progress, standard_parts
from assistant.index.request import Request
from assistant.index.staffing import ModelChanged, check_place
from assistant.index.states import check_state, clean, prepare, writing
from assistant.index.stores import store_address
from assistant.index.update import Update
from assistant.index.work.workers import Workers
from assistant.models import BuildReport
from assistant.settings import DEFAULT_MODEL


def build_index(
    corpus: str | Path,
    index: str | Path,
    *,
    model: str = DEFAULT_MODEL,
    fields: FieldNames | None = None,
    on_progress: Progress | None = None,
    parts: Parts | None = None,
    engine: str | None = None,
    store: str | None = None,
    on: str | None = None,
    workers: Workers | None = None,
) -> BuildReport:
    """Make the index folder `index` answer from the articles of `corpus`, and say what was done.

    Only new and changed articles are embedded. The old index answers until the new one is complete,
    and goes on answering if this build fails or dies; the next build then goes on where this one
    was.

    Args:
        corpus: A folder of articles, or one file.
        index: The folder to build into.
        model: The embedding model: the default, a hub name, or a folder.
        fields: Names of columns, for tables that name them in their own way.
        on_progress: Called with stage, done and total.
        parts: Replaces steps of the build.
        engine: URI of a search engine elsewhere (`milvus+http://host:19530/collection`).
        store: URI of an article store elsewhere (`postgresql://host/database`).
        on: Where the heavy steps run: `ray`, or this machine.
        workers: Who reads and embeds, in place of `on`; the caller closes them.

    Raises:
        CorpusError: the corpus is missing or holds no usable article.
        IndexLocked: another build is writing this index.
        IndexUnusable: the folder is not an index or cannot be written.
        InvalidRequest: a URI or a name is not known.
        ModelError, MissingExtra: the embedding model cannot be loaded.
    """
    began = time.monotonic()
    target = Path(index)
    if engine is not None:
        check_engine_uri(engine)
    check_place(on)
    files = _files(Path(corpus), target)
    request = Request(
        corpus=str(corpus),
        index=target,
        model=model,
        fields=fields or FieldNames(),
        parts=parts or standard_parts(),
        on_progress=on_progress or _silent,
        engine=engine,
        store=None if store is None else store_address(store),
        on=on,
        workers=workers,
    )
    prepare(target)
    with build_lock(target), writing(target):
        report = _build(request, files)
    return replace(report, seconds=round(time.monotonic() - began, 3))


def _build(request: Request, files: list[CorpusFile]) -> BuildReport:
    old = _usable(request)
    old, begun = _begun(request, old)
    # A manifest that cannot be used names no state to keep, yet a reader may still be in one.
    current = _named(request.index)
    clean(request.index, current, begun[0].name if begun else None)
    tries = [begun, None] if begun else [None]
    for going_on in tries if old or begun else ():
        try:
            return Update(request, old, going_on).run(files)
        except IndexDamaged:
            clean(request.index, current)
        except ModelChanged:
            break
    clean(request.index, current)
    return Update(request, None).run(files)


def _begun(
    request: Request, old: Manifest | None
) -> tuple[Manifest | None, tuple[Path, Building] | None]:
    """Return the state to go on from and the unfinished one to go on with, if there are such."""
    current = _named(request.index)
    for folder, note in unfinished(request.index):
        if folder.name == current:
            # Its build was killed after it answered: nothing is left to be done.
            (folder / BUILDING_FILE).unlink()
            continue
        if note.same_build(request.building(old.state if old else None)):
            return old, (folder, note)
        # The model's weights turned out to be others than those of the old state.
        other = old is not None and note.sha256 not in (None, old.model.sha256)
        if other and note.same_build(request.building(None)):
            return None, (folder, note)
    return old, None


def _files(corpus: Path, index: Path) -> list[CorpusFile]:
    home, work = corpus.resolve(), index.resolve()
    if home == work:
        raise InvalidRequest(
            f"Corpus and index are the same folder: {corpus}. Choose another: --index DIR"
        )
    files = [file for file in find_files(corpus) if work not in file.path.resolve().parents]
    if not files:
        raise CorpusError(
            f"No article files in {corpus}. Put articles there, or give another folder."
        )
    return files


def _usable(request: Request) -> Manifest | None:
    """Return the manifest of the old state, if this build can go on from it."""
    try:
        old = read_manifest(request.index)
        check_state(request.index, old, every_byte=False)
    except IndexUnusable:
        return None
    return old if request.goes_on_from(old) else None


def _named(index: Path) -> str | None:
    try:
        return read_manifest(index).state
    except IndexUnusable:
        return None


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Report nothing."""
