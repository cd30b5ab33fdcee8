from __future__ import annotations

import json
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.questions_file import QuestionRecord
from assistant.assistant import Assistant
from assistant.evaluation.outcome import Outcome, best_score, measure
from assistant.evaluation.plain import to_plain
from assistant.evaluation.questions import EvalQuestion, parse_eval_questions
from assistant.evaluation.report import summarise
from assistant.models import Answer, Interpretation, Quote
from assistant.retriever import Retriever
from assistant.threshold import Threshold
from tests.answer.newsroom import BAKERY, NEWS, PUTIN, Shelf

CAN = EvalQuestion(QuestionRecord("Who?"), answers=("Ada",), articles=("a1",))
CANNOT = EvalQuestion(QuestionRecord("Who not?"))
AT_HALF = Threshold(0.5, 0.1, 0, 0, 0.0, 1.0)


def desk() -> Assistant:
    return Assistant(cast(Retriever, Shelf(NEWS)))


def outcomes() -> list[Outcome]:
    found = [Outcome(CAN, 0.9, 1, 1, 1, 1), Outcome(CAN, 0.6, 2, 0, 3, 0), Outcome(CAN, 0.3)]
    return [*found, Outcome(CANNOT, 0.7), *(Outcome(CANNOT, at / 100) for at in range(1, 19))]


def test_the_best_score_of_an_answer() -> None:
    read = Interpretation("who", "Who?")
    quotes = tuple(
        Quote(BAKERY, 0, 10, BAKERY.text[:10], score, receipt=None) for score in (0.2, 0.4)
    )
    assert best_score(Answer("Who?", read, quotes=quotes)) == 0.4
    assert best_score(Answer("Who?", read, nearest=quotes[:1])) == 0.2
    assert best_score(Answer("Who?", read)) == 0


def test_questions_are_judged_whether_or_not_they_are_shown() -> None:
    lines = (
        {"question": "How many loaves did the bakery sell?", "answers": ["1,200"],
         "articles": [BAKERY.title]},
        {"question": "When did Kim meet Putin?", "answers": ["April 25, 2019"],
         "articles": ["nowhere.txt"]},
        {"question": "Which vaccine did the laboratory in Geneva license?"},
    )  # fmt: skip
    asked = parse_eval_questions("\n".join(map(json.dumps, lines)))
    seen: list[tuple[int, int]] = []
    bread, meeting, vaccine = measure(desk(), asked, lambda done, total: seen.append((done, total)))
    assert (bread.quote, bread.named_quote, bread.passage, bread.named_passage) == (1, 1, 1, 1)
    assert bread.right
    assert meeting.quote > 0
    assert (meeting.named_quote, meeting.named_passage) == (0, 0)
    assert not vaccine.right
    assert 0 < vaccine.score < bread.score
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_the_score_does_not_depend_on_the_threshold_in_force() -> None:
    asked = parse_eval_questions('{"question": "When did Kim meet Putin?", "answers": ["2019"]}')
    strict = desk().at(Threshold(0.99, 0.1, 0, 0, 0.0, 1.0))
    assert measure(strict, asked) == measure(desk(), asked)
    assert strict.ask("When did Kim meet Putin?").status == "no_answer"


def test_the_filters_of_a_question_are_kept() -> None:
    fields = {"question": "When did Kim meet Putin?", "articles": [PUTIN.title]}
    [open_, shut] = measure(
        desk(),
        parse_eval_questions(
            f"{json.dumps(fields)}\n{json.dumps({**fields, 'until': '2018-12-31'})}"
        ),
    )
    assert open_.passage == 1
    assert shut.passage == 0


def test_figures_of_a_small_set() -> None:
    report = summarise(outcomes(), AT_HALF, 0.05)
    assert (report.answerable, report.unanswerable) == (3, 19)
    assert report.ranks is not None
    assert report.ranks.quote_1 == pytest.approx(1 / 3)
    assert report.ranks.quotes_3 == pytest.approx(2 / 3)
    assert report.ranks.passage_10 == pytest.approx(2 / 3)
    assert report.named_ranks is not None
    assert (report.ranks.n, report.named_ranks.n) == (3, 3)
    assert report.named_ranks.quotes_3 == pytest.approx(1 / 3)
    assert report.in_force.answered == pytest.approx(2 / 3)
    assert report.in_force.false == pytest.approx(1 / 19)
    assert (report.here.value, report.here.wrong, report.here.n) == (0.5, 1, 19)
    assert "0.053 (1 of 19; 95 % interval 0.1-26.0 %)" in to_plain(report)
    assert report.in_force.shown == pytest.approx(3 / 22)
    assert report.in_force.precision == pytest.approx(1 / 3)
    assert report.auroc_right == 1
    assert report.proposed is not None
    assert report.proposed.value == pytest.approx(0.7001)
    assert (report.proposed.wrong, report.proposed.n) == (0, 19)
    assert [cut.threshold for cut in report.cuts] == sorted({cut.threshold for cut in report.cuts})


def test_named_articles_are_counted_among_the_questions_that_name_some() -> None:
    words = EvalQuestion(QuestionRecord("Who?"), answers=("Ada",))
    report = summarise([Outcome(CAN, 0.9, 1, 1, 1, 1), Outcome(words, 0.8, 1)], AT_HALF, 0.5)
    assert report.named_ranks is not None
    assert (report.named_ranks.n, report.named_ranks.quote_1) == (1, 1.0)
    assert "named article" in to_plain(report)
    assert "named article" not in to_plain(summarise([Outcome(words, 0.8, 1)], AT_HALF, 0.5))


def test_too_few_questions_without_answer_say_how_many_it_takes() -> None:
    report = summarise(outcomes()[:-1], AT_HALF, 0.05)
    assert report.proposed is None
    assert report.needed == 19
    assert "needs at least 19 questions without answer; there are 18" in to_plain(report)


def test_only_questions_without_answer() -> None:
    report = summarise([Outcome(CANNOT, 0.2)], AT_HALF, 0.5)
    assert report.ranks is None
    assert report.in_force.answered is None
    assert report.auroc_answerable is None
    assert "1 question: 0 with an answer" in to_plain(report)


def test_only_questions_with_an_answer() -> None:
    report = summarise([Outcome(CAN, 0.2, 1)], AT_HALF, 0.5)
    assert report.in_force.false is None
    assert "needs at least 1 questions without answer; there are 0" in to_plain(report)


RANKS = st.integers(0, 3)
OUTCOMES = st.lists(
    st.builds(Outcome, st.just(CAN), st.floats(0, 1), RANKS, RANKS, RANKS, RANKS)
    | st.builds(Outcome, st.just(CANNOT), st.floats(0, 1)),
    min_size=1,
    max_size=60,
)  # fmt: skip


@given(OUTCOMES, st.sampled_from([0.05, 0.2, 0.5]))
def test_every_set_has_a_report_of_both_forms(found: list[Outcome], rate: float) -> None:
    report = summarise(found, AT_HALF, rate)
    data = json.loads(json.dumps(report.to_dict(), allow_nan=False))
    assert data["schema"] == "newsquote/evaluation/1"
    assert data["answerable"] + data["unanswerable"] == len(found)
    assert (data["proposed"] is None) == (data["unanswerable"] < data["needed"])
    if data["proposed"]:
        assert data["proposed"]["wrong"] / data["unanswerable"] <= rate
    assert all(line == line.rstrip() for line in to_plain(report).splitlines())
