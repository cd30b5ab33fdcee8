from __future__ import annotations

from datetime import date

import pytest

from assistant import Assistant
from assistant.adapters.lookup import Lookup
from assistant.errors import InvalidRequest
from tests.adapters.conftest import QUESTION, UNANSWERED, check_slice


def test_passages_are_those_of_a_search(desk: Assistant) -> None:
    found = Lookup(k=4).find(desk, QUESTION)
    assert [one.text for one in found] == [hit.text for hit in desk.search(QUESTION, 4)]
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    for one in found:
        assert one.id == f"{one.metadata['article']}:{one.metadata['start']}-{one.metadata['end']}"
        assert one.metadata["kind"] == "passage"
        check_slice(desk, one.text, one.metadata)


def test_quotes_are_those_of_the_answer(desk: Assistant) -> None:
    found = Lookup("quotes", k=3).find(desk, QUESTION)
    assert [one.text for one in found] == [quote.text for quote in desk.ask(QUESTION, 3).quotes]
    assert [one.metadata["rank"] for one in found] == [1, 2, 3]
    for one in found:
        assert one.metadata["kind"] == "quote"
        check_slice(desk, one.text, one.metadata)


def test_without_an_answer_there_are_passages_but_no_quotes(desk: Assistant) -> None:
    assert Lookup("quotes").find(desk, UNANSWERED) == []
    assert len(Lookup("passages").find(desk, UNANSWERED)) == 5


@pytest.mark.parametrize("mode", ["passages", "quotes"])
def test_filters_hold(desk: Assistant, mode: str) -> None:
    [(source, _), *_] = desk.overview().sources
    lookup = Lookup(mode, 20, "2018-01-01", date(2019, 12, 31), source, ["en"])  # type: ignore[arg-type]
    found = lookup.find(desk, QUESTION)
    assert found
    for one in found:
        assert "2018-01-01" <= one.metadata["published"] <= "2019-12-31"
        assert (one.metadata["source"], one.metadata["language"]) == (source, "en")


@pytest.mark.parametrize("mode", ["passages", "quotes"])
def test_a_follow_up_is_understood(desk: Assistant, mode: str) -> None:
    lookup = Lookup(mode)  # type: ignore[arg-type]
    followed = lookup.find(desk, "and Russia?", [QUESTION])
    assert followed == lookup.find(desk, "when did Kim visit Russia")


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="'quote'.*passages, quotes"):
        Lookup("quote")  # type: ignore[arg-type]


def test_a_wrong_date_is_refused(desk: Assistant) -> None:
    with pytest.raises(InvalidRequest, match="2018-13-01"):
        Lookup(since="2018-13-01").find(desk, QUESTION)
