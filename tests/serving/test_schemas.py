"""The shapes of the API are the JSON forms of the models, no more and no less."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from assistant.assistant import Assistant
from assistant.digest import answer_digest
from assistant.models import ANSWER_SCHEMA, Answer, Article, Interpretation, Quote, text_sha256
from assistant.overview import Listing, Overview
from assistant.serving import schemas
from tests.serving.newsdesk import DAY, FERRY, LIGHTHOUSE, NewsDesk

DESK = NewsDesk()
FULL = DESK.ask("the lamp", id="one", since=DAY, until=DAY).to_dict()
FORMS: list[tuple[type[BaseModel], dict[str, Any]]] = [
    (schemas.Answer, FULL),
    (schemas.Answer, DESK.ask("nothing").to_dict()),
    (schemas.Answer, Answer("q", Interpretation("what", "q")).to_dict()),
    (schemas.Article, LIGHTHOUSE.to_dict()),
    (schemas.Article, FERRY.to_dict()),
    (schemas.Hits, {"query": "lamp", "hits": [hit.to_dict() for hit in DESK.search("lamp")]}),
    (schemas.Listing, DESK.articles().to_dict()),
    (schemas.Listing, Listing(0).to_dict()),
    (schemas.Overview, Overview(0, 0, 0, "", "m", skipped=(("a", "empty"),)).to_dict()),
]
QUESTIONS = [
    "When did North Korea hand over boxes of remains?",
    "Who is the leader of North Korea?",
    "How many boxes of remains did North Korea hand over?",
    "What is the capital of the moon?",
]


def through(shape: type[BaseModel], data: dict[str, Any]) -> dict[str, Any]:
    """Return `data` read as JSON into a shape and written again."""
    read = shape.model_validate_json(json.dumps(data))
    written: dict[str, Any] = json.loads(read.model_dump_json(by_alias=True))
    return written


def objects(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every object inside a JSON value."""
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    if isinstance(data, dict):
        yield data
    for value in inner:
        yield from objects(value)


@pytest.mark.parametrize(("shape", "data"), FORMS)
def test_a_shape_changes_nothing(shape: type[BaseModel], data: dict[str, Any]) -> None:
    assert through(shape, data) == data
    assert shape.model_validate(data).model_dump(by_alias=True) == data


@pytest.mark.parametrize(("shape", "data"), FORMS)
def test_a_shape_has_neither_more_nor_fewer_fields(
    shape: type[BaseModel], data: dict[str, Any]
) -> None:
    for number in range(len(list(objects(data)))):
        more, fewer = (json.loads(json.dumps(data)) for _ in range(2))
        list(objects(more))[number]["unheard_of"] = 1
        list(objects(fewer))[number].popitem()
        for wrong in (more, fewer):
            with pytest.raises(ValidationError):
                shape.model_validate(wrong)


def test_the_full_answer_leaves_no_field_empty() -> None:
    # Otherwise the tests above would say nothing of the shapes inside.
    for part in ("quotes", "timeline", "disagreements", "threshold", "id"):
        assert FULL[part]
    for part in ("highlights", "dates", "speaker", "copies", "receipt"):
        assert FULL["quotes"][0][part]
    assert all(FULL["interpretation"].values())


def test_the_name_of_the_form_is_that_of_the_models() -> None:
    assert FULL["schema"] == ANSWER_SCHEMA
    with pytest.raises(ValidationError):
        schemas.Answer.model_validate({**FULL, "schema": "newsquote/answer/2"})


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.data())
def test_any_quote_keeps_its_words_and_digest(text: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(1, len(text)))
    start = data.draw(st.integers(0, end - 1))
    score = data.draw(st.floats(0, 1))
    source = Article(text_sha256(text)[:16], text, text[:9])
    quote = Quote(source, start, end, text[start:end], score, ((start, end),))
    answer = Answer(text[:500], Interpretation("what", text[:500]), (quote,)).to_dict()
    same = through(schemas.Answer, answer)
    assert same == answer
    assert source.text[same["quotes"][0]["start"] : same["quotes"][0]["end"]] == quote.text
    assert same["quotes"][0]["text"] == quote.text
    assert answer_digest(same) == same["digest"]


def test_real_answers_have_the_shapes(workspace: Path) -> None:
    with Assistant.open(workspace / "index") as desk:
        answers = [desk.ask(question) for question in QUESTIONS]
        assert {answer.found for answer in answers} == {True, False}
        for answer in answers:
            form = answer.to_dict()
            assert through(schemas.Answer, form) == form
            assert answer_digest(through(schemas.Answer, form)) == form["digest"]
        hits = [hit.to_dict() for hit in desk.search(QUESTIONS[0])]
        assert through(schemas.Hits, {"query": "q", "hits": hits})["hits"] == hits
        for listed in desk.articles().citations:
            found = desk.article(listed.id)
            assert found is not None
            assert through(schemas.Article, found.to_dict()) == found.to_dict()
        overview = desk.overview().to_dict()
        assert through(schemas.Overview, overview) == overview
