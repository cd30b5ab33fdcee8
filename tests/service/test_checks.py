from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import InvalidRequest
from assistant.service import checks

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates(),
    lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(st.text(), inner),
)
CHECKS = (
    lambda value: checks.checked_text(value, "x", 10),
    lambda value: checks.checked_number(value, "x", 1, 5),
    lambda value: checks.checked_flag(value, "x"),
    lambda value: checks.checked_day(value, "x"),
    lambda value: checks.checked_days(value, value),
    lambda value: checks.checked_names(value, "x"),
    lambda value: checks.checked_history(value),
)


@pytest.mark.parametrize("check", CHECKS)
@given(value=ANYTHING)
def test_anything_is_either_taken_or_refused_in_one_short_line(check, value) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    try:
        check(value)
    except InvalidRequest as refused:
        assert "\n" not in str(refused)
        assert len(str(refused)) < 300


@pytest.mark.parametrize(
    "value", [None, 7, True, b"x", ["x"], {"a": 1}, "", "  \n", "x" * 11, "half \ud83d"]
)
def test_what_is_no_text(value: object) -> None:
    with pytest.raises(InvalidRequest, match="^question "):
        checks.checked_text(value, "question", 10)


@given(st.text(min_size=1, max_size=10).filter(str.strip))
def test_text_is_taken_as_it_is(text: str) -> None:
    assert checks.checked_text(text, "question", 10) == text


def test_a_large_wrong_value_is_not_repeated() -> None:
    for wrong in (10**5000, "9" * 10**6, [0] * 10**6, {"a": "b" * 10**6}):
        with pytest.raises(InvalidRequest) as refused:
            checks.checked_number(wrong, "k", 1, 5)
        assert len(str(refused.value)) < 120


@pytest.mark.parametrize("value", [None, True, 1.0, "1", 0, 6, -1, float("nan"), [1]])
def test_what_is_no_number(value: object) -> None:
    with pytest.raises(InvalidRequest, match="from 1 to 5"):
        checks.checked_number(value, "k", 1, 5)


@pytest.mark.parametrize("value", [None, 1, 0, "true", []])
def test_what_is_no_flag(value: object) -> None:
    with pytest.raises(InvalidRequest, match="true or false"):
        checks.checked_flag(value, "read")


@given(st.dates())
def test_a_day_is_read_back(day: date) -> None:
    assert checks.checked_day(day.isoformat(), "since") == day
    assert checks.checked_day(day, "since") == day


@pytest.mark.parametrize(
    "value",
    ["2021-02-30", "20180328", "2018-W13-3", "2018-3-28", "28.3.2018", " 2018-03-28", "x", 0, 1.5,
     True, [], ["2018-03-28"], datetime(2018, 3, 28), "٢٠١٨-٠٣-٢٨", "2018-03-28T00:00"],
)  # fmt: skip
def test_what_is_no_day(value: object) -> None:
    with pytest.raises(InvalidRequest, match="YYYY-MM-DD"):
        checks.checked_day(value, "since")


def test_an_empty_field_is_no_day() -> None:
    assert checks.checked_days("", None) == (None, None)


def test_days_in_the_wrong_order() -> None:
    with pytest.raises(InvalidRequest, match="2021-05-02 lies after until 2021-05-01"):
        checks.checked_days("2021-05-02", "2021-05-01")


@pytest.mark.parametrize(
    ("value", "names"),
    [(None, None), ("", None), ([], None), (["", " "], None), ("Isle Post", ("Isle Post",)),
     (["a", "", "b"], ("a", "b")), (("a",), ("a",))],
)  # fmt: skip
def test_names_of_a_filter(value: object, names: object) -> None:
    assert checks.checked_names(value, "source") == names


@pytest.mark.parametrize("value", [7, True, {"a": 1}, [7], [None], ["x" * 201], ["x"] * 51, b"x"])
def test_what_is_no_filter(value: object) -> None:
    with pytest.raises(InvalidRequest, match="^source "):
        checks.checked_names(value, "source")


@pytest.mark.parametrize("value", ["text", 7, [7], ["x"] * 31, ["x" * 4001], {"a": 1}, [["x"]]])
def test_what_is_no_history(value: object) -> None:
    with pytest.raises(InvalidRequest, match="^history "):
        checks.checked_history(value)


def test_a_history_is_taken_as_it_is() -> None:
    assert checks.checked_history(["Who?", "A quote.", ""]) == ("Who?", "A quote.", "")
    assert checks.checked_history(None) == ()
