"""What the page asks of an assistant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.models import Answer, Article


class Desk(Protocol):
    """The part of `assistant.assistant.Assistant` that the page uses."""

    def ask(self, question: str, *, history: Sequence[str] = ()) -> Answer:
        """Answer a question; `history` holds what was asked and shown before, oldest first."""
        ...

    def article(self, article_id: str) -> Article | None:
        """Return an article by its id, None where the index holds no such article."""
        ...

    def examples(self) -> list[str]:
        """Return a few questions that the corpus answers."""
        ...
