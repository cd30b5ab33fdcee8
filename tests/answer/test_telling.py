from __future__ import annotations

import pytest

from assistant.answer.score import quoted
from assistant.answer.telling import is_heading, quotable
from tests.answer.newsroom import article
from tests.answer.test_event_date import scored

LEAST = quoted(0.5, 0.0)
TOLD = scored(article("The Orvale bridge was closed to lorries on May 2."), 0.6)
BESIDE = [
    "Ada Brook/Harbour Wire/AP A lorry waits at the Orvale bridge on May 2.",
    "Ada Brook, left, and Jon Pell wait at the Orvale bridge on May 2.",
    "Orvale bridge closed to lorries on May 2\n\nThe mayor of Orvale spoke to the press.",
]
MARKS = [
    "May 2, 2024 Updated May 3, 2024, 7:50 p.m. ET",
    "Video Ad Feedback The Orvale bridge on May 2 01:15 - Source: CNN",
    "Now playing Lorries at the Orvale bridge on May 2",
]


@pytest.mark.parametrize("text", [*BESIDE, *MARKS])
def test_what_is_reported_goes_before_what_stands_beside_it(text: str) -> None:
    assert quotable([scored(article(text), 0.9), TOLD], LEAST) == [TOLD]


@pytest.mark.parametrize("text", BESIDE)
def test_a_caption_or_heading_is_quoted_where_nothing_reported_answers(text: str) -> None:
    unlikely = scored(article("The mayor of Orvale spoke to the press."), 0.05)
    beside = scored(article(text), 0.9)
    assert quotable([beside, unlikely], LEAST) == [beside, unlikely]


@pytest.mark.parametrize("text", BESIDE)
def test_neither_is_the_nearest_where_nothing_answers(text: str) -> None:
    near = scored(article("The mayor of Orvale spoke to the press."), 0.05)
    assert quotable([scored(article(text), 0.1), near], LEAST) == [near]


@pytest.mark.parametrize("text", MARKS)
def test_a_page_mark_is_quoted_only_where_there_is_nothing_else(text: str) -> None:
    unlikely = scored(article("The mayor of Orvale spoke to the press."), 0.05)
    mark = scored(article(text), 0.9)
    assert quotable([mark, unlikely], LEAST) == [unlikely]
    assert quotable([mark], LEAST) == [mark]


def test_a_player_label_before_a_sentence_does_not_make_it_one() -> None:
    glued = scored(article("Ad Feedback 02:07 The Orvale bridge was closed on May 2."), 0.9)
    assert quotable([glued, TOLD], LEAST) == [glued, TOLD]


def test_a_line_of_a_list_is_no_heading() -> None:
    listed = article("Best loaf: Ada Brook\n\nBest roll: Jon Pell\n\nBest cake: Ilka Maron")
    assert not is_heading(scored(listed, 0.9).candidate)
    headed = article("Best loaf\n\nAda Brook won the prize for the best loaf in Tolby.")
    assert is_heading(scored(headed, 0.9).candidate)
