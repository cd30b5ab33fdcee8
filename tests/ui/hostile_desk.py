"""A desk whose every article is hostile; as a program it serves the page around itself."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.errors import InvalidRequest
from assistant.models import Answer, Article, Citation, Hit, Interpretation, Quote
from assistant.overview import Listing, Overview
from assistant.service.desk import Day, Names
from tests.hostile import HOSTILE, HUGE
from tests.hostile.reports import BEFORE, FIRST_DAY, hostile_answer, hostile_article
from tests.hostile.units import BY_QUESTION, Unit

# A quote of the longest article, which has no sentence that ends.
LONGEST_QUOTE = 100_000


def long_quote(name: str) -> Quote:
    """Return a quote of one of the long texts."""
    article = replace(hostile_article(HUGE[name]), title=name, source=name, author=None, url=None)
    article = replace(article, path=name, copies=())
    start = len(BEFORE)
    end = min(len(article.text), LONGEST_QUOTE)
    return Quote(article, start, end, article.text[start:end], 0.7, ((start, end),))


def answer_of(unit: Unit) -> Answer:
    """Return the answer to the question of a unit: a quote for each of its strings."""
    answer = hostile_answer(unit.texts, unit.question)
    # The dates of the index are its own; a reading that differs is shown, one that does not is not.
    return replace(answer, interpretation=replace(answer.interpretation, since=None))


class HostileDesk:
    """Answers the question of a unit with its strings, `long NAME` with a long text."""

    def __init__(self) -> None:
        self.answers = {unit.question: answer_of(unit) for unit in BY_QUESTION.values()}
        self.long = {f"long {name}": long_quote(name) for name in HUGE}
        quotes = [quote for answer in self.answers.values() for quote in answer.quotes]
        self.known = {quote.article.id: quote.article for quote in (*quotes, *self.long.values())}
        self.listed = tuple(quote.article.citation for quote in quotes)

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
        """Answer with every string, or show the nearest where "nearest" is asked for."""
        if question in self.long:
            read = Interpretation("what", question)
            return Answer(question, read, (self.long[question],))
        if question.startswith("nearest "):
            found = self.answers[question.removeprefix("nearest ")]
            return Answer(question, found.interpretation, nearest=found.quotes)
        if question not in self.answers:
            raise InvalidRequest(f"Nothing is known of {question}")
        return self.answers[question]

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
        return []

    def article(self, article_id: str) -> Article | None:
        return self.known.get(article_id)

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
        return Listing(len(self.listed), _page(self.listed, limit, offset))

    def overview(self) -> Overview:
        pairs = tuple((text, f"unreadable: {text}") for text in HOSTILE)
        return Overview(
            articles=len(self.known), copies=0, passages=0, built=HOSTILE[0], model=HOSTILE[1],
            first=FIRST_DAY, last=date(2020, 1, 1), sources=tuple((text, 1) for text in HOSTILE),
            languages=tuple((text, 1) for text in HOSTILE[:50]), skipped=pairs,
        )  # fmt: skip

    def examples(self, n: int = 4) -> list[str]:
        return list(HOSTILE[:n])


def _page(listed: tuple[Citation, ...], limit: int, offset: int) -> tuple[Citation, ...]:
    return listed[offset : offset + limit]


if __name__ == "__main__":
    from assistant.serving.options import ServeOptions
    from assistant.serving.server import serve_desk

    serve_desk(
        HostileDesk(),
        ServeOptions(port=0),
        on_ready=lambda url: print(url, file=sys.stdout, flush=True),  # noqa: T201
    )
