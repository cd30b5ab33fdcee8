from __future__ import annotations

import asyncio
from pathlib import Path

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers import ResponseMode, get_response_synthesizer
from llama_index.core.schema import MetadataMode, NodeWithScore, TextNode

from assistant import Assistant
from assistant.adapters.llama_index import NewsquoteRetriever
from assistant.adapters.lookup import Lookup
from tests.adapters.conftest import QUESTION, UNANSWERED, check_slice


def test_nodes_are_passages_word_for_word(desk: Assistant) -> None:
    retriever: BaseRetriever = NewsquoteRetriever(desk, Lookup(k=3))
    found = retriever.retrieve(QUESTION)
    hits = desk.search(QUESTION, 3)
    assert [each.get_content() for each in found] == [hit.text for hit in hits]
    assert [each.score for each in found] == [hit.score for hit in hits]
    for each in found:
        node = each.node
        assert isinstance(node, TextNode)
        check_slice(desk, node.text, node.metadata)
        assert node.start_char_idx == node.metadata["start"]
        assert node.end_char_idx == node.metadata["end"]
        assert node.ref_doc_id == node.metadata["article"]


def test_quotes_come_only_where_there_is_an_answer(desk: Assistant) -> None:
    retriever = NewsquoteRetriever(desk, Lookup("quotes", k=2))
    found = [each.get_content() for each in retriever.retrieve(QUESTION)]
    assert found == [quote.text for quote in desk.ask(QUESTION, 2).quotes]
    assert retriever.retrieve(UNANSWERED) == []


def test_a_prompt_shows_the_words_and_the_citation_only(desk: Assistant) -> None:
    [found] = NewsquoteRetriever(desk, Lookup("quotes", k=1)).retrieve(QUESTION)
    citation = found.node.metadata["citation"]
    shown = found.node.get_content(MetadataMode.LLM)
    assert shown == f"citation: {citation}\n\n{found.text}"


def test_async_gives_the_same_and_leaves_the_loop_free(desk: Assistant) -> None:
    retriever = NewsquoteRetriever(desk, Lookup(k=2))

    async def gather() -> tuple[list[list[NodeWithScore]], int]:
        turns = 0
        asked = asyncio.gather(*(retriever.aretrieve(QUESTION) for _ in range(3)))
        while not asked.done():
            await asyncio.sleep(0)
            turns += 1
        return await asked, turns

    results, turns = asyncio.run(gather())
    assert results == [retriever.retrieve(QUESTION)] * 3
    # Were the loop held, it would come round once or twice.
    assert turns > 20


def test_a_query_engine_takes_it(workspace: Path) -> None:
    retriever = NewsquoteRetriever.open(workspace / "index", mode="quotes", k=2)
    engine = RetrieverQueryEngine(
        retriever,
        get_response_synthesizer(llm=MockLLM(), response_mode=ResponseMode.COMPACT),
    )
    answer = engine.query(QUESTION)
    # MockLLM answers with its prompt.
    assert str(retriever.desk.ask(QUESTION, 1).quotes[0].text) in str(answer)
    assert len(answer.source_nodes) == 2
    retriever.desk.close()
