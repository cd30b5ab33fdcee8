from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.questions_file import QuestionRecord, parse_question
from assistant.errors import InvalidRequest


def test_a_full_line() -> None:
    line = (
        '{"id": 7, "question": "and to Russia?", "asked": "2019-05-01", "since": "2018-01-01", '
        '"until": "2019-12-31", "history": ["when did Kim visit China"], "source": "Post", '
        '"language": ["en", "fr"], "more": 1}'
    )
    assert parse_question(line) == QuestionRecord(
        "and to Russia?", "7", date(2019, 5, 1), date(2018, 1, 1), date(2019, 12, 31),
        ("when did Kim visit China",), ("Post",), ("en", "fr"),
    )  # fmt: skip


def test_a_question_alone() -> None:
    assert parse_question('{"question": "who?", "since": null}') == QuestionRecord("who?")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("who?", "Not a line of JSON"),
        ('["who?"]', "Not a JSON object"),
        ("{}", "No question"),
        ('{"question": "  "}', "No question"),
        ('{"question": 3}', "No question"),
        ('{"question": "q", "id": [1]}', "id must be a string"),
        ('{"question": "q", "id": true}', "id must be a string"),
        ('{"question": "q", "since": "May"}', "since is not a date: 'May'"),
        ('{"question": "q", "until": 2018}', "until is not a date: 2018"),
        ('{"question": "q", "history": "before"}', "history must be a list"),
        ('{"question": "q", "history": [1]}', "history must be a list"),
        ('{"question": "q", "source": 1}', "source must be a list"),
        ('{"question": "q", "language": [null]}', "language must be a list"),
    ],
)
def test_a_bad_line_is_named(line: str, problem: str) -> None:
    with pytest.raises(InvalidRequest, match=problem) as caught:
        parse_question(line)
    assert "\n" not in str(caught.value)


@given(st.text(min_size=1).filter(str.strip), st.lists(st.text(), max_size=3))
def test_what_is_written_is_read(question: str, history: list[str]) -> None:
    line = json.dumps({"question": question, "history": history})
    assert parse_question(line) == QuestionRecord(question, history=tuple(history))


@given(st.text())
def test_any_line_is_read_or_refused(line: str) -> None:
    try:
        parse_question(line)
    except InvalidRequest as error:
        assert str(error)
