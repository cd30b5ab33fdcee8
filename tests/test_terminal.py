"""What the command line prints at a terminal: no text of a file can command it."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.hostile import KINDS

TEXT = "The ferry Aurora reached Northport on Sunday. It had left two days late."
TITLE_SET = "\x1b]0;planted\x07ferry"


def at_a_terminal(*arguments: str, cwd: Path) -> tuple[str, str]:
    """Return what the command writes to a terminal that is its stdout, and to its stderr."""
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as screen:
        done = subprocess.run(
            [sys.executable, "-m", "assistant", *arguments],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=theirs,
            stderr=subprocess.PIPE,
            timeout=120,
        )
        os.close(theirs)
        return drained(screen.fileno()), done.stderr.decode()


def drained(screen: int) -> str:
    written = b""
    while True:
        try:
            piece = os.read(screen, 65_536)
        except OSError:  # Linux says so when the other end is closed
            return written.decode()
        if not piece:
            return written.decode()
        written += piece


def obeyed(shown: str) -> list[str]:
    """Return the control characters in what was shown, but for line ends and tabs."""
    plain = shown.replace("\r\n", "\n")
    return [
        mark for mark in plain if mark not in "\n\t" and not mark.isprintable() and ord(mark) < 0xA0
    ]


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["plain", "json"])
def test_the_name_of_a_file_cannot_command_the_terminal(
    tmp_path: Path, form: tuple[str, ...]
) -> None:
    name = f"{TITLE_SET}\x9b2J.txt"
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    shown, _ = at_a_terminal("read", name, *form, cwd=tmp_path)
    assert TEXT in shown
    assert "planted" in shown
    assert obeyed(shown) == []


def test_a_reason_cannot_command_the_terminal(tmp_path: Path) -> None:
    (tmp_path / f"{TITLE_SET}\r\nnewsquote: done.txt").write_bytes(b"\x00\x01\x02" * 50)
    _, said = at_a_terminal("read", ".", cwd=tmp_path)
    assert obeyed(said) == []
    assert [line.split(" ")[0] for line in said.splitlines()] == ["skipped", "1"]


def test_other_programs_get_every_character(tmp_path: Path) -> None:
    name = f"{TITLE_SET}\x9b2J.txt"
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "read", name, "--json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert json.loads(done.stdout)["path"] == name


def test_a_saved_answer_of_others_cannot_command_the_terminal(workspace: Path) -> None:
    text = "".join(KINDS["terminal"])
    quote = {"rank": 1, "text": text, "start": 0, "end": 9, "article": {"id": text, "title": text}}
    saved = workspace / "planted.json"
    saved.write_text(json.dumps({"schema": "newsquote/answer/1", "quotes": [quote]}))
    shown, said = at_a_terminal("verify", saved.name, cwd=workspace)
    assert "planted" in shown + said
    assert obeyed(shown + said) == []


def test_a_terminal_shows_the_answering_words_in_bold(workspace: Path) -> None:
    asked = ("ask", "when did Kim visit China", "-k", "1")
    shown, _ = at_a_terminal(*asked, cwd=workspace)
    assert shown.count("\x1b[1m") == shown.count("\x1b[0m") >= 1
    assert obeyed(shown.replace("\x1b[1m", "").replace("\x1b[0m", "")) == []
    piped = subprocess.run(
        [sys.executable, "-m", "assistant", *asked],
        cwd=workspace,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert b"\x1b" not in piped.stdout
