"""A LlamaIndex retriever over an index (edge: llama-index-core; needs the [llama-index] extra)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, Final, Self

from assistant.adapters.lookup import Found, Lookup
from assistant.assistant import Assistant
from assistant.errors import MissingExtra

try:
    from llama_index.core.base.base_retriever import BaseRetriever
    from llama_index.core.schema import (
        NodeRelationship,
        NodeWithScore,
        QueryBundle,
        RelatedNodeInfo,
        TextNode,
    )
except ImportError as exc:
    raise MissingExtra("The LlamaIndex retriever", "llama-index") from exc

# A prompt needs to say where a text is from; offsets and hashes would only fill it.
_FOR_PROMPTS: Final = "citation"


class NewsquoteRetriever(BaseRetriever):
    """Retrieves passages, or the quotes that answer, as LlamaIndex nodes.

    A node's text is the passage or quote word for word, `start_char_idx` and `end_char_idx` are
    offsets into the article's text, `ref_doc_id` is the article's id; `metadata` is that of
    `assistant.adapters.metadata`, of which prompts show the citation. `aretrieve` answers in a
    thread, so that the loop goes on.
    """

    def __init__(self, desk: Assistant, lookup: Lookup | None = None, **options: Any) -> None:
        """Look up in an open assistant, which several retrievers may share.

        Args:
            desk: the assistant.
            lookup: what to look up, and where; by default the best five passages.
            options: those of the base class, as `callback_manager`.
        """
        super().__init__(**options)
        self.desk = desk
        self.lookup = lookup or Lookup()

    @classmethod
    def open(cls, index: str | Path, **fields: Any) -> Self:
        """Open the index in a folder; `fields` are those of `Lookup`.

        Raises:
            IndexUnusable: the folder holds no usable index.
        """
        return cls(Assistant.open(index), Lookup(**fields))

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self.lookup.find(self.desk, query_bundle.query_str)
        return [NodeWithScore(node=_node(one), score=one.score) for one in found]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


def _node(found: Found) -> TextNode:
    hidden = [key for key in found.metadata if key != _FOR_PROMPTS]
    article = RelatedNodeInfo(node_id=found.metadata["article"])
    return TextNode(
        id_=found.id,
        text=found.text,
        start_char_idx=found.metadata["start"],
        end_char_idx=found.metadata["end"],
        metadata=found.metadata,
        excluded_embed_metadata_keys=hidden,
        excluded_llm_metadata_keys=hidden,
        relationships={NodeRelationship.SOURCE: article},
    )
