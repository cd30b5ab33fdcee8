from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from typing import Any, cast

import pytest

from assistant.answer.check import check_answer
from assistant.answer.plain import to_plain
from assistant.assistant import Assistant
from assistant.errors import InvalidRequest
from assistant.retriever import Retriever
from tests.answer.newsroom import BAKERY, BEIJING, DALIAN, NEWS, Shelf


def desk(shelf: Shelf | None = None) -> Assistant:
    return Assistant(cast(Retriever, shelf or Shelf(NEWS)))


def test_kim_in_china_is_quoted_from_different_reports() -> None:
    answer = desk().ask("when did Kim visit China")
    assert answer.found
    assert {quote.article.id for quote in answer.quotes[:2]} == {BEIJING.id, DALIAN.id}
    assert answer.interpretation.kind == "when"


def test_a_question_beside_the_corpus_has_no_answer_but_the_nearest() -> None:
    answer = desk().ask("Which vaccine did the laboratory in Geneva license?")
    assert answer.status == "no_answer"
    assert answer.quotes == ()
    assert 1 <= len(answer.nearest) <= 3


def test_an_empty_corpus_has_no_answer() -> None:
    answer = desk(Shelf(())).ask("when did Kim visit China")
    assert (answer.status, answer.nearest) == ("no_answer", ())


def test_the_json_form_passes_its_check() -> None:
    opened = desk()
    data = json.loads(opened.ask("How many loaves did the bakery sell?", id="q1").to_json())
    assert data["id"] == "q1"
    assert data["schema"] == "newsquote/answer/1"
    assert [BAKERY.text[start:end] for start, end in data["quotes"][0]["highlights"]] == ["1,200"]
    assert check_answer(data, opened.article) == []


def test_filters_reach_the_search() -> None:
    answer = desk().ask("when did Kim visit China", since="2018-05-01", until=date(2018, 12, 31))
    assert {quote.article.id for quote in answer.quotes} == {DALIAN.id}
    assert answer.interpretation.since == date(2018, 5, 1)
    one = desk().ask("when did Kim visit China", source="Harbour Wire")
    assert {quote.article.id for quote in one.quotes} == {DALIAN.id}


def test_the_filters_that_held_are_named() -> None:
    read = desk().ask("when did Kim visit China", source="Desk", language=["en", " "])
    assert (read.interpretation.source, read.interpretation.language) == (("Desk",), ("en",))
    assert read.interpretation.to_dict()["source"] == ["Desk"]
    assert read.interpretation.to_dict()["language"] == ["en"]
    unfiltered = desk().ask("when did Kim visit China", source="", language=[])
    assert (unfiltered.interpretation.source, unfiltered.interpretation.language) == ((), ())


@pytest.mark.parametrize("filters", [{"source": "Nobody"}, {"language": "tlh"}])
def test_where_nothing_passes_the_answer_says_so(filters: dict[str, str]) -> None:
    answer = desk().ask("when did Kim visit China", **filters)  # type: ignore[arg-type]
    assert (answer.status, answer.nearest) == ("no_answer", ())
    [(name, value)] = filters.items()
    said = f"by {value}" if name == "source" else f"in the language {value}"
    assert f"Only articles {said} were searched." in to_plain(answer)
    assert f"Only articles {said} were searched." in answer.to_markdown()


def test_a_search_understands_as_an_answer_does() -> None:
    shelf = Shelf(NEWS)
    opened = desk(shelf)
    found = opened.search("and to Russia?", k=2, history=["when did Kim visit China"])
    assert len(found) == 2
    assert shelf.searched == [
        opened.understand("and to Russia?", ["when did Kim visit China"]).query
    ]
    assert opened.search("Kim in China", until="2018-12-31", source="Harbour Wire") == [
        hit for hit in opened.search("Kim in China") if hit.article.id == DALIAN.id
    ]
    assert opened.search("Kim", language="tlh") == []


def test_a_search_reads_unless_told_not_to() -> None:
    shelf = Shelf(NEWS)
    opened = desk(shelf)
    opened.search("when did Kim visit China")
    opened.search("when did Kim visit China", read=False)
    assert shelf.readers == [opened.reader, None]


@pytest.mark.parametrize("history", [(), ("when did Kim visit China",)])
def test_half_a_character_is_refused(history: tuple[str, ...]) -> None:
    for question, before in (("who \ud800?", history), ("who?", (*history, "\udfff"))):
        with pytest.raises(InvalidRequest, match="Not a text"):
            desk().ask(question, history=before)
        with pytest.raises(InvalidRequest, match="Not a text"):
            desk().search(question, history=before)


def test_a_moment_counts_as_its_day() -> None:
    answer = desk().ask("when did Kim visit China", since=datetime(2018, 5, 1, 12))
    assert answer.interpretation.since == date(2018, 5, 1)


def test_history_reaches_the_query() -> None:
    shelf = Shelf(NEWS)
    desk(shelf).ask("and to Russia?", history=["when did Kim visit China"])
    assert shelf.searched == ["when did Kim visit Russia"]


def test_a_quote_that_was_shown_tells_who_is_meant() -> None:
    shelf = Shelf(NEWS)
    shown = "Kim Jong-un met Vladimir Putin in Vladivostok on April 25, 2019."
    desk(shelf).ask("how long did they talk there?", history=["Who met Putin?", shown])
    assert "Vladivostok" in shelf.searched[0]


def test_a_question_for_reports_of_a_time_keeps_those_only() -> None:
    answer = desk().ask("What did articles from 2018 say about Kim in China?")
    assert {quote.article.id for quote in answer.quotes} <= {BEIJING.id, DALIAN.id}
    assert answer.interpretation.since == date(2018, 1, 1)
    assert answer.interpretation.until == date(2018, 12, 31)
    given = desk().ask("What did articles from 2018 say about Kim?", since="2019-01-01")
    assert (given.interpretation.since, given.interpretation.until) == (date(2019, 1, 1), None)


def test_the_day_of_asking_resolves_the_period() -> None:
    period = desk().ask("Where did Kim go last March?", asked="2018-06-01").interpretation.period
    assert period is not None
    assert (period.first, period.last) == (date(2018, 3, 1), date(2018, 3, 31))


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"question": " \n"}, "is empty"),
        ({"question": "x" * 3000}, "3000 characters"),
        ({"question": "who?", "k": 0}, "k is 0"),
        ({"question": "who?", "k": 51}, "k is 51"),
        ({"question": "who?", "k": True}, "k is True"),
        ({"question": "who?", "since": "May"}, "since is not a date: 'May'"),
        ({"question": "who?", "asked": "May"}, "asked is not a date: 'May'"),
        ({"question": "who?", "until": 2018}, "until is not a date: 2018"),
        ({"question": "who?", "since": "2019-01-02", "until": "2019-01-01"}, "after until"),
    ],
)
def test_a_bad_request_is_one_line(asked: dict[str, Any], problem: str) -> None:
    with pytest.raises(InvalidRequest, match=problem) as caught:
        desk().ask(**asked)
    assert "\n" not in str(caught.value)


def test_one_quote_when_one_is_wanted() -> None:
    assert len(desk().ask("when did Kim visit China", k=1).quotes) == 1


def test_examples_are_answered_and_the_same_each_time() -> None:
    opened = desk()
    examples = opened.examples(2)
    assert examples == opened.examples(2)
    assert len(examples) == len(set(examples)) <= 2
    assert all(opened.ask(question).found for question in examples)


def test_threads_share_one_assistant() -> None:
    opened = desk()
    questions = ["when did Kim visit China", "How many loaves did the bakery sell?"] * 8
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(opened.ask, questions))
    for question, answer in zip(questions, answers, strict=True):
        assert answer.question == question
        assert answer.quotes == opened.ask(question).quotes


def test_it_closes_its_retriever() -> None:
    shelf = Shelf(NEWS)
    with desk(shelf) as opened:
        assert opened.article(BAKERY.id) == BAKERY
        assert opened.article("none") is None
    assert shelf.closed
