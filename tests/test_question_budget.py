from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from benchmarks.question_budget import REST, Clock, quantile, table, timed


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock whose every look at the time is one second later than the last."""
    seconds: Iterator[int] = iter(range(100))
    monkeypatch.setattr(time, "process_time", lambda: float(next(seconds)))
    return Clock()


def test_a_moment_belongs_to_the_innermost_part(clock: Clock) -> None:
    inner = timed(clock, "inner", lambda value: value + 1)
    outer = timed(clock, "outer", lambda value: inner(value) * 2)
    clock.start()
    assert outer(1) == 4
    assert clock.stop() == {REST: 2.0, "outer": 2.0, "inner": 1.0}


def test_a_part_that_fails_ends_too(clock: Clock) -> None:
    def fail() -> None:
        raise ValueError("no")

    clock.start()
    with pytest.raises(ValueError, match="no"):
        timed(clock, "part", fail)()
    assert clock.stop() == {REST: 2.0, "part": 1.0}


def test_every_question_starts_anew(clock: Clock) -> None:
    clock.start()
    clock.stop()
    clock.start()
    assert clock.stop() == {REST: 1.0}


def test_the_table_adds_up() -> None:
    lines = table([{"reader": 0.002, REST: 0.001}, {"reader": 0.004, REST: 0.001}]).splitlines()
    assert "| whole answer | 4.0 | 5.0 | 5.0 | 100% |" in lines
    assert "| reader | 3.0 | 4.0 | 4.0 | 75% |" in lines
    assert f"| {REST} | 1.0 | 1.0 | 1.0 | 25% |" in lines


def test_quantiles_stay_inside() -> None:
    assert [quantile([3.0, 1.0, 2.0], part) for part in (0.0, 0.5, 1.0)] == [1.0, 2.0, 3.0]
