"""An assistant behind limits: every argument checked, a bounded number of questions at once."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from assistant.errors import NotFound
from assistant.models import Answer, Article, Hit
from assistant.service.checks import (
    checked_day,
    checked_days,
    checked_flag,
    checked_history,
    checked_names,
    checked_number,
    checked_text,
)
from assistant.service.desk import Desk
from assistant.service.gate import Gate
from assistant.service.limits import (
    MAX_EXAMPLES,
    MAX_ID_CHARACTERS,
    MAX_LISTED,
    MAX_MATCHING_CHARACTERS,
    MAX_OFFSET,
    MAX_SERVED_RESULTS,
    Limits,
)
from assistant.settings import MAX_QUESTION_CHARACTERS, MAX_QUOTES

if TYPE_CHECKING:
    from assistant.overview import Listing, Overview


class Service:
    """What every door calls: the desk's questions, asynchronous and bounded by `limits`.

    Arguments may come from anybody, so their types are checked here. It keeps nothing of a
    question: two readers share only the index. Each method raises `InvalidRequest` for a wrong
    argument, `Busy` when too many questions wait, and `TimeUp`.
    """

    def __init__(self, desk: Desk, limits: Limits | None = None) -> None:
        self.desk = desk
        self.gate = Gate(limits or Limits())
        self._examples: dict[int, tuple[str, list[str]]] = {}
        self._finding_examples = asyncio.Lock()

    async def ask(
        self,
        question: object,
        k: object = 5,
        since: object = None,
        until: object = None,
        source: object = None,
        history: object = (),
        *,
        language: object = None,
        asked: object = None,
        id: object = None,
    ) -> Answer:
        """Answer a question with at most `k` quotes (1 to 50)."""
        first, last = checked_days(since, until)
        work = partial(
            self.desk.ask,
            checked_text(question, "question", MAX_QUESTION_CHARACTERS).strip(),
            k=checked_number(k, "k", 1, MAX_QUOTES),
            since=first,
            until=last,
            source=checked_names(source, "source"),
            history=checked_history(history),
            language=checked_names(language, "language"),
            asked=checked_day(asked, "asked"),
            id=None if id is None else checked_text(id, "id", MAX_ID_CHARACTERS, blank=True),
        )
        return await self.gate.run(work)

    async def search(
        self,
        query: object,
        k: object = 10,
        since: object = None,
        until: object = None,
        source: object = None,
        *,
        language: object = None,
        asked: object = None,
        read: object = True,
    ) -> list[Hit]:
        """Return the best `k` passages (1 to 100), best first."""
        first, last = checked_days(since, until)
        work = partial(
            self.desk.search,
            checked_text(query, "query", MAX_QUESTION_CHARACTERS).strip(),
            k=checked_number(k, "k", 1, MAX_SERVED_RESULTS),
            since=first,
            until=last,
            source=checked_names(source, "source"),
            language=checked_names(language, "language"),
            asked=checked_day(asked, "asked"),
            read=checked_flag(read, "read"),
        )
        return await self.gate.run(work)

    async def article(self, article_id: object) -> Article:
        """Return an article by its id.

        Raises:
            NotFound: the index holds no such article.
        """
        wanted = checked_text(article_id, "article_id", MAX_ID_CHARACTERS)
        article = await self.gate.run(partial(self.desk.article, wanted))
        if article is None:
            raise NotFound(f"No article {ascii(wanted)} in this index. Search for it again.")
        return article

    async def articles(
        self,
        matching: object = "",
        *,
        since: object = None,
        until: object = None,
        source: object = None,
        language: object = None,
        limit: object = 50,
        offset: object = 0,
    ) -> Listing:
        """List at most `limit` articles (1 to 200) whose title holds every word of `matching`."""
        first, last = checked_days(since, until)
        work = partial(
            self.desk.articles,
            checked_text(matching, "matching", MAX_MATCHING_CHARACTERS, blank=True),
            since=first,
            until=last,
            source=checked_names(source, "source"),
            language=checked_names(language, "language"),
            limit=checked_number(limit, "limit", 1, MAX_LISTED),
            offset=checked_number(offset, "offset", 0, MAX_OFFSET),
        )
        return await self.gate.run(work)

    async def overview(self) -> Overview:
        """Return what the index holds."""
        return await self.gate.run(self.desk.overview)

    async def examples(self, n: object = 4) -> list[str]:
        """Return at most `n` questions (1 to 20) that the corpus answers.

        Finding them takes seconds, so they are kept until the index is built anew.
        """
        wanted = checked_number(n, "n", 1, MAX_EXAMPLES)
        built = (await self.overview()).built
        async with self._finding_examples:
            kept = self._examples.get(wanted)
            if kept is None or kept[0] != built:
                kept = built, await self.gate.run(partial(self.desk.examples, wanted))
                self._examples[wanted] = kept
        return list(kept[1])

    def close(self) -> None:
        """Let nothing more in; the desk stays open, for it belongs to the caller."""
        self.gate.close()
