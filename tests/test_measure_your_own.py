"""Every command and code block of docs/measure-your-own.md runs, in a workspace of its own."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.answer.threshold import SHIPPED_THRESHOLD, scorer_id
from assistant.assistant import Assistant
from assistant.evaluation.outcome import measure
from assistant.evaluation.questions import parse_eval_questions
from assistant.evaluation.report import summarise
from assistant.index.threshold import store_threshold
from assistant.index.verify import verify_index
from assistant.reader.passage_reader import shipped_reader
from assistant.threshold import Threshold
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "measure-your-own.md").read_text(encoding="utf-8")
QUESTIONS = (ROOT / "docs" / "questions.jsonl").read_text(encoding="utf-8")
QUESTIONS_FILE = "docs/questions.jsonl"
FEEDBACK_FILE = "feedback.jsonl"
BOXES = "How many boxes of remains did North Korea hand over?"
MEASURED = Threshold(1.0, 0.1, 20, 0, 0.0, 0.1684, "measured on this index")
BLOCKS: list[tuple[str, str]] = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.S | re.M)
# Each question takes its time: as many as the page's rate of .1 needs, and some with an answer.
SHORT = "\n".join([*QUESTIONS.splitlines()[:4], *QUESTIONS.splitlines()[-9:]])


@pytest.fixture(scope="module")
def desk(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory whose index this module may write to."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(workspace / "index", folder / "index")
    (folder / "docs").mkdir()
    (folder / "docs" / "questions.jsonl").write_text(SHORT, encoding="utf-8")
    return folder


def run(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        input=stdin,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "120"},
        text=True,
        capture_output=True,
        timeout=240,
    )


def evaluate(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return run(folder, "-m", "assistant", "eval", *arguments, stdin=stdin)


def printed(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    [line] = done.stdout.splitlines()
    report: dict[str, Any] = json.loads(line)
    return report


def refusal(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()[-1]


def lines(language: str) -> list[str]:
    return [line for kind, block in BLOCKS if kind == language for line in block.splitlines()]


def test_the_lines_shown_are_those_of_the_file() -> None:
    assert set(lines("json")) <= set(QUESTIONS.splitlines())


def test_every_field_is_explained() -> None:
    for question in parse_eval_questions(QUESTIONS):
        assert question.unknown == ()
    explained = set(re.findall(r"`(\w+)`", PAGE))
    assert {"question", "answers", "articles", "gold", "url", "wrong", "unanswerable"} <= explained


@pytest.mark.slow
def test_the_commands_run_in_turn(desk: Path) -> None:
    commands = [line for line in lines("sh") if not line.endswith(FEEDBACK_FILE)]
    assert len(commands) == 6
    for command in commands:
        program, *arguments = shlex.split(command)
        assert program == "newsquote"
        done = run(desk, "-m", "assistant", *arguments)
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()
    assert (desk / "curves.png").read_bytes().startswith(b"\x89PNG")
    (desk / "index" / "threshold.json").unlink()


def test_what_readers_said_is_measured(desk: Path) -> None:
    [script] = (block for kind, block in BLOCKS if kind == "python" and "record_feedback" in block)
    done = run(desk, "-W", "error", "-c", script)
    assert done.returncode == 0, done.stderr
    said = [json.loads(line) for line in (desk / FEEDBACK_FILE).read_text().splitlines()]
    assert [sorted({"gold", "wrong", "unanswerable"} & set(line)) for line in said] == [
        ["gold"], ["wrong"], ["unanswerable"],
    ]  # fmt: skip
    [command] = (line for line in lines("sh") if line.endswith(FEEDBACK_FILE))
    report = printed(run(desk, "-m", "assistant", *shlex.split(command)[1:], "--json"))
    assert (report["answerable"], report["unanswerable"]) == (1, 1)
    assert report["ranks"]["quote_1"] == 1.0
    # The reader changes their mind: the quote that comes first does not answer.
    first = said[0]
    taken_back = {"question": first["question"], "articles": first["articles"],
                  "wrong": first["gold"]}  # fmt: skip
    with (desk / FEEDBACK_FILE).open("a") as file:
        file.write(json.dumps(taken_back) + "\n")
    done = evaluate(desk, FEEDBACK_FILE)
    assert done.returncode == 0, done.stderr
    assert "fields not used" not in done.stderr
    assert "2 questions: 0 with an answer, 2 that should not be answered" in done.stdout
    assert "1 of these for a first quote that was marked wrong" in done.stdout


def test_the_script_runs(desk: Path) -> None:
    [script] = (block for kind, block in BLOCKS if kind == "python" and "summarise" in block)
    done = run(desk, "-W", "error", "-c", script)
    assert done.returncode == 0, done.stderr
    assert "Threshold(" in done.stdout


def test_a_stored_threshold_decides_while_it_fits(desk: Path) -> None:
    scorer = scorer_id(shipped_reader().name)
    stored = store_threshold(desk / "index", MEASURED, scorer, date(2026, 5, 4))
    with Assistant.open(desk / "index") as opened:
        assert (opened.threshold, opened.threshold_note) == (MEASURED, None)
        assert opened.ask(BOXES).threshold == MEASURED
        assert not opened.ask(BOXES).found
    done = run(desk, "-m", "assistant", "ask", BOXES, "--json")
    assert json.loads(done.stdout)["threshold"] == MEASURED.to_dict()

    stored.write_text(json.dumps({**json.loads(stored.read_text()), "scorer": "another"}))
    done = run(desk, "-m", "assistant", "ask", BOXES, "--json")
    assert json.loads(done.stdout)["threshold"] == SHIPPED_THRESHOLD.to_dict()
    assert "another scorer" in done.stderr

    stored.write_text("{")
    assert not verify_index(desk / "index", sample=0).ok
    stored.unlink()
    assert verify_index(desk / "index", sample=0).ok
    with Assistant.open(desk / "index") as opened:
        assert (opened.threshold, opened.threshold_note) == (SHIPPED_THRESHOLD, None)


@pytest.mark.slow
def test_the_sample_is_found(desk: Path) -> None:
    questions = parse_eval_questions(QUESTIONS)
    with Assistant.open(desk / "index") as opened:
        report = summarise(measure(opened, questions), opened.threshold, 0.05)
    assert (report.answerable, report.unanswerable) == (16, 20)
    assert report.ranks is not None
    assert report.named_ranks is not None
    assert report.named_ranks.n == 4
    # Nearly every answer of these small reports is among ten passages.
    assert report.ranks.passage_10 > 0.8
    assert report.auroc_answerable is not None
    assert report.auroc_answerable > 0.7


def test_too_few_questions_are_not_stored(desk: Path) -> None:
    few = "\n".join(QUESTIONS.splitlines()[15:18])
    done = evaluate(desk, "-", "--store", stdin=few)
    assert "needs at least 19 questions without answer; there are 2" in refusal(done)
    assert "needs at least 19" in done.stdout


def test_a_wrong_line_is_named_before_anything_is_asked(desk: Path) -> None:
    done = evaluate(desk, "-", stdin='{"question": "Who?"}\n{"question": "Who?", "answers": 3}\n')
    assert refusal(done).startswith("newsquote: line 2: answers must be a list")
    assert done.stdout == ""


def test_a_misspelt_field_is_noted(desk: Path) -> None:
    done = evaluate(desk, "-", "--json", stdin='{"question": "Who is Ri?", "anwsers": ["Ri"]}')
    assert "fields not used (lines): anwsers (1)" in done.stderr
    assert printed(done)["unanswerable"] == 1


def test_a_file_or_index_that_is_not_there(desk: Path) -> None:
    assert "none.jsonl" in refusal(evaluate(desk, "none.jsonl"))
    assert "No index at ./none" in refusal(evaluate(desk, QUESTIONS_FILE, "--index", "none"))


@pytest.mark.parametrize("rate", ["1", "nan"])
def test_a_rate_out_of_range_is_wrong_usage(desk: Path, rate: str) -> None:
    assert evaluate(desk, QUESTIONS_FILE, "--error-rate", rate).returncode == 2
