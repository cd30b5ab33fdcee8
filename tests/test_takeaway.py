from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.check import check_answers
from assistant.assistant import Assistant
from assistant.bibtex import citation_key
from assistant.errors import InvalidRequest
from assistant.models import Answer, Interpretation
from assistant.retriever import Retriever
from assistant.takeaway import take_away
from tests.answer.newsroom import BEIJING, NEWS, Shelf
from tests.test_bibtex import parse

TODAY = date(2026, 5, 4)
DESK = Assistant(cast(Retriever, Shelf(NEWS)))
VISIT = DESK.ask("when did Kim visit China", since="2018-01-01", source=["Desk", "Harbour Wire"])
RUSSIA = DESK.ask("and to Russia?", history=["when did Kim visit China"])
NONE = DESK.ask("Which vaccine did the laboratory in Geneva license?")
NOWHERE = DESK.ask("when did Kim visit China", source="No_body")
THREAD = (VISIT, RUSSIA, NONE, NOWHERE, VISIT)
FORMS = ("markdown", "json", "bibtex", "csl")


def text(form: str, *answers: Answer) -> str:
    return take_away(answers, form, TODAY).text


def test_a_thread_as_markdown_has_each_question_as_a_heading() -> None:
    written = text("markdown", *THREAD)
    headings = [line for line in written.splitlines() if line.startswith("#")]
    assert headings[0] == "# 5 questions, 2026-05-04"
    assert headings[1:] == [f"## {answer.question}" for answer in THREAD]
    assert "- Read as: when did Kim visit Russia" in written
    assert "- Only published from 1 January 2018; by Desk, Harbour Wire" in written
    assert written.count("Not found in these articles.") == 2
    assert "Only articles by No\\_body were searched." in written
    for answer in THREAD:
        assert answer.to_markdown() in written


def test_one_answer_as_markdown_needs_no_other_heading() -> None:
    written = text("markdown", VISIT)
    assert written.startswith("## when did Kim visit China\n\n- Only published")
    assert "# 1" not in written


def test_the_json_of_a_thread_is_checked_whole() -> None:
    written = text("json", *THREAD)
    assert json.loads(written) == [answer.to_dict() for answer in THREAD]
    quotes = sum(len(answer.quotes or answer.nearest) for answer in THREAD)
    assert check_answers(written, DESK.article) == (quotes, [])
    forged = written.replace('"rank": 1', '"rank": 2', 1)
    found = check_answers(forged, DESK.article)[1]
    assert [problem.split(":")[0] for problem in found] == ["answer 1"]
    # An answer a line, as the command line prints them, is the same to a check.
    lines = "\n".join(answer.to_json() for answer in THREAD)
    assert check_answers(lines, DESK.article) == (quotes, [])


def test_the_json_of_one_answer_is_that_answer() -> None:
    assert json.loads(text("json", VISIT)) == VISIT.to_dict()


def test_bibliographies_have_each_article_once() -> None:
    cited = {quote.article.id for answer in THREAD for quote in answer.quotes}
    entries = parse(text("bibtex", *THREAD))
    items = json.loads(text("csl", *THREAD))
    assert len(entries) == len(items) == len(cited)
    assert {item["id"] for item in items} == set(entries)
    assert citation_key(BEIJING) in entries
    # The key of an article is the same, whatever else is taken away with it.
    assert set(parse(text("bibtex", VISIT))) <= set(entries)
    for item in items:
        assert item["note"].count("“") == len(set(item["note"].split("\n")))


def test_a_thread_without_answers_has_empty_bibliographies() -> None:
    assert text("bibtex", NONE) == ""
    assert json.loads(text("csl", NONE, NOWHERE)) == []


def test_names_and_kinds_of_the_files() -> None:
    found = [take_away([VISIT], form, TODAY) for form in FORMS]
    stem = "newsquote-2026-05-04-when-did-kim-visit-china"
    assert [one.filename for one in found] == [
        f"{stem}.md", f"{stem}.json", f"{stem}.bib", f"{stem}.csl.json",
    ]  # fmt: skip
    assert [one.media_type.split("/")[0] for one in found] == ["text"] + ["application"] * 3
    assert take_away(THREAD, "json").filename == "newsquote-5-questions.json"


def test_what_cannot_be_taken_away() -> None:
    with pytest.raises(InvalidRequest, match="no answer"):
        take_away([], "json")
    with pytest.raises(InvalidRequest, match="Choose from markdown, json, bibtex, csl"):
        take_away([VISIT], "word")


@given(st.text(min_size=1, max_size=300), st.sampled_from(FORMS))
def test_any_question_makes_a_file_name_and_one_heading(question: str, form: str) -> None:
    read = Interpretation("what", " ".join(question.split()), source=(question,))
    answer = replace(VISIT, question=question, interpretation=read)
    taken = take_away([answer], form, TODAY)
    assert re.fullmatch(r"newsquote-2026-05-04(?:-[a-z0-9]+)*\.(?:md|json|bib|csl\.json)",
                        taken.filename)  # fmt: skip
    assert len(taken.filename) < 90
    if form == "markdown":
        headings = [line for line in taken.text.split("\n") if line.startswith("#")]
        assert len(headings) == 1
