from __future__ import annotations

import json
from dataclasses import replace

import pytest

from assistant.answer import weights
from assistant.answer.annotations_json import read_threshold
from assistant.answer.plain import to_plain
from assistant.answer.threshold import SHIPPED_THRESHOLD, scorer_id
from assistant.evaluation.conformal import clopper_pearson
from assistant.models import Answer, Article, Interpretation, Quote
from assistant.threshold import FalseAnswers, Threshold

MEASURED = Threshold(0.35, 0.05, 60, 2, 0.0041, 0.115, "measured on this index")
READ = Interpretation("who", "Who?", words=("mill",))


def test_the_sentence_of_an_answer() -> None:
    assert Threshold(0.35, 0.2, 300, 50, 0.1263, 0.2137).sentence() == (
        "The first quote had to be at least 35 % sure. Tested on other news, 50 of 300 questions "
        "that had no answer got one all the same (17 %; the true rate is likely 13 to 21 %)."
    )


def test_the_sentence_of_no_answer() -> None:
    assert MEASURED.sentence(found=False) == (
        "No sentence was at least 35 % sure. Tested on these articles, 2 of 60 questions that had "
        "no answer got one all the same (3.3 %; the true rate is likely 0.4 to 12 %)."
    )


def test_the_rate_of_look_alikes_is_told_apart() -> None:
    both = replace(MEASURED, look_alikes=FalseAnswers(40, 8, 0.091, 0.3565))
    assert both.sentence() == (
        f"{MEASURED.sentence()} Of 40 questions that almost match a report but have no answer in "
        "it, 8 got one (20 %; the true rate is likely 9.1 to 36 %)."
    )
    read = read_threshold(both.to_dict(), "threshold")
    assert read == both
    assert both.to_dict()["look_alikes"] == {"n": 40, "wrong": 8, "low": 0.091, "high": 0.3565}


def test_an_answer_that_was_saved_without_look_alikes_is_read() -> None:
    saved = MEASURED.to_dict()
    del saved["look_alikes"]
    assert read_threshold(saved, "threshold") == MEASURED


def test_nothing_is_promised_where_nothing_was_measured() -> None:
    said = Threshold(0.065, 0.2, 0, 0, 0.0, 1.0).sentence()
    assert said == "The first quote had to be at least 6.5 % sure."


def test_the_json_form() -> None:
    data = json.loads(Answer("Who?", READ, threshold=MEASURED).to_json())
    assert data["threshold"] == {
        "value": 0.35, "error_rate": 0.05, "n": 60, "wrong": 2, "low": 0.0041, "high": 0.115,
        "basis": "measured on this index", "look_alikes": None,
    }  # fmt: skip
    assert json.loads(Answer("Who?", READ).to_json())["threshold"] is None


def quoted(text: str, score: float) -> Quote:
    return Quote(Article(text, text, "The mill"), 0, len(text), text, score)


def test_how_sure_an_answer_is_stands_last() -> None:
    answer = Answer("Who?", READ, (quoted("Ada Brook owns it.", 0.9),), threshold=MEASURED)
    assert answer.to_markdown().endswith(f"\n\n*How sure is this? {MEASURED.sentence()}*\n")
    assert to_plain(answer).endswith(f"\n\nHow sure is this? {MEASURED.sentence()}")


def test_a_refusal_begins_with_plain_words_and_tells_the_rates_last() -> None:
    near = (quoted("Ada Brook owns it.", 0.1),)
    answer = Answer("Who?", READ, nearest=near, threshold=MEASURED)
    rates = MEASURED.sentence(found=False)
    for written in (answer.to_markdown().replace("*", ""), to_plain(answer)):
        assert written.startswith("Not found in these articles. Closest:\n\n")
        assert written.rstrip().endswith(f"\n\nHow sure is this? {rates}")


def test_quotes_below_the_threshold_stand_under_a_line() -> None:
    quotes = tuple(
        quoted(f"{name} owns it.", score)
        for name, score in (("Ada", 0.9), ("Jon", 0.35), ("Ilka", 0.34))
    )
    answer = Answer("Who?", READ, quotes, threshold=MEASURED)
    assert answer.sure_quotes == 2
    for written in (answer.to_markdown(), to_plain(answer)):
        sure, _, less = written.partition("Less sure")
        assert "Jon" in sure and "Ilka" not in sure and "Ilka" in less


def test_no_line_is_drawn_where_every_quote_reaches_the_threshold() -> None:
    answer = Answer("Who?", READ, (quoted("Ada Brook owns it.", 0.9),), threshold=MEASURED)
    assert "Less sure" not in answer.to_markdown() + to_plain(answer)
    assert replace(answer, threshold=None).sure_quotes == 1


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
