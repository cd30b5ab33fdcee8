from __future__ import annotations

from assistant.ui.histogram import MOST_MONTHS, histogram


def test_months_without_articles_are_gaps() -> None:
    found = histogram([("2019-11", 2), ("2020-02", 4)])
    assert found is not None
    assert found.unit == "month"
    assert [(bar.label, bar.articles, bar.share) for bar in found.bars] == [
        ("Nov 2019", 2, 0.5), ("Dec 2019", 0, 0), ("Jan 2020", 0, 0), ("Feb 2020", 4, 1),
    ]  # fmt: skip


def test_a_long_time_is_drawn_by_year() -> None:
    found = histogram([("1999-12", 1), ("2001-01", 2), ("2003-02", 4), ("2003-05", 4)])
    assert found is not None
    assert found.unit == "year"
    assert [(bar.label, bar.articles) for bar in found.bars] == [
        ("1999", 1), ("2000", 0), ("2001", 2), ("2002", 0), ("2003", 8),
    ]  # fmt: skip


def test_three_years_are_still_months() -> None:
    found = histogram([("2018-01", 1), ("2020-12", 1)])
    assert found is not None
    assert len(found.bars) == MOST_MONTHS


def test_nothing_dated_has_no_bars() -> None:
    assert histogram([]) is None
