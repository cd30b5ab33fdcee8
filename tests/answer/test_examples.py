from __future__ import annotations

import pytest

from assistant.answer.examples import example_questions
from assistant.models import Article
from tests.answer.newsroom import NEWS, article

ECHO = article("Ada Brook and Jon Pell are known to all. So is the Tolby earthquake.", "Ada Brook")


def questions(*reports: Article) -> list[str]:
    return [example.question for example in example_questions(reports)]


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("On Monday President Ada Brook visited Tolby.", "When did Ada Brook visit Tolby?"),
        ("Ada Brook met Premier Jon Pell on May 2.", "When did Ada Brook meet Jon Pell?"),
        ("Ada Brook was elected on Sunday.", "When was Ada Brook elected?"),
        ("Ada Brook resigned on Friday.", "When did Ada Brook resign?"),
        ("Ada Brook won the Orvale Open in straight sets.", "Who won the Orvale Open?"),
        ("The Tolby earthquake killed 40 people.", "How many people died in the Tolby earthquake?"),
    ],
)  # fmt: skip
def test_questions_come_from_what_sentences_tell(told: str, asked: str) -> None:
    report = article(told)
    [example] = example_questions((report, ECHO))
    assert example.question == asked
    assert report.text[slice(*example.sentence)] == told


@pytest.mark.parametrize(
    "told",
    [
        "Ada Brook visited Harbour City.",
        "China Studies met Ada Brook on Monday.",
        "Ada Brook met Tolby leader Jon Pell on Monday.",
        "Ada Brook said on Monday that Jon Pell knew.",
        "On Monday Ilka Maron visited Harbour City.",
        "Ada Brook won Colorado on Monday.",
    ],
)
def test_what_nobody_would_ask_is_no_example(told: str) -> None:
    assert questions(article(told), ECHO) == []


def test_each_name_comes_once_before_one_comes_again() -> None:
    reports = (
        article("Ada Brook visited Harbour City on Monday. Ada Brook left Harbour City on Friday."),
        article("Jon Pell resigned on Friday, long after Ada Brook."),
    )
    assert questions(*reports, ECHO) == [
        "When did Ada Brook visit Harbour City?",
        "When did Jon Pell resign?",
        "When did Ada Brook leave Harbour City?",
    ]


def test_the_same_articles_give_the_same_questions() -> None:
    assert questions(*NEWS) == questions(*NEWS)
    assert "When did Kim Jong-un visit China?" in questions(*NEWS)


def test_no_articles_no_questions() -> None:
    assert questions() == []
