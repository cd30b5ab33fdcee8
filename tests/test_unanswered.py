from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.answerer import answer_question
from assistant.answer.plain import to_plain
from assistant.answer.question import understand
from assistant.models import Answer, Interpretation
from assistant.reader.passage_reader import shipped_reader
from assistant.unanswered import unanswered
from tests.answer.newsroom import NEWS, hits


def asked(question: str) -> Answer:
    understood = understand(question)
    return answer_question(understood, hits(understood.query, NEWS), shipped_reader(), k=3)


@pytest.mark.parametrize("question", ["?", "...", "what is it", "!?"])
def test_what_asks_nothing_gets_one_plain_line(question: str) -> None:
    answer = asked(question)
    assert (answer.quotes, answer.nearest) == ((), ())
    [line] = to_plain(answer).splitlines()
    assert line.startswith("This is no question in words.")
    assert answer.to_markdown() == f"{line}\n"


@pytest.mark.parametrize("question", ["asdf", "qwx zzpl"])
def test_words_that_no_passage_has_get_one_plain_line(question: str) -> None:
    answer = asked(question)
    assert answer.nearest == ()
    [line] = to_plain(answer).splitlines()
    assert line == "Not found in these articles. None has a word of the question."


def test_a_question_of_something_else_gets_the_closest() -> None:
    answer = asked("Who bakes the bread of Mount Everest?")
    assert not answer.found and answer.nearest
    assert unanswered(answer) == "Not found in these articles. Closest:"


def test_filters_that_let_nothing_pass_are_named() -> None:
    read = Interpretation("who", "who won?", date(2018, 3, 1), words=("won",), source=("Desk",))
    assert unanswered(Answer("who won?", read)) == (
        "Not found in these articles. Only articles published from 1 March 2018; by Desk were "
        "searched."
    )
