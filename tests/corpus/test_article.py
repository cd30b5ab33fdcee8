from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.article import clean_body, to_article
from assistant.corpus.draft import Draft
from assistant.corpus.encoding import clean_text
from assistant.corpus.unreadable import Unreadable


@pytest.mark.parametrize("text", ["", " \n ", "...", "\u200b", "\x00"])
def test_no_text_is_no_article(text: str) -> None:
    with pytest.raises(Unreadable, match="empty"):
        to_article(Draft(text=text), "a.txt", "a")


def test_a_title_is_one_line_of_some_length() -> None:
    found = to_article(Draft(text="Words.", title=" A\n title\x00 " + "x " * 400), "a.txt", "a")
    assert found.title.startswith("A title x x")
    assert len(found.title) <= 300


def test_a_first_sentence_is_a_title() -> None:
    text = "The bridge was closed on Friday. Nobody had been told of it before."
    assert to_article(Draft(text=text), "a.txt", "a").title == "The bridge was closed on Friday."


def test_a_basis_needs_a_date() -> None:
    found = to_article(Draft(text="Words.", published_basis="page"), "a.txt", "a")
    assert found.published_basis == "unknown"


@given(st.text(st.sampled_from("ab \n\r\t\f\u00a0e\u0301\x00."), max_size=80))
def test_paragraphs_are_slices_of_the_text(text: str) -> None:
    body = clean_body(text)
    assert clean_body(body) == body
    assert all(paragraph in clean_text(text) for paragraph in body.split("\n\n"))
    assert "\n\n\n" not in body
