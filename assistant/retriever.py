"""Search an index: what another application embeds (edge: files, through the index)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self

from assistant.annotations import Period
from assistant.errors import IndexUnusable, InvalidRequest
from assistant.forks import ForkLock, abandon, watch
from assistant.index.filters import Names, filters_of
from assistant.models import Article, Hit
from assistant.overview import Listing, Overview
from assistant.reader.rerank import asks, rerank
from assistant.settings import (
    MAX_RESULTS,
    RERANKED_PASSAGES,
)

if TYPE_CHECKING:
    from assistant.index.engine import Matrix
    from assistant.index.parts import QueryEncoder
    from assistant.index.snapshot import Snapshot
    from assistant.known_names import KnownNames
    from assistant.reader.reading import Reader


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """What an open index holds; `built` is an ISO 8601 time in UTC."""

    articles: int
    copies: int
    passages: int
    sources: int
    first: date | None
    last: date | None
    built: str
    model: str


class Retriever:
    """Passages of an index, by meaning and by words.

    Safe to share between threads; a forked child opens the index anew at its first search. When the
    index is built anew, the next search uses the new one; searches already running end on the old
    one.
    """

    def __init__(self, index: Path, open_encoder: Callable[[Path], QueryEncoder]) -> None:
        from assistant.index.snapshot import open_snapshot

        self._index = index
        self._open_encoder = open_encoder
        self._lock = ForkLock()
        self._stamp = self._manifest_stamp()
        self._snapshot: Snapshot | None = open_snapshot(index, open_encoder)
        # Whether the snapshot was opened by the process that this one was forked from.
        self._inherited = False
        watch(self)

    @classmethod
    def open(
        cls, path: str | Path, *, open_encoder: Callable[[Path], QueryEncoder] | None = None
    ) -> Self:
        """Open the index folder `path`; `open_encoder` replaces the encoder that it carries.

        Raises:
            IndexMissing, IndexVersion, IndexDamaged: with the next command to run.
        """
        return cls(Path(path), open_encoder or _open_encoder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the index after the searches that are running."""
        with self._lock:
            snapshot, self._snapshot = self._snapshot, None
        if snapshot and not self._inherited:
            snapshot.release()

    def renew(self) -> None:
        """Leave the parent's files to the parent, in a forked child; the next search opens them."""
        if self._snapshot and not self._inherited:
            abandon(self._snapshot)
            self._inherited = True

    def search(
        self,
        query: str,
        k: int = 10,
        since: date | None = None,
        until: date | None = None,
        source: Names | None = None,
        language: Names | None = None,
        period: Period | None = None,
        reader: Reader | None = None,
    ) -> list[Hit]:
        """Return the best `k` passages (1 to 1000), best first.

        `since` and `until` are publication dates, both included. `source` and `language` take one
        name or several. The filters hold inside the search: `k` passages come back if so many pass.
        `period` filters nothing: passages of articles that appeared in it, or soon after, score
        more. A `reader`, if given, reads the best passages for a query that is a question, and
        those that answer it come first.

        Raises:
            InvalidRequest: the query is blank, `k` is out of range, or `since` is after `until`.
        """
        from assistant.index.search import search_passages

        if not query.strip():
            raise InvalidRequest("The query is empty. Ask for something.")
        if not 1 <= k <= MAX_RESULTS:
            raise InvalidRequest(f"k is {k}. Choose it from 1 to {MAX_RESULTS}.")
        where = filters_of(since, until, source, language)
        reads = reader is not None and asks(query)
        wanted = max(k, RERANKED_PASSAGES) if reads else k
        with self._current() as snapshot:
            hits = search_passages(snapshot, query, wanted, where, period)
        return rerank(query, hits, reader)[:k] if reader and reads else hits

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Return vectors of the index's encoder: float32, one L2-normalised row a text."""
        with self._current() as snapshot:
            return snapshot.encoder.encode(texts)

    def known_names(self) -> KnownNames | None:
        """Return the names that the articles write; nothing of an index of an earlier version."""
        with self._current() as snapshot:
            return snapshot.names or None

    def article(self, article_id: str) -> Article | None:
        """Return an article with its copies; `None` if the index does not know it."""
        with self._current() as snapshot:
            return snapshot.store.articles([article_id]).get(article_id)

    def articles(
        self,
        matching: str = "",
        *,
        since: date | None = None,
        until: date | None = None,
        source: Names | None = None,
        language: Names | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> Listing:
        """Return a page of the articles whose titles hold every word of `matching`.

        The newest come first, undated ones last; copies are not listed. Case, accents and the form
        of quotation marks do not matter. The filters are those of `search`.

        Raises:
            InvalidRequest: `matching` is too long, `limit` is not 1 to 200, `offset` is below 0 or
                beyond any list, or `since` is after `until`.
        """
        from assistant.index.catalogue import list_articles

        where = filters_of(since, until, source, language)
        with self._current() as snapshot:
            return list_articles(snapshot.store, matching, where, limit, offset)

    def overview(self) -> Overview:
        """Return what the index holds, in numbers."""
        from assistant.index.catalogue import count_all

        with self._current() as snapshot:
            return count_all(snapshot.store, snapshot.manifest)

    def sources(self) -> list[tuple[str, int]]:
        """Return each outlet with its number of articles, the largest first."""
        with self._current() as snapshot:
            return snapshot.store.tally("source")

    def sample(self, n: int) -> list[Article]:
        """Return up to `n` articles spread over the index, always the same ones."""
        with self._current() as snapshot:
            chosen = snapshot.store.sample_ids(max(0, n))
            found = snapshot.store.articles(chosen)
            return [found[article] for article in chosen]

    def count(self) -> int:
        """Return the number of articles, copies not counted."""
        with self._current() as snapshot:
            return snapshot.manifest.counts["articles"]

    def info(self) -> IndexInfo:
        """Return what the index holds."""
        with self._current() as snapshot:
            counts, manifest = snapshot.manifest.counts, snapshot.manifest
            first, last = snapshot.store.dates()
            sources = len(snapshot.store.tally("source"))
            return IndexInfo(
                counts["articles"], counts["copies"], counts["passages"], sources, first, last,
                manifest.created, manifest.model.name,
            )  # fmt: skip

    @contextmanager
    def _current(self) -> Iterator[Snapshot]:
        snapshot = self._acquire()
        try:
            yield snapshot
        finally:
            snapshot.release()

    def _acquire(self) -> Snapshot:
        with self._lock:
            if self._snapshot is None:
                raise InvalidRequest("The retriever is closed. Open it again: Retriever.open(path)")
            if self._inherited:
                self._open_again()
            else:
                self._switch(self._snapshot)
            snapshot = self._snapshot
            snapshot.acquire()
            return snapshot

    def _open_again(self) -> None:
        from assistant.index.snapshot import open_snapshot

        self._stamp = self._manifest_stamp()
        self._snapshot = open_snapshot(self._index, self._open_encoder)
        self._inherited = False

    def _switch(self, old: Snapshot) -> None:
        """Open the new state if there is one; the old one goes on if that cannot be opened."""
        from assistant.index.snapshot import open_snapshot

        stamp = self._manifest_stamp()
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._snapshot = open_snapshot(self._index, self._open_encoder, old)
        except IndexUnusable:
            # What is open still answers; `newsquote verify` tells what is wrong with the new one.
            return
        old.release()

    def _manifest_stamp(self) -> tuple[int, int, int] | None:
        from assistant.index.manifest import MANIFEST_FILE

        try:
            status = os.stat(self._index / MANIFEST_FILE)
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size


def _open_encoder(folder: Path) -> QueryEncoder:
    from assistant.index.encoding.encoder import Encoder

    return Encoder.open(folder)
