from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import InvalidRequest
from assistant.ui.context import (
    MAX_MARKS,
    checked_request,
    checked_span,
    checked_spans,
    in_context,
)
from tests.ui.fake import FERRY, HOSTILE, MARKED, article


def test_the_quote_is_cut_out_of_its_article() -> None:
    start = FERRY.text.index(MARKED)
    found = in_context(FERRY, (start, start + len(MARKED)), [])
    assert [piece["mark"] for piece in found["pieces"]] == ["", "quote", ""]
    assert found["pieces"][1]["text"] == MARKED
    assert found["title"] == FERRY.title
    assert found["byline"] == "Harbour Gazette · Ada Quill · published 11 May 2021, from the page"
    assert found["link"] == FERRY.url
    assert found["language"] == FERRY.language


def test_a_hostile_address_is_no_link() -> None:
    assert in_context(HOSTILE, None, [])["link"] is None


@given(st.data())
def test_the_pieces_joined_are_the_article(data: st.DataObject) -> None:
    text = data.draw(st.text(min_size=1, max_size=40))
    bounds = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = bounds.filter(lambda span: span[0] < span[1])
    quote = data.draw(st.none() | spans)
    others = data.draw(st.lists(spans, max_size=4))

    pieces = in_context(article(text, "T"), quote, others)["pieces"]

    assert "".join(piece["text"] for piece in pieces) == text
    marks = [piece["mark"] for piece in pieces for _ in piece["text"]]
    for position, mark in enumerate(marks):
        if quote and quote[0] <= position < quote[1]:
            assert mark == "quote"
        else:
            covered = any(start <= position < end for start, end in others)
            assert mark == ("other" if covered else "")
    assert all(one["mark"] != other["mark"] for one, other in zip(pieces, pieces[1:], strict=False))


@pytest.mark.parametrize("span", [(0, 0), (5, 4), (-1, 3), (0, 10**9)])
def test_a_slice_outside_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(InvalidRequest, match="outside"):
        in_context(FERRY, span, [])
    with pytest.raises(InvalidRequest, match="outside"):
        in_context(FERRY, None, [span])


@pytest.mark.parametrize(
    "value", [None, 3, "01", [1], [1, 2, 3], [True, 2], ["0", "4"], [0.0, 4.0], {"a": 1}]
)
def test_a_span_of_another_shape_is_refused(value: Any) -> None:
    with pytest.raises(InvalidRequest):
        checked_span(value)
    with pytest.raises(InvalidRequest):
        checked_spans([value])


def test_too_many_spans_are_refused() -> None:
    assert checked_spans([[0, 1]] * MAX_MARKS) == [(0, 1)] * MAX_MARKS
    with pytest.raises(InvalidRequest):
        checked_spans([[0, 1]] * (MAX_MARKS + 1))
    with pytest.raises(InvalidRequest):
        checked_spans("[[0, 1]]")


@pytest.mark.parametrize("value", [None, [], "x", 1])
def test_a_request_is_an_object(value: Any) -> None:
    with pytest.raises(InvalidRequest):
        checked_request(value)
