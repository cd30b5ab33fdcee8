"""The command line, run as a user runs it: in a process, by its streams and exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from tests.conftest import ROOT

COMMANDS = ("index", "ask", "search", "read", "verify", "eval", "serve", "mcp")
Newsquote = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def newsquote(workspace: Path) -> Newsquote:
    def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "assistant", *arguments],
            cwd=workspace,
            input=stdin,
            env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "120"},
            text=True,
            capture_output=True,
            timeout=240,
        )

    return run


def objects(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def refusal(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    [line] = done.stderr.splitlines()
    return line


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(newsquote: Newsquote, command: str) -> None:
    done = newsquote(command, "--help")
    assert done.returncode == 0
    assert command in done.stdout


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"newsquote {command}" in readme for command in COMMANDS)


def test_version(newsquote: Newsquote) -> None:
    assert newsquote("--version").stdout.startswith("newsquote 0.")


def test_an_unchanged_corpus_is_not_built_again(newsquote: Newsquote, workspace: Path) -> None:
    manifest = (workspace / "index" / "manifest.json").read_bytes()
    done = newsquote("index")
    assert "0 added, 0 changed, 0 removed" in done.stdout
    assert (workspace / "index" / "manifest.json").read_bytes() == manifest


def test_ask_prints_the_answer_of_the_schema(newsquote: Newsquote) -> None:
    [answer] = objects(newsquote("ask", "when did Kim visit China", "-k", "3", "--json").stdout)
    assert answer["schema"] == "newsquote/answer/1"
    assert answer["status"] == "answered"
    assert 1 <= len(answer["quotes"]) <= 3
    assert answer["quotes"][0]["rank"] == 1


def test_ask_prints_quotes_with_citations(newsquote: Newsquote) -> None:
    printed = newsquote("ask", "when did Kim visit China", "-k", "1").stdout
    assert printed.startswith("1. “")
    assert "% sure" in printed


def test_an_unanswerable_question_is_done_not_failed(newsquote: Newsquote) -> None:
    done = newsquote("ask", "What is the boiling point of tungsten?", "--json")
    assert done.returncode == 0
    [answer] = objects(done.stdout)
    assert answer["status"] == "no_answer"
    assert answer["quotes"] == []
    assert answer["nearest"]


def test_dates_limit_the_answer(newsquote: Newsquote) -> None:
    asked = ("search", "Kim Jong-un in Beijing", "--json")
    [found] = objects(newsquote(*asked, "--since", "2019-01-01", "--until", "2019-12-31").stdout)
    assert found["hits"]
    assert {hit["article"]["published"][:4] for hit in found["hits"]} == {"2019"}


def test_languages_limit_the_answer_and_the_search(newsquote: Newsquote) -> None:
    asked = "when did Kim visit China"
    [answer] = objects(newsquote("ask", asked, "--json", "--language", "en").stdout)
    assert answer["interpretation"]["language"] == ["en"]
    assert answer["quotes"]
    [answer] = objects(newsquote("ask", asked, "--json", "--language", "tlh").stdout)
    assert (answer["status"], answer["nearest"]) == ("no_answer", [])
    [found] = objects(newsquote("search", asked, "--json", "--language", "tlh").stdout)
    assert found["hits"] == []


def test_a_search_finds_what_an_assistant_finds(newsquote: Newsquote, workspace: Path) -> None:
    history = ["When did Kim visit China?"]
    line = json.dumps({"question": "and to Russia?", "history": history, "asked": "2019-05-01"})
    [found] = objects(newsquote("search", "--questions", "-", "--json", stdin=line).stdout)
    with Assistant.open(workspace / "index") as desk:
        hits = desk.search("and to Russia?", history=history, asked="2019-05-01")
        read = desk.understand("and to Russia?", history, "2019-05-01")
    assert found["hits"] == [hit.to_dict() for hit in hits]
    assert found["query"] == read.query


def test_a_file_of_questions_is_answered_line_by_line(newsquote: Newsquote) -> None:
    asked = ({"id": "a", "question": "When did Kim visit China?"}, {"id": 2, "question": "Who?"})
    lines = "\n".join(map(json.dumps, asked))
    answers = objects(newsquote("ask", "--questions", "-", "--json", stdin=lines).stdout)
    assert [answer["id"] for answer in answers] == ["a", "2"]
    found = objects(newsquote("search", "--questions", "-", "--json", stdin=lines).stdout)
    assert [hits["id"] for hits in found] == ["a", "2"]


def test_a_malformed_question_names_its_line(newsquote: Newsquote) -> None:
    done = newsquote("ask", "--questions", "-", "--json", stdin='{"question": "Who?"}\nnot json\n')
    assert "line 2" in refusal(done)
    assert done.stdout == ""


def test_read_prints_what_was_understood(newsquote: Newsquote, tmp_path: Path) -> None:
    text = "The bridge over the river opened on Friday."
    record = json.dumps({"text": text, "title": "Bridge", "date": "2024-05-03"})
    [article] = objects(newsquote("read", "-", "--json", stdin=record).stdout)
    assert article["published"] == "2024-05-03"
    assert article["published_basis"] == "metadata"
    (tmp_path / "empty.txt").write_text("")
    done = newsquote("read", str(tmp_path), "--json")
    assert done.returncode == 0
    assert "empty.txt" in done.stderr


def test_columns_of_a_table_can_be_named(newsquote: Newsquote, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(
        "kop,verhaal\nBridge,The bridge over the river opened on Friday after repairs.\n"
    )
    arguments = ("--field", "text=verhaal", "--field", "title=kop")
    [article] = objects(newsquote("read", str(table), *arguments, "--json").stdout)
    assert article["title"] == "Bridge"


def test_verify_checks_an_index_and_an_answer(newsquote: Newsquote, tmp_path: Path) -> None:
    assert newsquote("verify").stdout.startswith("verified: ")
    saved = tmp_path / "answer.json"
    saved.write_text(newsquote("ask", "when did Kim visit China", "--json").stdout)
    assert newsquote("verify", str(saved)).stdout.startswith("verified: ")
    answer = json.loads(saved.read_text())
    text = answer["quotes"][0]["text"]
    answer["quotes"][0]["text"] = ("X" if text[0] != "X" else "Y") + text[1:]
    saved.write_text(json.dumps(answer))
    done = newsquote("verify", str(saved))
    assert "problems found" in refusal(done)
    assert done.stdout


def test_verify_needs_no_index_where_the_files_are_given(
    newsquote: Newsquote, tmp_path: Path
) -> None:
    saved = tmp_path / "answer.json"
    saved.write_text(newsquote("ask", "when did Kim visit China", "--json").stdout)
    given = ("verify", str(saved), "--index", "missing", "--against")
    assert newsquote(*given, "corpus").stdout.startswith("verified: ")
    (tmp_path / "empty").mkdir()
    done = newsquote(*given, str(tmp_path / "empty"))
    assert "Ask again: newsquote ask --json" in refusal(done)
    assert "is not in" in done.stdout
    assert newsquote("verify", "--against", "corpus").returncode == 2


@pytest.mark.parametrize(
    ("form", "beginning"),
    [("markdown", "> "), ("json", '{"schema"'), ("bibtex", "@article{"), ("csl", '[{"id"')],
)
def test_an_answer_in_a_form_for_other_programs(
    newsquote: Newsquote, form: str, beginning: str
) -> None:
    done = newsquote("ask", "when did Kim visit China", "--format", form)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(beginning)


@pytest.mark.parametrize("command", ["chat", "ask"])
def test_one_question_after_another_leans_on_those_before(
    newsquote: Newsquote, command: str
) -> None:
    asked = "when did Kim visit China\n?\nand to Russia?\n\nnever asked\n"
    done = newsquote(command, "-k", "1", stdin=asked)
    assert done.returncode == 0, done.stderr
    answers = done.stdout.split("How sure is this?")
    assert answers[0].startswith("1. “")
    assert "This is no question in words." in answers[1]
    assert "Read as: when did Kim visit Russia" in answers[1]
    assert "never" not in done.stdout


def test_a_question_that_is_refused_does_not_end_the_conversation(newsquote: Newsquote) -> None:
    done = newsquote("chat", stdin=f"{'long ' * 200}\n?\n")
    assert done.returncode == 0
    assert "Shorten it" in done.stderr
    assert done.stdout.startswith("This is no question in words.")


@pytest.mark.parametrize(
    "arguments",
    [
        ("search",),
        ("ask", "who", "--questions", "-"),
        ("ask", "who", "--since", "yesterday"),
        ("serve", "--port", "99999"),
        ("nonsense",),
    ],
)
def test_wrong_usage_exits_with_two(newsquote: Newsquote, arguments: tuple[str, ...]) -> None:
    done = newsquote(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ask", "who", "--index", "missing"), "newsquote index"),
        (("search", "who", "--index", "missing"), "newsquote index"),
        (("verify", "--index", "missing"), "newsquote index"),
        (("serve", "--index", "missing"), "newsquote index"),
        (("index", "missing"), "missing"),
        (("read", "missing"), "missing"),
        (("verify", "missing.json"), "missing.json"),
        (("ask", "   "), "question"),
        (("ask", "who", "-k", "0"), "k"),
        (("ask", "who", "--since", "2020-01-02", "--until", "2020-01-01"), "2020-01-02"),
        (("read", "corpus", "--field", "colour=x"), "colour"),
    ],
)
def test_an_expected_failure_is_one_line(
    newsquote: Newsquote, arguments: tuple[str, ...], says: str
) -> None:
    assert says in refusal(newsquote(*arguments))
