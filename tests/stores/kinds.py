"""The kinds of store that the tests compare, behind `assistant.index.stores`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from assistant.index.article_ledger import ArticleLedger
from assistant.index.article_store import ArticleStore
from assistant.index.stores import (
    copy_ledger,
    create_ledger,
    drop_states,
    open_store,
    resume_ledger,
)


@dataclass(frozen=True)
class Kind:
    """An index without its engine: states by name, in `folder` or behind `uri`."""

    folder: Path
    uri: str | None = None

    def create(self, state: str) -> ArticleLedger:
        return create_ledger(self._made(state), self.uri)

    def copy(self, old: str, new: str) -> ArticleLedger:
        return copy_ledger(self.folder / old, self._made(new), self.uri)

    def resume(self, state: str) -> ArticleLedger:
        return resume_ledger(self.folder / state, self.uri)

    def open(self, state: str) -> ArticleStore:
        return open_store(self.folder / state, self.uri)

    def drop(self, *keep: str) -> None:
        self._drop(keep)

    def _drop(self, keep: Collection[str]) -> None:
        drop_states(keep, self.uri)

    def _made(self, state: str) -> Path:
        folder = self.folder / state
        folder.mkdir()
        return folder


class SqliteKind(Kind):
    """A state is a folder."""


class PostgresKind(Kind):
    """A state is rows of a schema."""
