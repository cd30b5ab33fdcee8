"""Check an index: every byte, every passage, and vectors embedded anew (edge: files)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

import numpy as np

from assistant.corpus.passages import passage_input
from assistant.errors import IndexDamaged, IndexMissing, IndexVersion
from assistant.index.manifest import read_manifest
from assistant.index.parts import QueryEncoder
from assistant.index.snapshot import Snapshot, open_snapshot
from assistant.index.states import check_state
from assistant.index.threshold import threshold_problem
from assistant.models import Article, Passage, text_sha256

# Passages may be embedded in bf16 and are checked in fp32: measured, the least of 94 was .9999.
MIN_COSINE = 0.999

# Passages or articles in memory at once.
_AT_ONCE: Final = 1_024

# Problems of one kind after which the rest is only counted.
NAMED = 5

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a check found; `problems` holds one line each."""

    problems: tuple[str, ...]
    articles: int = 0
    passages: int = 0
    checked_vectors: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify_index(
    index: str | Path,
    *,
    sample: int = 64,
    open_encoder: Callable[[Path], QueryEncoder] | None = None,
) -> VerifyReport:
    """Check an index: checksums, counts, every passage's slice, and `sample` vectors embedded anew.

    A threshold stored with it must be readable.

    Raises:
        IndexMissing, IndexVersion: there is nothing to check.
    """
    folder = Path(index)
    try:
        check_state(folder, read_manifest(folder), every_byte=True)
        snapshot = open_snapshot(folder, open_encoder or _open_encoder)
    except (IndexMissing, IndexVersion):
        raise
    except IndexDamaged as exc:
        return VerifyReport((str(exc),))
    try:
        report = _verify(snapshot, sample)
        problem = threshold_problem(folder)
        return replace(report, problems=(*report.problems, problem)) if problem else report
    finally:
        snapshot.release()


def _verify(snapshot: Snapshot, sample: int) -> VerifyReport:
    problems: list[str] = []
    for found in (_counts(snapshot), _texts(snapshot), _passages(snapshot)):
        problems += _named(list(_until_damage(found)))
    # What is not there cannot be embedded anew.
    checked, wrong = (0, []) if problems else _vectors(snapshot, sample)
    counts = snapshot.manifest.counts
    return VerifyReport(
        (*problems, *_named(wrong)), counts["articles"], counts["passages"], checked
    )


def _until_damage(problems: Iterator[str]) -> Iterator[str]:
    try:
        yield from problems
    except IndexDamaged as exc:
        yield str(exc)


def _named(problems: list[str]) -> list[str]:
    rest = len(problems) - NAMED
    return [*problems[:NAMED], f"{rest} more of this kind"] if rest > 0 else problems


def _counts(snapshot: Snapshot) -> Iterator[str]:
    stored = snapshot.store.count_anew()
    for name, count in snapshot.manifest.counts.items():
        if stored.get(name) != count:
            yield f"{stored.get(name)} {name} in the store, not {count}"
    for problem in snapshot.store.problems():
        yield f"the store: {problem}"


def _texts(snapshot: Snapshot) -> Iterator[str]:
    for batch in _batches(snapshot.store.standing_ids()):
        for id in batch:
            try:
                article = snapshot.store.articles([id]).get(id)
            except IndexDamaged as exc:
                yield str(exc)
                continue
            if article is None:
                yield f"article {id} is searched but has no text"
            elif not text_sha256(article.text).startswith(id):
                yield f"article {id}: its id is not that of its text"


def _passages(snapshot: Snapshot) -> Iterator[str]:
    count = 0
    for batch in _batches(snapshot.store.all_passages()):
        count += len(batch)
        for _, passage in batch:
            length = passage.end - passage.start
            if not 0 <= passage.start < passage.end or len(passage.text) != length:
                yield f"passage {passage.id} is no slice of its article"
        try:
            snapshot.engine.fetch([key for key, _ in batch])
        except KeyError as exc:
            yield f"vectors and passages differ: {exc.args[0]}"
    if count != snapshot.manifest.counts["passages"]:
        yield f"{count} passages have an article, not {snapshot.manifest.counts['passages']}"


def _vectors(snapshot: Snapshot, sample: int) -> tuple[int, list[str]]:
    chosen = snapshot.store.sample_keys(max(0, sample))
    if not chosen:
        return 0, []
    passages = _read(snapshot, chosen)
    anew = snapshot.encoder.encode([passage_input(*one) for one in passages])
    cosines = np.einsum("nd,nd->n", anew, snapshot.engine.fetch(chosen))
    return len(chosen), [
        f"passage {passage.id}: its vector and a new one have cosine {cosine:.4f}"
        for (_, passage), cosine in zip(passages, cosines, strict=True)
        if not cosine >= MIN_COSINE
    ]


def _batches(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch


def _read(snapshot: Snapshot, keys: list[int]) -> list[tuple[Article, Passage]]:
    places = snapshot.store.passages(keys)
    articles = snapshot.store.articles(sorted({place[0] for place in places.values()}))
    found = []
    for key in keys:
        id, start, end = places[key]
        found.append((articles[id], Passage(id, start, end, articles[id].text[start:end])))
    return found


def _open_encoder(folder: Path) -> QueryEncoder:
    from assistant.index.encoding.encoder import Encoder

    return Encoder.open(folder)
