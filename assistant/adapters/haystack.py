"""A Haystack component over an index (edge: haystack-ai; needs the [haystack] extra)."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from assistant.adapters.lookup import DEFAULT_K, Day, Lookup, Mode, Names
from assistant.assistant import Assistant
from assistant.errors import MissingExtra
from assistant.forks import ForkLock

# Haystack reports its use to a server, unless this is set before it is imported.
os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "false")
try:
    from haystack import Document, component, default_from_dict, default_to_dict
except ImportError as exc:
    raise MissingExtra("The Haystack component", "haystack") from exc


@component
class NewsquoteRetriever:
    """Retrieves passages, or the quotes that answer, as Haystack documents.

    `content` is the passage or quote word for word; `meta` is that of
    `assistant.adapters.metadata`. `warm_up`, which a pipeline calls, opens the index.
    """

    def __init__(
        self,
        index: str | Path,
        mode: Mode = "passages",
        k: int = DEFAULT_K,
        since: Day = None,
        until: Day = None,
        source: Names = None,
        language: Names = None,
    ) -> None:
        """Retrieve from the index in a folder; the other arguments are those of `Lookup`."""
        self.index = str(index)
        self.lookup = Lookup(mode, k, since, until, source, language)
        self._desk: Assistant | None = None
        self._opening = ForkLock()

    def warm_up(self) -> None:
        """Open the index, once.

        Raises:
            IndexUnusable: the folder holds no usable index.
        """
        self._opened()

    def close(self) -> None:
        """Let go of the index's files; the next run opens them again."""
        with self._opening:
            desk, self._desk = self._desk, None
        if desk:
            desk.close()

    def to_dict(self) -> dict[str, Any]:
        """Return what a saved pipeline keeps; the index itself is named by its folder."""
        fields = {name: _plain(value) for name, value in asdict(self.lookup).items()}
        saved: dict[str, Any] = default_to_dict(self, index=self.index, **fields)
        return saved

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> NewsquoteRetriever:
        """Return the component that `to_dict` saved."""
        loaded: NewsquoteRetriever = default_from_dict(cls, data)
        return loaded

    @component.output_types(documents=list[Document])
    def run(
        self,
        query: str,
        k: int | None = None,
        since: str | None = None,
        until: str | None = None,
        source: list[str] | None = None,
        language: list[str] | None = None,
        history: list[str] | None = None,
    ) -> dict[str, list[Document]]:
        """Retrieve documents for a query, best first.

        Args:
            query: a question or a few words.
            k: documents wanted; as all filters, it stands in for the component's own.
            since: the first day of publication, YYYY-MM-DD.
            until: the last day of publication.
            source: the outlets.
            language: the languages of articles ("en").
            history: the questions before this one, oldest first.

        Raises:
            InvalidRequest: the query is empty or too long, or a limit or date out of range.
        """
        own = self.lookup
        lookup = Lookup(
            own.mode,
            own.k if k is None else k,
            since or own.since,
            until or own.until,
            source or own.source,
            language or own.language,
        )
        documents = [
            Document(id=found.id, content=found.text, meta=found.metadata, score=found.score)
            for found in lookup.find(self._opened(), query, history or ())
        ]
        return {"documents": documents}

    @component.output_types(documents=list[Document])
    async def run_async(
        self,
        query: str,
        k: int | None = None,
        since: str | None = None,
        until: str | None = None,
        source: list[str] | None = None,
        language: list[str] | None = None,
        history: list[str] | None = None,
    ) -> dict[str, list[Document]]:
        """Retrieve as `run` does, in a thread, so that the loop goes on."""
        return await asyncio.to_thread(self.run, query, k, since, until, source, language, history)

    def _opened(self) -> Assistant:
        with self._opening:
            self._desk = self._desk or Assistant.open(self.index)
            return self._desk


def _plain(value: Any) -> Any:
    """Return a field as JSON and YAML have it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return list(value)
    return value
