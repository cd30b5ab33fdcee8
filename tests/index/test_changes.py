from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.index.changes import Changes, compare
from assistant.index.ledger import Report

REPORTS = st.lists(
    st.builds(
        Report, st.sampled_from("ab"), st.sampled_from("xyz"), st.tuples(st.sampled_from("tu"))
    )
)


def report(path: str, text: str, title: str = "t") -> Report:
    return Report(path, text, (title,))


def test_each_kind_of_change_is_told() -> None:
    old = [report("a", "1"), report("b", "2"), report("c", "3"), report("d", "4"), report("e", "5")]
    new = [
        report("a", "1"),
        report("b", "2", "new"),
        report("z", "3"),
        report("d", "9"),
        report("n", "8"),
    ]
    assert compare(old, new, untouched=7) == Changes(added=1, changed=3, removed=1, unchanged=8)


@given(REPORTS, REPORTS)
def test_every_reading_is_counted_once(old: list[Report], new: list[Report]) -> None:
    changes = compare(old, new)
    assert changes.unchanged + changes.changed + changes.added == len(new)
    assert changes.unchanged + changes.changed + changes.removed == len(old)


@given(REPORTS)
def test_the_same_readings_are_unchanged(reports: list[Report]) -> None:
    assert compare(reports, list(reversed(reports))) == Changes(unchanged=len(reports))
