from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.fields import Fields, shown
from assistant.errors import InvalidRequest

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def one(value: Any) -> Fields:
    return Fields({"x": value}, "here")


@pytest.mark.parametrize("value", [None, [], "x", {}, {"a": 1, "c": 2}, {"a": 1, "b": 2, "c": 3}])
def test_only_the_known_fields_all_of_them(value: object) -> None:
    with pytest.raises(InvalidRequest, match="^here"):
        Fields.of(value, "here", ("a", "b"))
    assert Fields.of({"a": 1, "b": 2}, "here", ("a", "b")).data == {"a": 1, "b": 2}


@pytest.mark.parametrize("value", [None, 5, "toolong", "\ud800", b"x", ["x"]])
def test_a_text_is_a_bounded_string_that_encodes(value: object) -> None:
    with pytest.raises(InvalidRequest, match=r"^here\.x must be a string"):
        one(value).text("x", 5)


@pytest.mark.parametrize(
    "value", [True, 1.0, -1, 2**53, "1", None, pytest.param(10**5000, id="huge")]
)
def test_a_whole_number_is_one(value: object) -> None:
    with pytest.raises(InvalidRequest, match="whole number"):
        one(value).whole("x")


@pytest.mark.parametrize("value", [True, -0.1, 1.1, float("nan"), float("inf"), "0.5", None])
def test_a_share_is_from_0_to_1(value: object) -> None:
    with pytest.raises(InvalidRequest, match="0 to 1"):
        one(value).share("x")
    assert one(1).share("x") == 1.0


@pytest.mark.parametrize("value", ["2020-1-1", "20200101", "2020-02-30", "", 5, None, ["x"]])
def test_a_day_is_written_in_one_way(value: object) -> None:
    with pytest.raises(InvalidRequest, match="YYYY-MM-DD"):
        one(value).day("x")


@pytest.mark.parametrize("value", ["c", "", None, ["a"], True])
def test_one_of_a_few(value: object) -> None:
    with pytest.raises(InvalidRequest, match="one of a, b"):
        one(value).one_of("x", ("a", "b"))
    assert one("b").one_of("x", ("a", "b")) == "b"


@pytest.mark.parametrize("value", ["ab", None, {}, [1, 2, 3]])
def test_a_list_is_bounded(value: object) -> None:
    with pytest.raises(InvalidRequest, match="list of at most 2"):
        one(value).each("x", lambda entry, where: entry, 2)


def test_entries_are_named_by_their_place() -> None:
    places = one([7, 8]).each("x", lambda entry, where: (where, entry), 2)
    assert places == (("here.x[1]", 7), ("here.x[2]", 8))


@given(JSON)
def test_any_value_is_shown_in_one_short_line(value: object) -> None:
    text = shown(value)
    assert "\n" not in text
    assert len(text) < 300
    json.dumps(text).encode("ascii")
