from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.index.changes import Changes
from assistant.index.sqlite.ledger import Ledger
from assistant.models import Article

Reading = tuple[str, str, str]
READINGS = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.sampled_from("tu")), max_size=6
)


def changes(old: Sequence[Reading], new: Sequence[Reading]) -> Changes:
    """Return what a ledger counts for a file that held `old` (path, text, title) and holds `new`,
    beside one untouched file of seven reports."""
    with TemporaryDirectory() as name:
        before, after = Path(name) / "before", Path(name) / "after"
        before.mkdir()
        after.mkdir()
        with closing(Ledger.create(before)) as ledger:
            read(ledger, "untouched", [(str(number), "seven", "t") for number in range(7)])
            read(ledger, "touched", old)
            ledger.finish()
        with closing(Ledger.copy(before, after)) as ledger:
            read(ledger, "touched", new)
            return ledger.changes()


def read(ledger: Ledger, file: str, found: Sequence[Reading]) -> None:
    ledger.forget_file(file)
    articles = [Article(f"{text:0>16}", text, title, path=path) for path, text, title in found]
    ledger.add(file, articles, [b"=" + article.text.encode() for article in articles])
    ledger.end_file(file, "stamp")


def test_each_kind_of_change_is_told() -> None:
    old = [(path, text, "t") for path, text in ("a1", "b2", "c3", "d4", "e5")]
    new = [("a", "1", "t"), ("b", "2", "new"), ("z", "3", "t"), ("d", "9", "t"), ("n", "8", "t")]
    assert changes(old, new) == Changes(added=1, changed=3, removed=1, unchanged=8)


@settings(max_examples=30, deadline=None)
@given(READINGS, READINGS)
def test_every_reading_is_counted_once(old: list[Reading], new: list[Reading]) -> None:
    found = changes(old, new)
    assert found.unchanged + found.changed + found.added == len(new) + 7
    assert found.unchanged + found.changed + found.removed == len(old) + 7


@settings(max_examples=20, deadline=None)
@given(READINGS)
def test_the_same_readings_are_unchanged(reports: list[Reading]) -> None:
    assert changes(reports, list(reversed(reports))) == Changes(unchanged=len(reports) + 7)


def test_the_same_text_and_path_are_not_counted_twice() -> None:
    once, twice = [("a", "x", "t")], [("a", "x", "t"), ("a", "x", "t")]
    assert changes(once, twice) == Changes(added=1, unchanged=8)
    assert changes(twice, once) == Changes(removed=1, unchanged=8)
