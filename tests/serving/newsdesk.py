"""A desk with two reports and no engine, whose answers use every field; also as a served program.

`python -m tests.serving.newsdesk` serves it with all doors on a free port and prints its address.
"""

from __future__ import annotations

import time
from datetime import date
from typing import Any

from assistant.annotations import (
    Claim,
    Disagreement,
    Event,
    Period,
    Receipt,
    ResolvedDate,
    Speaker,
)
from assistant.models import (
    Answer,
    Article,
    Citation,
    Hit,
    Interpretation,
    Quote,
    text_sha256,
)
from assistant.overview import Listing, Overview
from assistant.threshold import Threshold

TEXT = (
    "The lighthouse of Grey Point was lit again on Sunday, keeper Mira Holt said. “Forty-two boats "
    "saw it,” she added – 🛳️ <b>and</b> e\u0301 \u202eesrever\u202c.\n\nThe lamp had failed in May."
)
LAMP = "The lighthouse of Grey Point was lit again on Sunday, keeper Mira Holt said."
DAY = date(2022, 6, 5)


def article(text: str, title: str, **fields: Any) -> Article:
    return Article(id=text_sha256(text)[:16], text=text, title=title, **fields)


LIGHTHOUSE = article(
    TEXT,
    "Lighthouse lit again",
    source="Grey Point Courier",
    author="Tom Vale",
    published=date(2022, 6, 7),
    published_basis="metadata",
    url="https://example.org/lamp?a=1&b=2",
    path="2022/lamp.html",
    language="en",
    copies=(Citation(id="copy", title="Lamp lit", source="Isle Herald", published=DAY),),
)
FERRY = article("The ferry ran with 40 boats. It was calm.", "Ferry ran", path="ferry.txt")


def span(text: str) -> tuple[int, int]:
    start = TEXT.index(text)
    return start, start + len(text)


FULL = Quote(
    LIGHTHOUSE,
    *span(LAMP),
    LAMP,
    0.91234,
    highlights=(span("Sunday"),),
    dates=(ResolvedDate(*span("Sunday"), "Sunday", "2022-06-05", DAY, DAY, "publication"),),
    speaker=Speaker("Mira Holt", *span("keeper Mira Holt said"), "keeper Mira Holt said", False),
    receipt=Receipt("", " “Forty-two boats", "https://example.org/lamp#:~:text=The"),
)
PLAIN = Quote(FERRY, 0, 28, "The ferry ran with 40 boats.", 1.0)
SHIPPED = Threshold(0.4, 0.05, 100, 4, 0.0, 0.1)


class NewsDesk:
    """Knows of the lamp; `asked` keeps the arguments of every question."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []

    def ask(self, question: str, k: int = 5, *_: Any, **given: Any) -> Answer:
        self.asked.append({"question": question, "k": k, **given})
        if "broken" in question:
            raise RuntimeError("a defect with a /secret/path")
        if "slow" in question:
            time.sleep(0.3)
        first, last = given.get("since"), given.get("until")
        period = Period(DAY, None, "since June", "boost")
        read = Interpretation(
            "when", question, first, last, ("Grey Point",), ("lit",), period, ("Courier",), ("en",)
        )
        id, threshold = given.get("id"), SHIPPED
        if "lamp" not in question:
            nothing = Interpretation("what", question)
            return Answer(question, nothing, nearest=(PLAIN,), id=id, threshold=threshold)
        forty, at = span("Forty-two"), PLAIN.text.index("40")
        claims = (
            Claim(1, *forty, "Forty-two", "42"),
            Claim(2, at, at + 2, "40", "40", later=True),
        )
        return Answer(
            question,
            read,
            quotes=(FULL, PLAIN)[:k],
            timeline=(Event("2022-06-05", DAY, DAY, (1,)),),
            disagreements=(Disagreement("number", claims),),
            took_ms=7,
            id=id,
            threshold=threshold,
        )

    def search(self, query: str, k: int = 10, *_: Any, **given: Any) -> list[Hit]:
        self.asked.append({"query": query, "k": k, **given})
        return [Hit(LIGHTHOUSE, *span(LAMP), 0.5, 0.5, 0.5), Hit(FERRY, 0, 28, 0.25, 0.5, 0.0)][:k]

    def article(self, article_id: str) -> Article | None:
        return {known.id: known for known in (LIGHTHOUSE, FERRY)}.get(article_id)

    def articles(self, matching: str = "", **given: Any) -> Listing:
        self.asked.append({"matching": matching, **given})
        return Listing(2, (LIGHTHOUSE.citation, FERRY.citation))

    def overview(self) -> Overview:
        return Overview(
            articles=2,
            copies=1,
            passages=3,
            built="2022-07-01T10:00:00+00:00",
            model="small",
            first=LIGHTHOUSE.published,
            last=LIGHTHOUSE.published,
            undated=1,
            sources=(("Grey Point Courier", 1),),
            unsourced=1,
            languages=(("en", 2),),
            months=(("2022-06", 1),),
            # The name of a file that is no UTF-8, as Python reads it.
            skipped=(("bad\udcff.txt", "empty"),),
        )

    def examples(self, n: int = 4) -> list[str]:
        return ["When was the lamp lit?"][:n]


if __name__ == "__main__":
    from assistant.serving.options import ServeOptions
    from assistant.serving.server import serve_desk

    serve_desk(
        NewsDesk(),
        ServeOptions(port=0, mcp=True),
        on_ready=lambda url: print(url, flush=True),  # noqa: T201
    )
