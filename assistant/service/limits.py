"""What a service takes on, as named limits with their reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from assistant.errors import InvalidRequest
from assistant.history import MAX_HISTORY_CHARACTERS as MAX_HISTORY_CHARACTERS

# Questions answered at once. On two cores 2, 4 and 8 answer as many a second, each .27 s of a
# core; four leave a thread to the short requests (an article, a list of titles) beside them.
DEFAULT_PARALLEL: Final = 4
# Questions that wait for a free worker: beyond, a reader would wait longer than for trying again.
DEFAULT_WAITING: Final = 64
# Nobody waits longer for a page; a question takes a fraction of a second of one core.
DEFAULT_SECONDS: Final = 30.0
# A thread that is taken away: 200 answers of some 15 kB. The longest history is a fifth of it.
DEFAULT_BODY_BYTES: Final = 2**22

# A page of search results; more belongs to a program in the same process.
MAX_SERVED_RESULTS: Final = 100
# A page of the list of articles.
MAX_LISTED: Final = 200
# SQLite takes no offset beyond 63 bits, and no corpus is this large.
MAX_OFFSET: Final = 10_000_000
# Outlets or languages of one filter, and characters of each: names are short.
MAX_NAMES: Final = 50
MAX_NAME_CHARACTERS: Final = 200
# Earlier questions and the quotes shown for them.
MAX_HISTORY: Final = 30
# Ids of articles and of questions are short keys.
MAX_ID_CHARACTERS: Final = 200
# Words typed to find a title.
MAX_MATCHING_CHARACTERS: Final = 200
# Examples of one page.
MAX_EXAMPLES: Final = 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much work is taken on.

    `parallel` questions are answered at once and `waiting` wait; each gets `seconds`, waiting
    included. A request has at most `body_bytes`, a client at most `per_minute` requests that cost.

    Raises:
        InvalidRequest: a limit is not positive.
    """

    parallel: int = DEFAULT_PARALLEL
    waiting: int = DEFAULT_WAITING
    seconds: float = DEFAULT_SECONDS
    body_bytes: int = DEFAULT_BODY_BYTES
    per_minute: int | None = None

    def __post_init__(self) -> None:
        for name in ("parallel", "seconds", "body_bytes", "per_minute"):
            value = getattr(self, name)
            if value is not None and not value > 0:
                raise InvalidRequest(f"The limit {name} is {value}. Choose a positive number.")
        if self.waiting < 0:
            raise InvalidRequest(f"The limit waiting is {self.waiting}. Choose 0 or more.")
