from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from haystack import Document, Pipeline
from haystack.components.builders import PromptBuilder
from haystack.components.joiners import DocumentJoiner

from assistant import Assistant
from assistant.adapters.haystack import NewsquoteRetriever
from assistant.errors import IndexMissing, InvalidRequest
from tests.adapters.conftest import QUESTION, UNANSWERED, check_slice


@pytest.fixture(scope="module")
def index(workspace: Path) -> str:
    return str(workspace / "index")


def documents(result: dict[str, Any]) -> list[Document]:
    found = result["documents"]
    assert isinstance(found, list)
    return found


def test_documents_are_passages_word_for_word(desk: Assistant, index: str) -> None:
    retriever = NewsquoteRetriever(index, k=3)
    found = documents(retriever.run(QUESTION))
    hits = desk.search(QUESTION, 3)
    assert [each.content for each in found] == [hit.text for hit in hits]
    assert [each.score for each in found] == [hit.score for hit in hits]
    for each in found:
        assert each.content is not None
        check_slice(desk, each.content, each.meta)
    retriever.close()


def test_quotes_come_only_where_there_is_an_answer(desk: Assistant, index: str) -> None:
    retriever = NewsquoteRetriever(index, mode="quotes", k=2)
    found = [each.content for each in documents(retriever.run(QUESTION))]
    assert found == [quote.text for quote in desk.ask(QUESTION, 2).quotes]
    assert documents(retriever.run(UNANSWERED)) == []
    retriever.close()


def test_what_a_run_is_given_stands_in_for_the_components_own(desk: Assistant, index: str) -> None:
    retriever = NewsquoteRetriever(index, k=1, since=date(2018, 1, 1), until="2018-12-31")
    [own] = documents(retriever.run(QUESTION))
    assert own.meta["published"].startswith("2018")
    found = documents(retriever.run(QUESTION, k=3, since="2019-01-01", until="2019-12-31"))
    assert [each.meta["published"][:4] for each in found] == ["2019"] * 3
    followed = documents(retriever.run("and Russia?", history=[QUESTION]))
    assert followed == documents(retriever.run("when did Kim visit Russia"))
    for wrong in ({"k": 0}, {"since": "May"}):
        with pytest.raises(InvalidRequest):
            retriever.run(QUESTION, **wrong)
    retriever.close()


def pipeline(index: str) -> Pipeline:
    made = Pipeline()
    made.add_component("quotes", NewsquoteRetriever(index, mode="quotes", k=2, since="2018-01-01"))
    made.add_component("passages", NewsquoteRetriever(index, source=["No Such Paper"]))
    made.add_component("joined", DocumentJoiner())
    template = (
        "{% for each in documents %}{{ each.content }} ({{ each.meta.citation }})\n{% endfor %}"
    )
    made.add_component("prompt", PromptBuilder(template, required_variables=["documents"]))
    made.connect("quotes.documents", "joined.documents")
    made.connect("passages.documents", "joined.documents")
    made.connect("joined.documents", "prompt.documents")
    return made


def test_a_pipeline_serialises_and_answers_the_same(desk: Assistant, index: str) -> None:
    first = pipeline(index)
    asked = {"quotes": {"query": QUESTION}, "passages": {"query": QUESTION}}
    expected = first.run(asked)
    saved = first.dumps()
    assert "assistant.adapters.haystack.NewsquoteRetriever" in saved
    # Haystack opens classes of other packages only where they are named.
    second = Pipeline.loads(saved, allowed_modules=["assistant.adapters.haystack"])
    assert second.to_dict()["components"] == first.to_dict()["components"]
    assert second.run(asked) == expected
    assert desk.ask(QUESTION, 1, since="2018-01-01").quotes[0].text in expected["prompt"]["prompt"]
    first.close()
    second.close()


def test_fields_keep_their_values_when_saved(index: str) -> None:
    made = NewsquoteRetriever(
        Path(index), "quotes", 7, date(2018, 1, 1), "2018-12-31", ("A", "B"), "en"
    )
    assert made.to_dict()["init_parameters"] == {
        "index": index,
        "mode": "quotes",
        "k": 7,
        "since": "2018-01-01",
        "until": "2018-12-31",
        "source": ["A", "B"],
        "language": "en",
    }
    again = NewsquoteRetriever.from_dict(made.to_dict())
    assert again.to_dict() == made.to_dict()


def test_async_gives_the_same_and_leaves_the_loop_free(index: str) -> None:
    retriever = NewsquoteRetriever(index, k=2)

    async def gather() -> tuple[list[Any], int]:
        turns = 0
        asked = asyncio.gather(*(retriever.run_async(QUESTION) for _ in range(3)))
        while not asked.done():
            await asyncio.sleep(0)
            turns += 1
        return await asked, turns

    results, turns = asyncio.run(gather())
    assert results == [retriever.run(QUESTION)] * 3
    # Were the loop held, it would come round once or twice.
    assert turns > 20
    retriever.close()


def test_no_index_is_refused_when_it_is_warmed_up(tmp_path: Path) -> None:
    retriever = NewsquoteRetriever(tmp_path)
    with pytest.raises(IndexMissing, match="newsquote index"):
        retriever.warm_up()


def test_a_closed_component_opens_its_index_again(index: str) -> None:
    retriever = NewsquoteRetriever(index, k=1)
    retriever.close()
    before = retriever.run(QUESTION)
    retriever.close()
    assert retriever.run(QUESTION) == before
    retriever.close()
