"""A LangChain retriever over an index (edge: langchain-core; needs the [langchain] extra)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Self

from assistant.adapters.lookup import DEFAULT_K, Lookup, Mode
from assistant.assistant import Assistant
from assistant.errors import MissingExtra

try:
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever
except ImportError as exc:
    raise MissingExtra("The LangChain retriever", "langchain") from exc


class NewsquoteRetriever(BaseRetriever):
    """Retrieves passages, or the quotes that answer, as LangChain documents.

    `page_content` is the passage or quote word for word; `metadata` is that of
    `assistant.adapters.metadata`. The fields are those of `Lookup`; `desk` is an open assistant,
    which several retrievers may share. `ainvoke` answers in a thread, so that the loop goes on.
    """

    desk: Assistant
    mode: Mode = "passages"
    k: int = DEFAULT_K
    since: date | None = None
    until: date | None = None
    source: str | Sequence[str] | None = None
    language: str | Sequence[str] | None = None

    @classmethod
    def open(cls, index: str | Path, **fields: Any) -> Self:
        """Open the index in a folder; `fields` are the others of this class.

        Raises:
            IndexUnusable: the folder holds no usable index.
        """
        return cls(desk=Assistant.open(index), **fields)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        lookup = Lookup(self.mode, self.k, self.since, self.until, self.source, self.language)
        return [
            Document(id=found.id, page_content=found.text, metadata=found.metadata)
            for found in lookup.find(self.desk, query)
        ]
