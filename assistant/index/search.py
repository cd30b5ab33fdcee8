"""Searches one state of an index by meaning and by words together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from assistant.annotations import Period
from assistant.index.filters import DateRange
from assistant.index.fusion import Fused, fuse, lifted
from assistant.models import Hit
from assistant.settings import REPORTED_AT_LEAST, REPORTED_AT_MOST, SEARCH_CANDIDATES

if TYPE_CHECKING:
    from assistant.index.engine import Matrix, Scored
    from assistant.index.filters import Where
    from assistant.index.snapshot import Snapshot

# Part of an engine elsewhere that a state may not know while a build goes on.
_STRANGERS: Final = 0.25


def search_passages(
    snapshot: Snapshot, query: str, k: int, where: Where, period: Period | None
) -> list[Hit]:
    """Return the best `k` passages that pass the filters, best first.

    Passages of articles that appeared in `period`, or soon after, score more.
    """
    return _hits(snapshot, _ranked(snapshot, query, k, where, period))


def _ranked(
    snapshot: Snapshot, query: str, k: int, where: Where, period: Period | None
) -> list[Fused]:
    engine = _Known(snapshot)
    limit = max(SEARCH_CANDIDATES, k)
    vector = snapshot.encoder.encode([query])[0]
    dense = engine.search_dense(vector, limit, where)
    lexical = engine.search_text(query, limit, where)
    inside = _inside(period)
    if not inside:
        return fuse(dense, lexical, lambda keys: (engine.fetch(keys) @ vector).tolist())[:k]
    # A second search finds what the period has beyond the first one's candidates.
    dense_in = engine.search_dense(vector, limit, [*where, inside])
    lexical_in = engine.search_text(query, limit, [*where, inside])
    fused = fuse(
        {*dense, *dense_in},
        {*lexical, *lexical_in},
        lambda keys: (engine.fetch(keys) @ vector).tolist(),
    )
    return lifted(fused, {hit.key for hit in (*dense_in, *lexical_in)})[:k]


class _Known:
    """The engine of a state, less what the state's store does not know.

    An engine elsewhere may hold passages of a build that goes on, or of an older state.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._engine = snapshot.engine
        self._store = snapshot.store if snapshot.manifest.engine else None
        self.fetch = snapshot.engine.fetch

    def search_dense(self, vector: Matrix, limit: int, where: Where) -> list[Scored]:
        return self._kept(self._engine.search_dense(vector, self._more(limit), where), limit)

    def search_text(self, query: str, limit: int, where: Where) -> list[Scored]:
        return self._kept(self._engine.search_text(query, self._more(limit), where), limit)

    def _more(self, limit: int) -> int:
        return limit + int(limit * _STRANGERS) if self._store else limit

    def _kept(self, found: list[Scored], limit: int) -> list[Scored]:
        if self._store is None:
            return found
        known = self._store.passages([one.key for one in found])
        return [one for one in found if one.key in known][:limit]


def _inside(period: Period | None) -> DateRange | None:
    """Return the filter of what appeared in a period or soon after, when it would be reported."""
    if period is None or period.first is None and period.last is None:
        return None
    if period.first is None or period.last is None:
        return DateRange(period.first, period.last)
    length = period.last - period.first + timedelta(days=1)
    soon = min(max(length, REPORTED_AT_LEAST), REPORTED_AT_MOST)
    latest = date.max - soon
    return DateRange(period.first, min(period.last, latest) + soon)


def _hits(snapshot: Snapshot, ranked: Sequence[Fused]) -> list[Hit]:
    places = snapshot.store.passages([one.key for one in ranked])
    articles = snapshot.store.articles(list({place[0] for place in places.values()}))
    hits = []
    for one in ranked:
        article, start, end = places[one.key]
        hits.append(Hit(articles[article], start, end, one.score, one.cosine, one.bm25))
    return hits
