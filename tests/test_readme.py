"""Every command and code block of the README runs, in a workspace with the sample corpus."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS: list[tuple[str, str]] = re.findall(r"^```(\w+)\n(.*?)^```", README, re.S | re.M)
# The set-up itself is what `.ci/run` does before any test; the page is served by tests/ui.
SET_UP = ("make ", "python3 -m venv", ". .venv", "pip install", "newsquote serve")

# A README is read over slow lines too.
MOST_PICTURE = 300_000


def commands() -> list[str]:
    lines = [line for language, block in BLOCKS if language == "sh" for line in block.splitlines()]
    return [line for line in lines if line and not line.startswith(SET_UP)]


def scripts() -> list[str]:
    return [block for language, block in BLOCKS if language == "python"]


def run(arguments: list[str], workspace: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        arguments, cwd=workspace, env=environment, text=True, capture_output=True, timeout=240
    )


@pytest.mark.parametrize("command", commands())
def test_a_command_of_the_readme_runs(command: str, workspace: Path) -> None:
    program, *arguments = shlex.split(command)
    assert program == "newsquote"
    done = run([sys.executable, "-m", "assistant", *arguments], workspace)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("script", scripts())
def test_a_script_of_the_readme_runs(script: str, workspace: Path) -> None:
    done = run([sys.executable, "-W", "error", "-c", script], workspace)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_the_readme_has_what_it_promises() -> None:
    assert len(scripts()) == 2
    assert len(commands()) == 4


def test_the_set_up_lines_are_those_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "-c constraints.txt" in makefile
    assert "-e '.[all]'" in makefile
    assert "pip install -c constraints.txt -e '.[all]'" in README
    for target in ("run", "test"):
        assert f"\n{target}:" in makefile


def test_every_link_into_the_repository_exists() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert links
    for link in links:
        assert (ROOT / link).exists(), link


def test_every_folder_of_the_diagram_exists() -> None:
    block = next(block for language, block in BLOCKS if language == "text")
    for line in block.splitlines():
        name = line.split()[0]
        assert (ROOT / name).exists() or (ROOT / "assistant" / name).exists(), name


def test_the_pictures_of_the_readme_are_there_and_said_in_words() -> None:
    pictures = re.findall(r"!\[(.*?)\]\((.*?)\)", README)
    assert pictures
    for words, path in pictures:
        assert len(words) > 20
        picture = (ROOT / path).read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert len(picture) < MOST_PICTURE
