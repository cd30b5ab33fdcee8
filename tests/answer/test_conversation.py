from __future__ import annotations

import pytest

from assistant.answer.conversation import is_question, turns


@pytest.mark.parametrize(
    "text",
    ["When did Kim visit China", "and to Russia", "Did it sink", "how many?", "What about Moon?",
     "in which year did it open", "The park reopened. Why was it shut?"],
)  # fmt: skip
def test_a_question(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    "text",
    ["When the ferry landed, Ada Brook cheered.", "Kim went to Beijing.", "Harbour news",
     "in 1998,"],
)  # fmt: skip
def test_no_question(text: str) -> None:
    assert not is_question(text)


def test_headings_stand_before_the_first_question_only() -> None:
    said = turns(["Ada Brook", "Early years", "Where was she born?", "in Northport"])
    assert [turn.form for turn in said] == ["topic", "topic", "question", "text"]
    assert [name.text for name in said[3].names] == ["Northport"]


def test_what_says_nothing_is_left_out() -> None:
    said = turns(["Who sank it?", " \n", "I don't know.", "No answer in this corpus."])
    assert [turn.text for turn in said] == ["Who sank it?"]


def test_keywords_and_texts_are_no_heading() -> None:
    assert [turn.form for turn in turns(["start of the ferry strike", "in May"])][0] == "question"
    assert turns(["Harbour news", "The ferry sank on Monday."])[0].form == "text"
    assert is_question("when did ferry.com close its office")
