"""Whatever is built, both kinds of store say the same of it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.index.changes import Changes
from assistant.index.postgres.text import restored, storable
from assistant.models import Article, Skipped
from tests.stores.building import article, build, seen
from tests.stores.kinds import Kind, PostgresKind, SqliteKind

_numbers = count(1)

# What the reader of the corpus lets through: no half of a surrogate pair, no control characters.
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))
NAMES = st.text(LETTERS, min_size=1, max_size=8)
LONG = " ".join(f"word{number}" for number in range(60))
# Few texts, so that many of them are copies, and come and go.
TEXTS = st.one_of(
    st.sampled_from(["One.", "Two.\nMore.", LONG, LONG + " and more", LONG + " or less\nof it"]),
    st.text(LETTERS, min_size=1, max_size=30).filter(lambda text: text.strip()),
)
TITLES = st.one_of(
    st.sampled_from(["The bridge", "Łódź’s 7 o'clock", "100% a_b", "", "the Ünder"]), NAMES
)
OUTLETS = st.sampled_from([None, "Post", "POST", "post ", "Times", "Süd"])


@st.composite
def articles(draw: st.DrawFn) -> Article:
    fields: dict[str, Any] = {
        "source": draw(OUTLETS),
        "author": draw(st.none() | NAMES),
        "published": draw(st.none() | st.sampled_from([date(1, 1, 1), date(2020, 1, 2),
                                                       date(2020, 6, 1), date(9999, 12, 31)])),
        "published_basis": draw(st.sampled_from(["metadata", "text", "unknown"])),
        "url": draw(st.none() | NAMES),
        "path": draw(st.sampled_from(["p1", "p2", "p3"])),
        "language": draw(st.sampled_from([None, "en", "EN", "de"])),
    }  # fmt: skip
    return article(draw(TEXTS), draw(TITLES), **fields)


SKIPPED = st.builds(Skipped, NAMES, NAMES)
FILES = st.dictionaries(
    st.sampled_from(["a.txt", "b/ä.txt", "c" * 700]),
    st.lists(articles() | SKIPPED, max_size=4).map(tuple),
    max_size=3,
)
CHANGES = st.tuples(FILES, st.sets(st.sampled_from(["a.txt", "b/ä.txt"])), st.booleans())


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=FILES, then=st.lists(CHANGES, max_size=2))
def test_both_kinds_say_the_same(
    uri: str, first: dict[str, Any], then: list[tuple[dict[str, Any], set[str], bool]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        kinds = (
            SqliteKind(Path(folder)),
            PostgresKind(Path(tempfile.mkdtemp(dir=folder)), f"{uri}_{next(_numbers)}"),
        )
        ids = {one.id for one in _articles(first, *(files for files, _, _ in then))}
        changes = [build(kind.create("0"), first) for kind in kinds]
        _compare(kinds, "0", ids, changes)
        corpus = first
        for number, (files, gone, anew) in enumerate(then, 1):
            gone -= set(files)
            corpus = {**{name: corpus[name] for name in corpus.keys() - gone}, **files}
            changes = []
            for kind in kinds:
                ledger = kind.copy(str(number - 1), str(number))
                if anew:
                    ledger.forget_stamps()
                changes.append(build(ledger, corpus if anew else files, gone))
                kind.drop(str(number))
            _compare(kinds, str(number), ids, changes)
        kinds[1].drop()


def _compare(kinds: Sequence[Kind], state: str, ids: set[str], changes: list[Changes]) -> None:
    stores = [kind.open(state) for kind in kinds]
    one, other = (seen(store, sorted(ids)) for store in stores)
    for store in stores:
        store.close()
    assert one == other
    assert changes[0] == changes[1]


def _articles(*versions: dict[str, Any]) -> list[Article]:
    lists = [items for files in versions for items in files.values()]
    return [one for items in lists for one in items if isinstance(one, Article)]


ANY = st.text(st.characters(), max_size=8) | st.text(
    st.sampled_from("\x00\x01\x02\ud7ff\ud800\udfff\ue000\ue7ffa"), max_size=6
)


@given(ANY)
def test_any_string_is_stored_and_comes_back(text: str) -> None:
    stored = storable(text)
    assert restored(stored) == text
    assert "\x00" not in stored
    stored.encode("utf-8")


@given(ANY, ANY)
def test_stored_strings_sort_as_their_code_points(one: str, other: str) -> None:
    first, second = storable(one).encode("utf-8"), storable(other).encode("utf-8")
    assert (first < second) == (one < other)
    assert (first == second) == (one == other)
