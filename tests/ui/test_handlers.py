from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.service.service import Service
from assistant.ui.handlers import UNEXPECTED, handlers
from tests.ui.fake import FERRY, MARKED, FakeDesk

FERRY_ASKED = "When did the ferry reach Northport?"
NAMES = ["answer", "context", "corpus", "examples", "articles", "take", "judge"]


def call(name: str, request: object, feedback: Path | None = None) -> dict[str, Any]:
    service = Service(FakeDesk())
    try:
        (handler,) = (each for each in handlers(service, feedback) if each.__name__ == name)
        return asyncio.run(handler(request))  # type: ignore[arg-type]
    finally:
        service.close()


def test_the_functions_have_the_names_that_the_script_calls() -> None:
    service = Service(FakeDesk())
    assert [each.__name__ for each in handlers(service)] == NAMES
    service.close()


def test_an_answer_brings_its_turn_and_what_a_follow_up_leans_on() -> None:
    found = call("answer", {"number": 3, "question": FERRY_ASKED, "source": ["Harbour Gazette"]})
    assert 'id="nq-t3"' in found["html"]
    assert found["said"] == [FERRY_ASKED, MARKED]
    assert found["answer"]["quotes"][0]["text"] == MARKED
    assert (found["read"], found["found"]) == (FERRY_ASKED.rstrip("?"), 1)
    json.dumps(found)


@pytest.mark.parametrize("number", [None, 0, -1, "1", True, 1.0, 10**9, [1]])
def test_a_turn_without_a_number_is_refused(number: object) -> None:
    assert call("answer", {"number": number, "question": FERRY_ASKED}) == {
        "error": "The turn has no number. Reload the page."
    }


def test_the_context_of_a_quote_and_of_a_whole_article() -> None:
    start = FERRY.text.index(MARKED)
    spans = {"quote": [start, start + len(MARKED)], "others": [[0, 9]]}
    found = call("context", {"article": FERRY.id, **spans})
    assert [piece["mark"] for piece in found["pieces"]] == ["other", "", "quote", ""]
    whole = call("context", {"article": FERRY.id, "quote": None})
    assert [piece["text"] for piece in whole["pieces"]] == [FERRY.text]
    assert "No article" in call("context", {"article": "nowhere"})["error"]


def test_a_form_that_is_none_is_refused() -> None:
    for form in (None, "pdf", ["json"], {"a": 1}):
        assert call("take", {"form": form, "answers": []})["error"].startswith("There is no such")


def test_a_verdict_needs_a_file_and_a_yes_or_no(tmp_path: Path) -> None:
    assert "--feedback" in call("judge", {"answer": {}, "rank": 1, "answers": True})["error"]
    assert "error" in call("judge", {"answer": {}, "rank": 1, "answers": 1}, tmp_path / "f")
    assert not (tmp_path / "f").exists()


def test_a_defect_is_logged_and_says_nothing_of_the_server(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        assert call("answer", {"number": 1, "question": "broken"}) == {"error": UNEXPECTED}
    assert "/secret/path" in caplog.text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
FIELDS = ["number", "question", "history", "since", "until", "source", "language", "article",
          "quote", "others", "matching", "offset", "form", "answers", "answer", "rank"]  # fmt: skip


@given(st.sampled_from(NAMES), JSON | st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_whatever_a_browser_sends_is_answered_by_one_line(name: str, request: object) -> None:
    found = call(name, request)
    assert isinstance(found, dict)
    assert found.get("error") != UNEXPECTED
    assert "\n" not in found.get("error", "")
