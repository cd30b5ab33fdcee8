from __future__ import annotations

import json

import pytest

from assistant.answer import weights
from assistant.answer.plain import to_plain
from assistant.answer.threshold import SHIPPED_THRESHOLD, scorer_id
from assistant.evaluation.conformal import clopper_pearson
from assistant.models import Answer, Article, Interpretation, Quote
from assistant.threshold import Threshold

MEASURED = Threshold(0.35, 0.05, 60, 2, 0.0041, 0.115, "measured on this index")
READ = Interpretation("who", "Who?")


def test_the_sentence_of_an_answer() -> None:
    assert Threshold(0.35, 0.2, 300, 50, 0.1263, 0.2137).sentence() == (
        "Shown when at least 35 % sure; at this setting 50 of 300 questions without an answer were "
        "answered wrongly, measured on other news (95 % interval 13-21 %)."
    )


def test_the_sentence_of_no_answer() -> None:
    assert MEASURED.sentence(found=False) == (
        "Nothing is at least 35 % sure; at this setting 2 of 60 questions without an answer were "
        "answered wrongly, measured on this corpus (95 % interval 0.4-12 %)."
    )


def test_nothing_is_promised_where_nothing_was_measured() -> None:
    assert Threshold(0.065, 0.2, 0, 0, 0.0, 1.0).sentence() == "Shown when at least 6.5 % sure."


def test_the_json_form() -> None:
    data = json.loads(Answer("Who?", READ, threshold=MEASURED).to_json())
    assert data["threshold"] == {
        "value": 0.35, "error_rate": 0.05, "n": 60, "wrong": 2, "low": 0.0041, "high": 0.115,
        "basis": "measured on this index",
    }  # fmt: skip
    assert json.loads(Answer("Who?", READ).to_json())["threshold"] is None


def test_markdown_says_it() -> None:
    written = Answer("Who?", READ, threshold=MEASURED).to_markdown()
    assert written == f"No answer to this in the corpus. {MEASURED.sentence(found=False)}\n"


def test_markdown_and_plain_text_say_it_under_the_quotes() -> None:
    text = "Ada Brook owns the mill."
    quote = Quote(Article("a1", text, "The mill"), 0, len(text), text, 0.9)
    answer = Answer("Who?", READ, quotes=(quote,), threshold=MEASURED)
    assert answer.to_markdown().endswith(f"\n\n{MEASURED.sentence()}\n")
    assert to_plain(answer).endswith(f"\n\n{MEASURED.sentence()}")
    assert MEASURED.sentence(found=False) in to_plain(Answer("Who?", READ, threshold=MEASURED))


def test_the_shipped_interval_is_that_of_its_counts() -> None:
    shipped = SHIPPED_THRESHOLD
    assert shipped.basis == "shipped"
    found = clopper_pearson(shipped.wrong, shipped.n)
    assert (shipped.low, shipped.high) == pytest.approx(found, abs=0.0001)
    assert shipped.wrong / shipped.n <= shipped.error_rate


def test_the_scorer_is_another_with_other_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    before = scorer_id()
    assert scorer_id("reader 1") not in {before, scorer_id("reader 2")}
    scorer_id.cache_clear()
    monkeypatch.setattr(weights, "ANSWER_THRESHOLD", 0.99)
    assert scorer_id() == before
    scorer_id.cache_clear()
    monkeypatch.setattr(weights, "BIAS", 0.0)
    assert scorer_id() != before
    scorer_id.cache_clear()
