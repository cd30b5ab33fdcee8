"""What a framework's retriever looks up: passages of a search, or the quotes of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, get_args

from assistant.adapters.metadata import passage_metadata, quote_metadata
from assistant.assistant import Assistant
from assistant.errors import InvalidRequest

Mode = Literal["passages", "quotes"]
Names = str | Sequence[str] | None
Day = date | str | None

MODES: Final = get_args(Mode)
# As many as a prompt takes beside its question, and as an answer shows.
DEFAULT_K: Final = 5


@dataclass(frozen=True, slots=True)
class Found:
    """One passage or quote: `text` is its words, exactly as they stand in the article.

    The same slice of the same article has the same `id` in every search.
    """

    id: str
    text: str
    score: float
    metadata: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Lookup:
    """How much to look up, and where.

    With the mode `passages`, the best `k` that pass the filters come, whether or not they answer;
    with `quotes`, those sentences come that answer, at most `k`, and none where the corpus has no
    answer. `since` and `until` are publication days, both included, as a date or YYYY-MM-DD.
    """

    mode: Mode = "passages"
    k: int = DEFAULT_K
    since: Day = None
    until: Day = None
    source: Names = None
    language: Names = None

    def __post_init__(self) -> None:
        if self.mode not in MODES:
            raise InvalidRequest(f"The mode is {self.mode!r}. Choose one of {', '.join(MODES)}.")

    def find(self, desk: Assistant, query: str, history: Sequence[str] = ()) -> list[Found]:
        """Return what is found for a query that follows the questions in `history`, best first.

        Raises:
            InvalidRequest: the query is empty or too long, or a limit or date out of range.
        """
        where: dict[str, Any] = {
            "since": self.since,
            "until": self.until,
            "source": self.source,
            "language": self.language,
            "history": history,
        }
        if self.mode == "quotes":
            quotes = desk.ask(query, self.k, **where).quotes
            return [
                _found(quote.text, quote.score, quote_metadata(quote, rank))
                for rank, quote in enumerate(quotes, 1)
            ]
        hits = desk.search(query, self.k, **where)
        return [_found(hit.text, hit.score, passage_metadata(hit)) for hit in hits]


def _found(text: str, score: float, metadata: dict[str, Any]) -> Found:
    id = f"{metadata['article']}:{metadata['start']}-{metadata['end']}"
    return Found(id, text, score, metadata)
