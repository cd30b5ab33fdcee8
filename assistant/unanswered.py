"""The one line that says that a question has no answer here, and why nothing is shown; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assistant.kept import kept_to

if TYPE_CHECKING:
    from assistant.models import Answer

NOT_FOUND: Final = "Not found in these articles."
_NO_WORDS: Final = "This is no question in words. Ask, for example: who won the election?"


def unanswered(answer: Answer) -> str:
    """Return the line above the closest passages of an answer without quotes, or in their place."""
    read = answer.interpretation
    if answer.nearest:
        return f"{NOT_FOUND} Closest:"
    if not read.words and not read.names:
        return _NO_WORDS
    if filters := kept_to(read):
        return f"{NOT_FOUND} Only articles {filters} were searched."
    return f"{NOT_FOUND} None has a word of the question."
