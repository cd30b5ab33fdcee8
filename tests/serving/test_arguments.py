"""The shapes that arguments must have, and the line that refuses others."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from assistant.errors import InvalidRequest
from assistant.service.limits import MAX_HISTORY, MAX_NAMES, MAX_SERVED_RESULTS
from assistant.serving.arguments import ArticleBody, AskBody, AskQuery, SearchBody, checked
from assistant.settings import MAX_QUESTION_CHARACTERS, MAX_QUOTES

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
NAMES = st.sampled_from([*AskBody.model_fields, "query"]) | st.text()


def test_what_is_left_out_has_a_default() -> None:
    given = checked(AskBody, {"question": "Why?"})
    assert (given.k, given.history, given.since, given.source) == (5, [], None, None)
    assert checked(SearchBody, {"query": "a"}).read is True


def test_a_whole_number_may_be_written_with_a_point() -> None:
    k = checked(AskBody, {"question": "Why?", "k": 3.0}).k
    assert (k, type(k)) == (3, int)


@pytest.mark.parametrize(
    ("shape", "given"),
    [
        (AskBody, {"question": "a" * MAX_QUESTION_CHARACTERS, "k": MAX_QUOTES}),
        (AskBody, {"question": "a", "history": ["b"] * MAX_HISTORY}),
        (AskBody, {"question": "a", "source": ["b"] * MAX_NAMES}),
        (SearchBody, {"query": "a", "k": MAX_SERVED_RESULTS}),
    ],
)
def test_a_limit_is_within(shape: type[BaseModel], given: dict[str, Any]) -> None:
    assert checked(shape, given)
    [name] = [name for name in ("history", "source", "k") if name in given]
    over = given[name] + (["b"] if isinstance(given[name], list) else 1)
    with pytest.raises(InvalidRequest, match=f"^{name} is"):
        checked(shape, {**given, name: over})


@given(st.dictionaries(NAMES, ANYTHING, max_size=6))
def test_anything_is_taken_or_refused_in_one_short_line(arguments: dict[str, Any]) -> None:
    for shape in (AskBody, SearchBody, ArticleBody, AskQuery):
        try:
            taken = checked(shape, arguments)
        except InvalidRequest as error:
            line = str(error)
            assert line.isascii()
            assert line.isprintable()
            assert len(line) < 300
        else:
            assert set(arguments) <= set(shape.model_fields)
            assert taken.model_fields_set == set(arguments)


@pytest.mark.parametrize("name", ["a\nb", "\u202ea", "\x1b[31m", "\ud800", "x" * 10_000])
def test_a_hostile_name_cannot_break_the_line(name: str) -> None:
    with pytest.raises(InvalidRequest) as error:
        checked(AskBody, {"question": "a", name: name})
    assert str(error.value).isprintable()
    assert len(str(error.value)) < 300
