from __future__ import annotations

from assistant.answer.examples import example_questions
from tests.answer.newsroom import NEWS, article


def test_questions_come_from_what_sentences_tell() -> None:
    reports = (
        article("On Monday President Ada Brook visited Harbour City. Carl Stone said he knew Ada."),
        article("Carl Stone left Hill Town without a word of when. Carl Stone said nothing."),
    )
    assert list(example_questions(reports)) == [
        "When did Ada Brook visit Harbour City?",
        "What did Carl Stone say about Ada?",
    ]


def test_the_same_articles_give_the_same_questions() -> None:
    found = list(example_questions(NEWS))
    assert found == list(example_questions(NEWS))
    assert "When did Kim Jong-un meet Vladimir Putin?" in found


def test_no_articles_no_questions() -> None:
    assert list(example_questions(())) == []
