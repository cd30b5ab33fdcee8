"""Builds states as a build does, without an engine, and tells all that a store says of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from assistant.corpus.copies import signature
from assistant.index.article_ledger import ArticleLedger
from assistant.index.article_store import ArticleStore
from assistant.index.changes import Changes
from assistant.index.filters import DateRange, OneOf, Where
from assistant.index.folding import fold_copies
from assistant.models import Article, Passage, Skipped, text_sha256

Files = Mapping[str, Sequence[Article | Skipped]]

# Few at once, so that small tests go round more than once.
AT_ONCE = 2

LISTINGS: tuple[tuple[tuple[str, ...], Where], ...] = (
    ((), ()),
    (("the",), ()),
    (("o'clock",), ()),
    (("lodz",), ()),
    (("%",), ()),
    (("_",), ()),
    (("a", "b"), ()),
    ((), (OneOf("source", ("POST",)),)),
    ((), (OneOf("language", ("EN", "de")),)),
    ((), (DateRange(date(2020, 1, 2)),)),
    ((), (DateRange(None, date(2020, 6, 1)),)),
    (("e",), (DateRange(date(2019, 1, 1), date(2021, 1, 1)), OneOf("source", ("post", "Times")))),
)


def article(text: str, title: str = "Report", **fields: Any) -> Article:
    return Article(text_sha256(text)[:16], text, title, **{"path": "one", **fields})


def split(article: str, text: str) -> list[Passage]:
    """Return one passage a line."""
    spans = [match.span() for match in re.finditer(r"[^\n]+", text)]
    return [Passage(article, start, end, text[start:end]) for start, end in spans]


def read(ledger: ArticleLedger, files: Files, gone: Iterable[str] = ()) -> None:
    """Do what a build does with the files that changed."""
    for name in gone:
        ledger.forget_file(name)
    for name, items in files.items():
        ledger.forget_file(name)
        for start in range(0, len(items), AT_ONCE):
            part = items[start : start + AT_ONCE]
            marks = [signature(one.text) for one in part if isinstance(one, Article)]
            ledger.add(name, part, marks)
        ledger.end_file(name, f"stamp of {len(items)}")
    fold_copies(ledger)


def hold_all(ledger: ArticleLedger) -> list[str]:
    """Bring what is held up to date; return the ids that were embedded."""
    while ledger.release(AT_ONCE):
        pass
    while moved := ledger.redescribed(AT_ONCE):
        ledger.describe(moved)
    held: list[str] = []
    after = 0
    while standings := ledger.next_waiting(after, AT_ONCE):
        for standing in standings:
            ledger.hold(standing, split(standing.id, ledger.text(standing.number)))
        ledger.commit()
        ledger.mark_held([standing.number for standing in standings])
        held += [standing.id for standing in standings]
        after = standings[-1].number
    return held


def build(ledger: ArticleLedger, files: Files, gone: Iterable[str] = ()) -> Changes:
    """Make a whole state and return what changed."""
    read(ledger, files, gone)
    changes = ledger.changes()
    hold_all(ledger)
    ledger.finish()
    return changes


def seen(store: ArticleStore, ids: Sequence[str]) -> dict[str, Any]:
    """Return all that a store says, of these texts among others."""
    keys = [key for key, _ in store.all_passages()]
    # Texts are numbered as they come, which sets the order of passages.
    return {
        "articles": store.articles(ids),
        "passages": store.passages(keys),
        "all": sorted(store.all_passages(), key=lambda pair: pair[0]),
        "standing": list(store.standing_ids()),
        "samples": [(store.sample_ids(n), store.sample_keys(n)) for n in (0, 1, 2, 1000)],
        "sources": store.tally("source"),
        "languages": store.tally("language"),
        "months": store.tally("month"),
        "dates": store.dates(),
        "counts": store.counts(),
        "counted": store.count_anew(),
        "skipped": store.skipped(),
        "stamps": list(store.stamps()),
        "problems": list(store.problems()),
        "listings": [store.listing(words, where, 3, 0) for words, where in LISTINGS],
        "page": store.listing((), (), 2, 1),
    }
