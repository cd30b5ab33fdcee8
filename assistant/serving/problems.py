"""How an error leaves the server: a status and one line that gives nothing away."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final

from assistant.errors import (
    Busy,
    EngineError,
    InvalidRequest,
    NewsquoteError,
    NotFound,
    StoreError,
    TimeUp,
)

# What a client did, or what will pass: these say so in their own words.
STATUSES: Final[dict[type[NewsquoteError], int]] = {
    InvalidRequest: 422,
    NotFound: 404,
    Busy: 503,
    TimeUp: 504,
}
# A question takes a fraction of a second, so a place is free soon.
RETRY_SECONDS: Final = 1
UNEXPECTED: Final = "The server failed. Its log says why."
AWAY: Final = "A server that keeps the articles or their passages does not answer. Ask again soon."

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An HTTP status, one line, and after how many seconds asking again makes sense."""

    status: int
    line: str
    retry_after: int | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The headers that go with it."""
        return {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}


def refusal(error: Exception, where: str) -> Refusal:
    """Return how `error` is told to a client; what a client cannot help is logged, not told.

    `where` names the door for the log; it must not hold the question.
    """
    for kind, status in STATUSES.items():
        if isinstance(error, kind):
            retry = RETRY_SECONDS if isinstance(error, Busy) else None
            return Refusal(status, " ".join(str(error).split()), retry)
    _log.error("%s failed", where, exc_info=error)
    if isinstance(error, StoreError | EngineError):
        return Refusal(503, AWAY, RETRY_SECONDS)
    return Refusal(500, UNEXPECTED)
