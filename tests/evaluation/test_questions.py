from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import InvalidRequest
from assistant.evaluation.questions import (
    parse_eval_question,
    parse_eval_questions,
    unknown_fields,
)
from assistant.models import Article, Quote

REPORT = Article("a1", "The mill burned. Ada Brook owned it.", "Fire", url="https://v.example/1")
OTHER = Article("a2", "Its owner, Ada Brook, wept.", "Tears", url="https://v.example/2")


def line(**fields: Any) -> str:
    return json.dumps({"question": "Who owned the mill?", **fields})


def quote(report: Article, text: str) -> Quote:
    start = report.text.index(text)
    return Quote(report, start, start + len(text), text, 0.5)


def test_the_fields_of_a_questions_file_are_kept() -> None:
    question = parse_eval_question(
        line(id=7, asked="2026-01-02", since="2025-01-01", history=["And?"], answers=["Ada Brook"])
    )
    assert question.record.id == "7"
    assert question.record.asked == date(2026, 1, 2)
    assert question.record.since == date(2025, 1, 1)
    assert question.record.history == ("And?",)


@pytest.mark.parametrize(
    ("fields", "answers", "articles"),
    [
        ({"answers": ["Ada", "Brook"]}, ("Ada", "Brook"), ()),
        ({"answer": "Ada"}, ("Ada",), ()),
        ({"answer": ["Ada"], "url": "u"}, ("Ada",), ("u",)),
        ({"articles": ["u", "v"], "article": "v"}, (), ("u", "v")),
    ],
)
def test_one_or_several(
    fields: dict[str, Any], answers: tuple[str, ...], articles: tuple[str, ...]
) -> None:
    question = parse_eval_question(line(**fields))
    assert (question.answers, question.articles) == (answers, articles)
    assert question.answerable


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"answers": []},
        {"url": None, "gold": [], "answer": [], "unanswerable": True},
        {"articles": ["the nearest"], "unanswerable": True},
    ],
)
def test_what_should_not_be_answered(fields: dict[str, Any]) -> None:
    question = parse_eval_question(line(**fields))
    assert not question.answerable
    assert not question.is_answered_by(quote(REPORT, "Ada Brook owned it."))


def test_words_count_anywhere_and_names_apart() -> None:
    question = parse_eval_question(line(answers=["Ada Brook"], articles=["https://v.example/1"]))
    assert question.is_answered_by(quote(REPORT, "Ada Brook owned it."))
    assert not question.is_answered_by(quote(REPORT, "The mill burned."))
    assert question.is_answered_by(quote(OTHER, OTHER.text))
    assert question.names(quote(REPORT, "The mill burned."))
    assert not question.names(quote(OTHER, OTHER.text))


def test_a_named_article_alone_is_enough() -> None:
    question = parse_eval_question(line(articles=["Fire"]))
    assert question.is_answered_by(quote(REPORT, "The mill burned."))
    assert not question.is_answered_by(quote(OTHER, OTHER.text))


def test_gold_slices_count_in_their_article_and_words_in_others() -> None:
    gold = [[REPORT.text.index("Ada"), len(REPORT.text)]]
    question = parse_eval_question(line(gold=gold, url="https://v.example/1", answer=["Ada Brook"]))
    assert question.is_answered_by(quote(REPORT, "owned it."))
    assert not question.is_answered_by(quote(REPORT, "The mill burned."))
    assert question.is_answered_by(quote(OTHER, OTHER.text))
    without_words = parse_eval_question(line(gold=gold, url="https://v.example/1"))
    assert not without_words.is_answered_by(quote(OTHER, OTHER.text))


def test_of_two_slices_the_likest_decides() -> None:
    ada, all_of_it = REPORT.text.index("Ada"), len(REPORT.text)
    question = parse_eval_question(
        line(gold=[[ada, all_of_it]], wrong=[[0, all_of_it]], articles=["a1"])
    )
    assert question.is_answered_by(quote(REPORT, "Ada Brook owned it."))
    assert not question.is_answered_by(quote(REPORT, REPORT.text))
    assert question.is_marked_wrong(quote(REPORT, "The mill burned."))


def test_beside_a_wrong_slice_the_words_still_count() -> None:
    question = parse_eval_question(
        line(wrong=[[0, 16]], articles=["a1"], answers=["Ada Brook", "burned"])
    )
    assert not question.is_answered_by(quote(REPORT, "The mill burned."))
    assert question.is_answered_by(quote(REPORT, "Ada Brook owned it."))
    assert question.is_answered_by(quote(OTHER, OTHER.text))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"answers": [1]}, "answers must be a list of strings"),
        ({"answers": {}}, "answers must be a list of strings"),
        ({"answers": False}, "answers must be a list of strings"),
        ({"answers": ["Ada", " "]}, "answers has an empty string"),
        ({"articles": [["u"]]}, "articles must be"),
        ({"gold": [[3]], "url": "u"}, "gold must be"),
        ({"gold": [[3, 2]], "url": "u"}, "gold must be"),
        ({"gold": "0-3", "url": "u"}, "gold must be"),
        ({"gold": [[0, 3]]}, "no url"),
        ({"wrong": [[3]], "url": "u"}, "wrong must be"),
        ({"wrong": [[0, 3]]}, "no url"),
        ({"unanswerable": "yes"}, "true or false"),
        ({"unanswerable": True, "answers": ["Ada"]}, "Remove one"),
        ({"question": " "}, "No question"),
        ({"since": "May"}, "since is not a date"),
    ],
)
def test_a_wrong_line_is_named_in_one_line(fields: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidRequest, match=says) as refused:
        parse_eval_questions(f"{line()}\n\n{line(**fields)}\n")
    message = str(refused.value)
    assert message.startswith("line 3: ")
    assert "\n" not in message


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="no question"):
        parse_eval_questions("\n \n")


def test_a_byte_order_mark_is_no_part_of_the_line() -> None:
    assert len(parse_eval_questions("\ufeff" + line())) == 1


def test_a_misspelt_field_is_reported() -> None:
    questions = parse_eval_questions("\n".join([line(anwsers=["Ada"]), line(anwsers=[], why="")]))
    assert unknown_fields(questions) == [("anwsers", 2), ("why", 1)]


@given(
    st.lists(st.text(min_size=1).filter(str.strip), max_size=4),
    st.lists(st.text(min_size=1).filter(str.strip), max_size=4),
)
def test_answers_and_articles_survive_the_file(answers: list[str], articles: list[str]) -> None:
    [question] = parse_eval_questions(line(answers=answers, articles=articles))
    assert question.answers == tuple(dict.fromkeys(answers))
    assert question.articles == tuple(dict.fromkeys(articles))
    assert question.answerable == bool(answers or articles)
