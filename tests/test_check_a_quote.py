"""The page on checking a quote: its commands run, and its program finds an altered quote."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "check-a-quote.md").read_text(encoding="utf-8")
BLOCKS: list[tuple[str, str]] = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.S | re.M)
COMMANDS = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]
[PROGRAM] = [block for kind, block in BLOCKS if kind == "python"]


@pytest.fixture(scope="module")
def place(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of its own, with the program of the page."""
    folder = tmp_path_factory.mktemp("check")
    shutil.copytree(workspace / "corpus", folder / "corpus")
    shutil.copytree(workspace / "index", folder / "index")
    (folder / "cleaned").mkdir()
    (folder / "check.py").write_text(PROGRAM, encoding="utf-8")
    return folder


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command, _, target = line.partition(" > ")
    program, *arguments = shlex.split(command)
    start = ["-m", "assistant"] if program == "newsquote" else ["-W", "error"]
    assert program in ("newsquote", "python")
    done = subprocess.run(
        [sys.executable, *start, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
        capture_output=True,
        timeout=240,
    )
    if target:
        (folder / target).write_text(done.stdout, encoding="utf-8")
    return done


def test_the_commands_of_the_page_run_in_their_order(place: Path) -> None:
    assert len(COMMANDS) == 8
    for line in COMMANDS:
        done = run(line, place)
        assert done.returncode == 0, (line, done.stdout, done.stderr)
        assert done.stdout.strip()


def quoted() -> dict[str, Any]:
    """A hand-made quote of a hand-made article: the program needs nothing of newsquote."""
    text = "The ferry sank.\n\nAll “42” aboard were saved, the harbour said. Nobody was hurt."
    start, end = text.index("All"), text.index(" Nobody")
    words = text[start:end]
    selectors = [
        {"type": "TextQuoteSelector", "exact": words, "prefix": "sank.\n\n", "suffix": " Nobody"},
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    number = text.index("42")
    quote = {
        "rank": 1, "text": words, "start": start, "end": end, "article": {"sha256": sha256},
        "highlights": [[number, number + 2]], "receipt": {"selectors": selectors},
    }  # fmt: skip
    return {"text": text, "answer": {"quotes": [quote], "nearest": []}}


def check(folder: Path, answer: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    (folder / "answer.json").write_text(json.dumps(answer), encoding="utf-8")
    (folder / "check.py").write_text(PROGRAM, encoding="utf-8")
    return run("python check.py answer.json articles", folder)


@pytest.mark.parametrize("kind", ["jsonl", "txt"])
def test_a_right_quote_is_right_by_its_position(tmp_path: Path, kind: str) -> None:
    made = quoted()
    (tmp_path / "articles").mkdir()
    line = json.dumps({"text": made["text"]}) if kind == "jsonl" else made["text"]
    (tmp_path / "articles" / f"a.{kind}").write_bytes(line.encode())
    done = check(tmp_path, made["answer"])
    assert (done.returncode, done.stdout[:24]) == (0, "right by its position 1 "), done.stderr


def test_in_a_file_with_furniture_the_words_are_found(tmp_path: Path) -> None:
    made = quoted()
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("Menu\n\n" + made["text"], encoding="utf-8")
    assert check(tmp_path, made["answer"]).stdout.startswith("right by its words 1")
    made["answer"]["quotes"][0]["text"] += "!"
    assert check(tmp_path, made["answer"]).returncode == 1


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("text",), "All “43” aboard were saved, the harbour said."),
        (("start",), 16),
        (("highlights",), [[0, 3]]),
        (("receipt", "selectors", 0, "exact"), "All"),
        (("receipt", "selectors", 0, "prefix"), "sunk.\n\n"),
        (("receipt", "selectors", 0, "suffix"), " nobody"),
        (("receipt", "selectors", 1, "end"), 18),
    ],
)
def test_an_altered_quote_is_wrong(tmp_path: Path, path: tuple[Any, ...], value: Any) -> None:
    made = quoted()
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.jsonl").write_text(json.dumps({"text": made["text"]}))
    holder = made["answer"]["quotes"][0]
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    done = check(tmp_path, made["answer"])
    assert (done.returncode, done.stdout[:5]) == (1, "WRONG"), done.stderr
