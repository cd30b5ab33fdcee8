from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.documents import Document
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import ConfigurableField, RunnableLambda, RunnablePassthrough
from pydantic import ValidationError

from assistant import Assistant
from assistant.adapters.langchain import NewsquoteRetriever
from assistant.errors import InvalidRequest
from tests.adapters.conftest import QUESTION, UNANSWERED, check_slice


def test_documents_are_passages_word_for_word(desk: Assistant) -> None:
    documents = NewsquoteRetriever(desk=desk, k=3).invoke(QUESTION)
    assert [each.page_content for each in documents] == [
        hit.text for hit in desk.search(QUESTION, 3)
    ]
    for document in documents:
        check_slice(desk, document.page_content, document.metadata)
        assert document.id and document.id.startswith(document.metadata["article"])


def test_quotes_come_only_where_there_is_an_answer(desk: Assistant) -> None:
    retriever = NewsquoteRetriever(desk=desk, mode="quotes", k=2)
    documents = retriever.invoke(QUESTION)
    assert [each.page_content for each in documents] == [
        quote.text for quote in desk.ask(QUESTION, 2).quotes
    ]
    assert retriever.invoke(UNANSWERED) == []


def test_async_and_batch_give_the_same(desk: Assistant) -> None:
    retriever = NewsquoteRetriever(desk=desk, k=2)
    expected = retriever.invoke(QUESTION)

    async def gather() -> tuple[list[list[Document]], int]:
        turns = 0
        asked = asyncio.gather(*(retriever.ainvoke(QUESTION) for _ in range(4)))
        while not asked.done():
            await asyncio.sleep(0)
            turns += 1
        return await asked, turns

    results, turns = asyncio.run(gather())
    assert results == [expected] * 4
    # Were the loop held, it would come round a few times only.
    assert turns > 20
    assert retriever.batch([QUESTION, "Kim in Russia"])[0] == expected


def test_the_fields_filter_and_can_be_configured(workspace: Path) -> None:
    retriever = NewsquoteRetriever.open(workspace / "index", since="2019-01-01", k=2)
    try:
        for document in retriever.invoke(QUESTION):
            assert document.metadata["published"] >= "2019-01-01"
        configurable = retriever.configurable_fields(k=ConfigurableField(id="k"))
        assert len(configurable.invoke(QUESTION, config={"configurable": {"k": 4}})) == 4
    finally:
        retriever.desk.close()


def test_a_chain_takes_it(desk: Assistant) -> None:
    def cited(documents: list[Document]) -> str:
        return "\n".join(f"{each.page_content} ({each.metadata['citation']})" for each in documents)

    prompt = ChatPromptTemplate.from_template("Quotes:\n{quotes}\n\nQuestion: {question}")
    retriever = NewsquoteRetriever(desk=desk, mode="quotes", k=1)
    chain = {
        "quotes": retriever | RunnableLambda(cited),
        "question": RunnablePassthrough(),
    } | prompt
    [message] = chain.invoke(QUESTION).to_messages()
    quote = desk.ask(QUESTION, 1).quotes[0]
    assert quote.text in message.content
    assert quote.article.title in message.content


class Seen(BaseCallbackHandler):
    """Keeps what a callback is told."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def on_retriever_end(self, documents: Any, *, run_id: UUID, **_: Any) -> None:
        self.told.append(documents)

    def on_retriever_error(self, error: BaseException, *, run_id: UUID, **_: Any) -> None:
        self.told.append(error)


def test_callbacks_are_told(desk: Assistant) -> None:
    seen = Seen()
    retriever = NewsquoteRetriever(desk=desk, k=1)
    documents = retriever.invoke(QUESTION, config={"callbacks": [seen]})
    with pytest.raises(InvalidRequest) as caught:
        retriever.invoke(" ", config={"callbacks": [seen]})
    assert seen.told == [documents, caught.value]


@pytest.mark.parametrize("wrong", [{"mode": "quote"}, {"since": "May"}, {"k": "many"}])
def test_wrong_fields_are_refused(desk: Assistant, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        NewsquoteRetriever(desk=desk, **wrong)
