"""Build or update an index folder from a corpus (edge: files, the clock)."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from assistant.corpus.files import CorpusFile, find_files
from assistant.corpus.records import FieldNames
from assistant.errors import CorpusError, IndexUnusable, InvalidRequest
from assistant.index.lock import build_lock
from assistant.index.manifest import Manifest, read_manifest
from assistant.index.parts import Parts, Progress, standard_parts
from assistant.index.states import check_state, clean, prepare, writing
from assistant.index.update import ModelChanged, Request, Update, passages_by
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
) -> BuildReport:
    """Make the index folder `index` answer from the articles of `corpus`, and say what was done.

    Only new and changed articles are embedded. The old index answers until the new one is complete,
    and goes on answering if this build fails or dies. `parts` replaces steps of the build.

    Raises:
        CorpusError: the corpus is missing or holds no usable article.
        IndexLocked: another build is writing this index.
        IndexUnusable: the folder is not an index or cannot be written.
        ModelError, MissingExtra: the embedding model cannot be loaded.
    """
    began = time.monotonic()
    target = Path(index)
    files = _files(Path(corpus), target)
    request = Request(
        corpus=str(corpus),
        index=target,
        model=model,
        fields=fields or FieldNames(),
        parts=parts or standard_parts(),
        on_progress=on_progress or _silent,
    )
    prepare(target)
    with build_lock(target), writing(target):
        report = _build(request, files)
    return replace(report, seconds=round(time.monotonic() - began, 3))


def _build(request: Request, files: list[CorpusFile]) -> BuildReport:
    old = _usable(request)
    # A manifest that cannot be used names no state to keep, yet a reader may still be in one.
    clean(request.index, old.state if old else _named(request.index))
    try:
        return Update(request, old).run(files)
    except ModelChanged:
        return Update(request, None).run(files)


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
        check_state(request.index, old, every_byte=True)
    except IndexUnusable:
        return None
    same = old.model.name == request.model and old.passages_by == passages_by()
    return old if same else None


def _named(index: Path) -> str | None:
    try:
        return read_manifest(index).state
    except IndexUnusable:
        return None


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Report nothing."""
