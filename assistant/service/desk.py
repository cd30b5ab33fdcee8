"""What a service asks of an assistant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from assistant.models import Answer, Article, Hit

if TYPE_CHECKING:
    from assistant.overview import Listing, Overview

Day = date | str | None
Names = str | Sequence[str] | None


class Desk(Protocol):
    """The part of `assistant.assistant.Assistant` that a service uses; safe between threads."""

    def ask(
        self,
        question: str,
        k: int = 5,
        since: Day = None,
        until: Day = None,
        source: Names = None,
        history: Sequence[str] = (),
        *,
        language: Names = None,
        asked: Day = None,
        id: str | None = None,
    ) -> Answer:
        """Answer a question; `history` holds what was asked and shown before, oldest first."""
        ...

    def search(
        self,
        query: str,
        k: int = 10,
        since: Day = None,
        until: Day = None,
        source: Names = None,
        *,
        language: Names = None,
        asked: Day = None,
        read: bool = True,
    ) -> list[Hit]:
        """Return the best passages, best first; `read` puts those first that answer a question."""
        ...

    def article(self, article_id: str) -> Article | None:
        """Return an article by its id, None where the index holds no such article."""
        ...

    def articles(
        self,
        matching: str = "",
        *,
        since: Day = None,
        until: Day = None,
        source: Names = None,
        language: Names = None,
        limit: int = 50,
        offset: int = 0,
    ) -> Listing:
        """List articles whose title holds every word of `matching`, newest first."""
        ...

    def overview(self) -> Overview:
        """Return what the index holds."""
        ...

    def examples(self, n: int = 4) -> list[str]:
        """Return a few questions that the corpus answers."""
        ...
