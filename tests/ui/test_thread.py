from __future__ import annotations

import logging

import pytest

from assistant.errors import InvalidRequest
from assistant.ui import thread
from tests.ui.fake import QUOTES, FakeDesk
from tests.ui.markup import find, text_of


def test_earlier_questions_go_along_and_failed_ones_do_not() -> None:
    desk = FakeDesk()
    turns: thread.Thread = ()
    for question in ("When did the ferry land?", "a refused one", "And then?"):
        turns = thread.ask(desk, turns, question)
    first, second = (quote.text for quote in QUOTES[: thread.HISTORY_QUOTES])
    assert desk.asked[-1] == ("And then?", ("When did the ferry land?", first, second))
    assert [turn.number for turn in turns] == [1, 2, 3]
    assert [turn.answered for turn in turns] == [True, False, True]


def test_only_the_last_turns_go_along() -> None:
    turns: thread.Thread = ()
    for number in range(thread.HISTORY_TURNS + 2):
        turns = thread.ask(FakeDesk(), turns, f"question {number}?")
    assert thread.history(turns)[0] == "question 2?"
    assert len(thread.history(turns)) == thread.HISTORY_TURNS


def test_an_expected_failure_is_one_line_in_the_thread() -> None:
    (turn,) = thread.ask(FakeDesk(), (), "a refused one")
    (line,) = find(turn.html, "p", role="alert")
    assert text_of(line) == "The question is refused: a refused one"


def test_a_defect_is_logged_and_hides_its_details(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        (turn,) = thread.ask(FakeDesk(), (), "a broken one")
    assert "/secret/path" not in turn.html
    assert thread.UNEXPECTED in text_of(next(find(turn.html, "p", role="alert")))
    assert "/secret/path" in caplog.text


def test_the_oldest_turns_leave_a_long_thread() -> None:
    turns: thread.Thread = ()
    for number in range(thread.MAX_TURNS + 2):
        turns = thread.ask(FakeDesk(), turns, f"ferry {number}?")
    assert len(turns) == thread.MAX_TURNS
    assert turns[0].number == 3
    assert thread.next_number(turns) == thread.MAX_TURNS + 3


def test_the_newest_turn_comes_last() -> None:
    turns = thread.ask(FakeDesk(), (), "the first one?")
    html = thread.rendered(turns, "<p>waiting</p>")
    assert html.index("the first one?") < html.index("waiting")


@pytest.mark.parametrize("question", [None, 3, [], {"a": 1}, "", "  \n ", "x" * 11])
def test_questions_of_another_shape_are_refused(question: object) -> None:
    with pytest.raises(InvalidRequest):
        thread.checked_question(question, 10)


def test_blanks_around_a_question_go() -> None:
    assert thread.checked_question("  who? ", 10) == "who?"
