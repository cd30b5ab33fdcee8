"""Articles and a retriever for tests: no index, no model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.annotations import Period
from assistant.answer.words import content_words, stem, stems
from assistant.models import Article, Hit, PublishedBasis, text_sha256
from assistant.reader.reading import Reader


def article(
    text: str, title: str = "A report", published: date | None = None, source: str = "Desk"
) -> Article:
    basis: PublishedBasis = "text" if published else "unknown"
    return Article(
        text_sha256(text)[:16], text, title, source, None, published,
        basis, path=f"{text_sha256(text)[:6]}.txt", language="en",
    )  # fmt: skip


def hits(query: str, articles: Sequence[Article], size: int = 600) -> list[Hit]:
    """Every article's passages of `size` characters, best first by their share of the query."""
    wanted = {stem(word) for word in content_words(query)}
    found = []
    for report in articles:
        for start in range(0, len(report.text), size):
            end = min(len(report.text), start + size)
            words = stems(report.text[start:end]) | stems(report.title)
            share = len(wanted & words) / max(1, len(wanted))
            found.append(Hit(report, start, end, share, share, share))
    return sorted(found, key=lambda hit: -hit.score)


@dataclass
class Shelf:
    """Stands in for a Retriever over a list of articles; records what was searched."""

    articles: Sequence[Article]
    searched: list[str] = field(default_factory=list)
    closed: bool = False
    readers: list[Reader | None] = field(default_factory=list)

    def search(
        self,
        query: str,
        k: int = 10,
        since: date | None = None,
        until: date | None = None,
        source: str | Sequence[str] | None = None,
        language: str | Sequence[str] | None = None,
        period: Period | None = None,
        reader: Reader | None = None,
    ) -> list[Hit]:
        self.searched.append(query)
        self.readers.append(reader)
        allowed, spoken = _given(source), _given(language)
        kept = [
            report
            for report in self.articles
            if (allowed is None or report.source in allowed)
            and (spoken is None or report.language in spoken)
            and (since is None or (report.published is not None and report.published >= since))
            and (until is None or (report.published is not None and report.published <= until))
        ]
        return hits(query, kept)[:k]

    def known_names(self) -> None:
        """Know no names, as an index of an earlier version."""

    def article(self, article_id: str) -> Article | None:
        return next((report for report in self.articles if report.id == article_id), None)

    def sample(self, n: int) -> list[Article]:
        return list(self.articles)[:n]

    def close(self) -> None:
        self.closed = True


def _given(names: str | Sequence[str] | None) -> list[str] | None:
    listed = [names] if isinstance(names, str) else list(names or ())
    return [name for name in listed if name.strip()] or None


BEIJING = article(
    "North Korea's leader Kim Jong-un visited China on March 25, 2018, and met President Xi "
    "Jinping.\n\n"
    "He travelled to Beijing by armoured train. It was his first known trip abroad as leader.",
    "Kim visits China",
    date(2018, 3, 29),
)
DALIAN = article(
    "Officials confirmed the second meeting in as many months. Kim Jong-un visited the Chinese "
    "port of Dalian on Monday and Tuesday, walking along the coast of China with Xi.",
    "Kim and Xi meet in Dalian, China",
    date(2018, 5, 9),
    "Harbour Wire",
)
PUTIN = article(
    "Kim Jong-un met Vladimir Putin in Vladivostok on April 25, 2019. They talked for two hours.",
    "Kim in Russia",
    date(2019, 4, 26),
)
BAKERY = article(
    "The bakery sold 1,200 loaves on Saturday. Its owner, Ada Brook, said flour had become dear.",
    "Bread sells out",
    date(2020, 2, 3),
    "Harbour Wire",
)
NEWS = (PUTIN, BAKERY, DALIAN, BEIJING)
