from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.marked import Marked, likest
from assistant.models import Article, Quote

REPORT = Article("a1", "x" * 100, "Fire", url="https://v.example/1")
OTHER = Article("a2", "x" * 100, "Tears")
SPANS = st.tuples(st.integers(0, 99), st.integers(1, 100)).filter(lambda span: span[0] < span[1])


def quote(start: int, end: int, report: Article = REPORT) -> Quote:
    return Quote(report, start, end, report.text[start:end], 0.5)


@pytest.mark.parametrize(
    ("span", "likeness"),
    [((10, 20), 1.0), ((10, 30), 0.5), ((15, 25), 5 / 15), ((20, 30), 0.0), ((0, 10), 0.0)],
)
def test_likeness_is_the_share_in_both(span: tuple[int, int], likeness: float) -> None:
    assert Marked(("a1",), 10, 20).likeness(quote(*span)) == pytest.approx(likeness)


def test_another_article_is_not_alike() -> None:
    assert Marked(("a1",), 10, 20).likeness(quote(10, 20, OTHER)) == 0
    assert Marked(("https://v.example/1", "a2"), 10, 20).likeness(quote(10, 20)) == 1
    assert Marked(("a1",), 10, 20).names(quote(50, 60))


def test_the_likest_of_several() -> None:
    marks = [Marked(("a1",), 0, 10), Marked(("a1",), 10, 20)]
    assert likest(marks, quote(5, 20)) == pytest.approx(10 / 15)
    assert likest([], quote(5, 20)) == 0


@given(SPANS, SPANS)
def test_likeness_goes_both_ways_and_is_1_only_of_itself(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    likeness = Marked(("a1",), *one).likeness(quote(*other))
    assert likeness == Marked(("a1",), *other).likeness(quote(*one))
    assert 0 <= likeness <= 1
    assert (likeness == 1) == (one == other)
