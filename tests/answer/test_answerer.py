from __future__ import annotations

import pytest

from assistant.answer.answerer import passages_to_read
from assistant.answer.question import understand
from assistant.settings import (
    EVENT_PASSAGES,
    FEW_QUOTES,
    MAX_QUOTES,
    MOST_READ_PASSAGES,
    READ_PASSAGES,
)


@pytest.mark.parametrize(
    ("question", "quotes", "passages"),
    [
        ("Who opened the market?", 1, READ_PASSAGES),
        ("Who opened the market?", 5, READ_PASSAGES),
        ("Who opened the market?", FEW_QUOTES + 2, FEW_QUOTES + 2),
        ("Who opened the market?", MAX_QUOTES, MOST_READ_PASSAGES),
        ("When did the market open?", 5, EVENT_PASSAGES),
        ("When did the market open?", 7, EVENT_PASSAGES),
        ("When did the market open?", 10, 10),
        ("How many times did the market open?", 5, EVENT_PASSAGES),
    ],
)
def test_more_passages_are_read_for_more_quotes_and_where_several_events_may_answer(
    question: str, quotes: int, passages: int
) -> None:
    assert passages_to_read(understand(question), quotes) == passages
