from __future__ import annotations

import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from assistant.assistant import Assistant
from assistant.errors import InvalidRequest, NewsquoteError
from assistant.evaluation import feedback
from assistant.evaluation.feedback import record_feedback, verdict_line
from assistant.evaluation.outcome import measure
from assistant.evaluation.questions import parse_eval_questions
from assistant.evaluation.report import summarise
from assistant.models import Answer
from assistant.retriever import Retriever
from tests.answer.newsroom import BAKERY, NEWS, Shelf

Verdict = tuple[Answer, int | None, bool]

TODAY = date(2026, 5, 4)
DESK = Assistant(cast(Retriever, Shelf(NEWS)))
BREAD = DESK.ask("How many loaves did the bakery sell?")
VISIT = DESK.ask("when did Kim visit China")
NONE = DESK.ask("Which vaccine did the laboratory in Geneva license?")


def kept(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_a_right_quote_is_kept_with_its_slice_and_words() -> None:
    quote = BREAD.quotes[0]
    assert verdict_line(BREAD, 1, True, TODAY) == {
        "question": "How many loaves did the bakery sell?",
        "articles": [BAKERY.id],
        "gold": [[quote.start, quote.end]],
        "answers": ["1,200"],
    }


def test_a_wrong_quote_is_kept_by_its_slice_alone() -> None:
    second = VISIT.quotes[1]
    assert verdict_line(VISIT, 2, False, TODAY) == {
        "question": "when did Kim visit China",
        "articles": [second.article.id],
        "wrong": [[second.start, second.end]],
    }


def test_a_nearest_passage_may_answer_after_all() -> None:
    line = verdict_line(NONE, 1, True, TODAY)
    assert line["articles"] == [NONE.nearest[0].article.id]


@pytest.mark.parametrize(("answer", "answers"), [(NONE, True), (NONE, False), (VISIT, False)])
def test_nothing_here_answers(answer: Answer, answers: bool) -> None:
    line = verdict_line(answer, None, answers, TODAY)
    assert line == {"question": answer.question, "unanswerable": True}


def test_the_question_is_kept_as_it_stands_alone_with_its_filters() -> None:
    answer = DESK.ask(
        "and to Russia?", since="2018-01-01", source="Desk", language="en",
        history=["when did Kim visit China"],
    )  # fmt: skip
    line = verdict_line(answer, None, False, TODAY)
    assert line == {
        "question": "when did Kim visit Russia",
        "since": "2018-01-01",
        "source": ["Desk"],
        "language": ["en"],
        "unanswerable": True,
    }


def test_the_day_is_kept_where_the_question_depends_on_it() -> None:
    asked = date(2018, 6, 1)
    answer = DESK.ask("Where did Kim go last March?", asked=asked)
    line = verdict_line(answer, None, False, asked)
    assert line["asked"] == "2018-06-01"
    [question] = parse_eval_questions(json.dumps(line))
    again = DESK.ask(question.record.question, asked=question.record.asked)
    assert again.interpretation == answer.interpretation


@pytest.mark.parametrize("rank", [0, -1, 99, True, "1"])
def test_a_quote_that_was_not_shown_is_refused(rank: Any) -> None:
    with pytest.raises(InvalidRequest, match="There is no quote"):
        verdict_line(VISIT, rank, True, TODAY)


def test_a_verdict_that_says_nothing_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="Say which one"):
        verdict_line(VISIT, None, True, TODAY)
    read = replace(VISIT.interpretation, query="x" * 501)
    with pytest.raises(InvalidRequest, match="501 characters"):
        verdict_line(replace(VISIT, interpretation=read), 1, True, TODAY)


def test_lines_are_appended_for_the_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "feedback.jsonl"
    record_feedback(file, BREAD, 1, True, TODAY)
    record_feedback(file, NONE, None, True, TODAY)
    assert kept(file) == [
        verdict_line(BREAD, 1, True, TODAY),
        verdict_line(NONE, None, True, TODAY),
    ]
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_line_left_open_swallows_nothing(tmp_path: Path) -> None:
    file = tmp_path / "feedback.jsonl"
    file.write_text('{"question": "Who?"}', encoding="utf-8")
    record_feedback(file, BREAD, 1, True, TODAY)
    assert [line["question"] for line in kept(file)] == ["Who?", BREAD.question]


def test_writers_do_not_mix_their_lines(tmp_path: Path) -> None:
    file = tmp_path / "feedback.jsonl"
    verdicts: list[Verdict] = [
        (BREAD, 1, True), (VISIT, 1, False), (VISIT, 2, True), (NONE, None, True),
    ] * 25  # fmt: skip

    def record(verdict: Verdict) -> None:
        answer, rank, answers = verdict
        record_feedback(file, answer, rank, answers, TODAY)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(record, verdicts))
    wanted = sorted(json.dumps(verdict_line(*verdict, TODAY)) for verdict in verdicts)
    assert sorted(json.dumps(line) for line in kept(file)) == wanted


def test_the_file_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "feedback.jsonl"
    record_feedback(file, BREAD, 1, True, TODAY)
    before = file.read_bytes()
    monkeypatch.setattr(feedback, "MAX_FEEDBACK_BYTES", len(before) + 10)
    with pytest.raises(NewsquoteError, match="Move the file away"):
        record_feedback(file, BREAD, 1, True, TODAY)
    monkeypatch.setattr(feedback, "MAX_FEEDBACK_LINE_BYTES", 10)
    with pytest.raises(InvalidRequest, match="cannot be kept"):
        record_feedback(file, BREAD, 1, True, TODAY)
    assert file.read_bytes() == before


def test_a_file_that_cannot_be_written_is_not_named(tmp_path: Path) -> None:
    with pytest.raises(NewsquoteError, match="could not be kept") as refused:
        record_feedback(tmp_path / "secret" / "feedback.jsonl", BREAD, 1, True, TODAY)
    assert "secret" not in str(refused.value)


def outcome_of(*verdicts: Verdict) -> Any:
    lines = "\n".join(json.dumps(verdict_line(*verdict, TODAY)) for verdict in verdicts)
    [outcome] = measure(DESK, parse_eval_questions(lines))
    return outcome


def test_eval_judges_as_the_readers_did() -> None:
    assert outcome_of((VISIT, 1, True)).right
    assert not outcome_of((VISIT, 1, False), (VISIT, 2, True)).right
    assert outcome_of((VISIT, 1, False), (VISIT, 2, True)).quote == 2
    wrong = outcome_of((VISIT, 1, False))
    assert (wrong.known, wrong.marked_wrong, wrong.right) == (True, True, False)
    assert wrong.score == VISIT.quotes[0].score
    unknown = outcome_of((VISIT, 2, False))
    assert (unknown.known, unknown.marked_wrong) == (False, False)
    assert not outcome_of((NONE, None, True)).right


def test_a_wrong_first_quote_counts_against_the_threshold() -> None:
    lines = [
        verdict_line(BREAD, 1, True, TODAY),
        verdict_line(VISIT, 1, False, TODAY),
        {**verdict_line(VISIT, 2, False, TODAY), "id": "left out"},
    ]
    outcomes = measure(DESK, parse_eval_questions("\n".join(map(json.dumps, lines))))
    report = summarise(outcomes, DESK.threshold, 0.5)
    assert (report.answerable, report.unanswerable) == (1, 1)
    assert (report.marked_wrong, report.left_out) == (1, 1)
    assert report.here.wrong == 1
    assert sum(part.n for part in report.reliability) == 2
    assert report.proposed is not None
    assert report.proposed.value > VISIT.quotes[0].score
