"""Passages to store, and what a search over them must find, computed plainly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from assistant.index.engine import Engine, Matrix, Record
from assistant.index.filters import DateRange, Filter, OneOf, Where, folded

DIMENSION = 16
SOURCES = ("Post", "The Times", "Die Zeitung", 'The "Quoted" \\ Mail', None)
LANGUAGES = ("en", "de", None)


def unit(seed: int) -> Matrix:
    """Return a vector of length 1, always the same for a seed."""
    vector = np.random.default_rng(seed).standard_normal(DIMENSION).astype(np.float32)
    made: Matrix = vector / np.linalg.norm(vector)
    return made


def passage(
    key: int,
    seed: int | None = None,
    *,
    text: str = "",
    title: str = "",
    published: date | None = None,
    source: str | None = None,
    language: str | None = None,
) -> Record:
    """Return a passage whose vector comes from `seed`, by default its key."""
    vector = unit(key if seed is None else seed)
    return Record(key, text or f"passage {key}", title, vector, published, source, language)


def many(count: int) -> list[Record]:
    """Return passages of all sources, languages and some days; each seventh has no date."""
    return [
        passage(
            key,
            published=date.fromordinal(736_000 + key % 100) if key % 7 else None,
            source=SOURCES[key % len(SOURCES)],
            language=LANGUAGES[key % len(LANGUAGES)],
        )
        for key in range(1, count + 1)
    ]


def nearest(
    records: Iterable[Record], vector: Matrix, limit: int, where: Where = ()
) -> list[tuple[int, float]]:
    """Return the keys and cosines that an exact search finds."""
    passing = [record for record in records if all(_passes(record, one) for one in where)]
    scored = [(record.key, float(record.vector @ vector)) for record in passing]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:limit]


def _passes(record: Record, one: Filter) -> bool:
    if isinstance(one, OneOf):
        own = folded(record.source if one.field == "source" else record.language)
        return own in [folded(value) for value in one.values]
    return _in_range(record.published, one)


def _in_range(day: date | None, span: DateRange) -> bool:
    if day is None:
        return False
    return (span.first is None or span.first <= day) and (span.last is None or day <= span.last)


def found(engine: Engine, vector: Matrix, limit: int, *where: Filter) -> list[int]:
    """Return the keys of a search by meaning."""
    return [hit.key for hit in engine.search_dense(vector, limit, where)]


def keys_of(pairs: Sequence[tuple[int, float]]) -> list[int]:
    """Return the keys of what `nearest` found."""
    return [key for key, _ in pairs]
