from __future__ import annotations

import json
from typing import Any

import pytest

from assistant.answer.check import check_answer
from assistant.models import Answer, Article, Interpretation, Quote
from tests.answer.newsroom import BEIJING


def lookup(article_id: str) -> Article | None:
    return BEIJING if article_id == BEIJING.id else None


def saved(*, found: bool = True) -> dict[str, Any]:
    end = BEIJING.text.index("\n")
    start = BEIJING.text.index("March")
    quote = Quote(BEIJING, 0, end, BEIJING.text[:end], 0.9, ((start, start + 8),))
    quotes, nearest = ((quote,), ()) if found else ((), (quote,))
    answer = Answer("when?", Interpretation("when", "when?"), quotes, nearest)
    return dict(json.loads(answer.to_json()))


@pytest.mark.parametrize("found", [True, False])
def test_a_saved_answer_holds(found: bool) -> None:
    assert check_answer(saved(found=found), lookup) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"text": "Kim stayed home."}, "text is not the slice"),
        ({"start": 1}, "text is not the slice"),
        ({"end": 10**6}, "lies outside article"),
        ({"start": "0"}, "lies outside article"),
        ({"start": True}, "lies outside article"),
        ({"highlights": [[0, 10**6]]}, "lies outside the quote"),
        ({"highlights": [[5]]}, "lies outside the quote"),
        ({"highlights": None}, "lies outside the quote"),
        ({"article": None}, "names no article"),
        ({"article": {"id": "other"}}, "is not in the index"),
        ({"article": {"id": BEIJING.id, "sha256": "0"}}, "sha256 differs"),
    ],
)
def test_a_changed_quote_is_named(change: dict[str, Any], problem: str) -> None:
    data = saved()
    data["quotes"][0].update(change)
    found = check_answer(data, lookup)
    assert len(found) == 1
    assert found[0].startswith("quotes[1]: ")
    assert problem in found[0]


@pytest.mark.parametrize("data", [{}, {"schema": "newsquote/answer/9"}, [], None, "text"])
def test_another_schema_is_refused(data: Any) -> None:
    assert "schema" in check_answer(data, lookup)[0]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"status": "no_answer"}, "status is 'no_answer' with 1 quotes"),
        ({"status": 3}, "status is 3, not one of"),
        ({"quotes": None}, "quotes is not a list"),
        ({"quotes": []}, "status is 'answered' with 0 quotes"),
    ],
)
def test_status_must_agree_with_the_quotes(change: dict[str, Any], problem: str) -> None:
    assert any(problem in found for found in check_answer({**saved(), **change}, lookup))
