"""Every code block of docs/rest.md runs, against a server of the sample corpus."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import ROOT
from tests.documented import blocks, run_python, run_shell, serving

START, *SHELL = blocks("rest.md", "sh")
PYTHON = blocks("rest.md", "python")


@pytest.fixture(scope="module")
def url(workspace: Path) -> Iterator[str]:
    with serving(workspace) as address:
        yield address


def test_the_server_is_started_as_the_page_says() -> None:
    assert START == "newsquote serve\n"
    assert (len(SHELL), len(PYTHON)) == (4, 2)


def test_a_question_in_an_address(url: str, tmp_path: Path) -> None:
    answer = json.loads(run_shell(SHELL[0], tmp_path, url))
    assert answer["status"] == "answered"
    assert len(answer["quotes"]) == 2


def test_a_follow_up_in_a_body(url: str, tmp_path: Path) -> None:
    answer = json.loads(run_shell(SHELL[1], tmp_path, url))
    assert answer["question"] == "When did it hand them over?"
    assert "North Korea" in answer["interpretation"]["query"]
    assert answer["interpretation"]["until"] == "2018-12-31"


def test_a_saved_answer_is_verified(url: str, workspace: Path) -> None:
    assert run_shell(SHELL[2], workspace, url).startswith("verified:")


def test_everything_else(url: str, tmp_path: Path) -> None:
    found, listing, corpus = map(json.loads, _values(run_shell(SHELL[3], tmp_path, url)))
    assert len(found["hits"]) == 3
    assert listing["total"] >= len(listing["articles"]) > 0
    assert corpus["articles"] > 0
    paths = json.loads((tmp_path / "openapi.json").read_text())["paths"]
    page = (ROOT / "docs" / "rest.md").read_text(encoding="utf-8")
    for path, operations in paths.items():
        for method in operations:
            assert f"`{method.upper()} /api{path}" in page


@pytest.mark.parametrize("block", PYTHON)
def test_a_program_of_the_page_runs(url: str, tmp_path: Path, block: str) -> None:
    assert run_python(block, tmp_path, url).strip()


def test_the_error_shown_is_the_error_given(url: str) -> None:
    [shown] = blocks("rest.md", "json")
    refused = httpx.get(f"{url}/api/ask?q=Kim&k=99")
    assert (refused.status_code, refused.json()) == (422, json.loads(shown))


def test_every_status_is_explained(url: str) -> None:
    page = (ROOT / "docs" / "rest.md").read_text(encoding="utf-8")
    for operations in httpx.get(f"{url}/api/openapi.json").json()["paths"].values():
        for operation in operations.values():
            for status in set(operation["responses"]) - {"200"}:
                assert status in page.partition("## Errors")[2]


def _values(printed: str) -> Iterator[str]:
    """Yield the JSON values that stand one after the other, as curl leaves them."""
    decoder = json.JSONDecoder()
    while printed.strip():
        printed = printed.strip()
        _, end = decoder.raw_decode(printed)
        yield printed[:end]
        printed = printed[end:]
