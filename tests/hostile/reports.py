"""Reports and answers in which a hostile string stands wherever text can stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from assistant.annotations import (
    Claim,
    Disagreement,
    Event,
    Period,
    ResolvedDate,
    Speaker,
)
from assistant.answer.receipt import receipt
from assistant.models import Answer, Article, Citation, Interpretation, Quote, text_sha256

BEFORE = "The harbour office met on Monday. "
WRITTEN = "Then it wrote: "
AFTER = " The ferry left at noon."
FIRST_DAY = date(2019, 3, 1)


def hostile_article(text: str, *, published: date | None = FIRST_DAY) -> Article:
    """Return a report whose every field is `text`, within a sentence of its body."""
    body = f"{BEFORE}{WRITTEN}{text}{AFTER}"
    copy = Citation(
        id=f"copy {text}", title=text, source=text, author=text, published=FIRST_DAY,
        published_basis="page", url=text, path=text,
    )  # fmt: skip
    return Article(
        id=text_sha256(body)[:16], text=body, title=text, source=text, author=text,
        published=published, published_basis="page" if published else "unknown", url=text,
        path=text, language="en", copies=(copy,),
    )  # fmt: skip


def hostile_quote(text: str, score: float = 0.8, *, day: date = FIRST_DAY) -> Quote:
    """Return a quote that begins before `text` and ends behind it, marked and dated over it."""
    article = hostile_article(text, published=day)
    start = len(BEFORE)
    first = start + len(WRITTEN)
    last = first + len(text)
    end = len(article.text)
    return Quote(
        article, start, end, article.text[start:end], score, ((first, last),),
        dates=(ResolvedDate(first, last, text, text, day, day + timedelta(days=1), text),),
        speaker=Speaker(text, first, last, text, direct=True),
        receipt=receipt(article, start, end),
    )  # fmt: skip


def hostile_answer(
    texts: Sequence[str], question: str | None = None, *, found: bool = True
) -> Answer:
    """Return an answer of a quote for each of `texts`, on a timeline and at odds about them."""
    asked = texts[0] if question is None else question
    days = [FIRST_DAY + timedelta(days=place) for place in range(len(texts))]
    quotes = tuple(
        hostile_quote(text, 0.9 - place / 1000, day=day)
        for place, (text, day) in enumerate(zip(texts, days, strict=True))
    )
    read = Interpretation(
        "when", asked, FIRST_DAY, None, tuple(texts[:3]), tuple(texts[:3]),
        Period(FIRST_DAY, None, texts[0]),
    )  # fmt: skip
    if not found:
        return Answer(asked, read, nearest=quotes)
    events = tuple(
        Event(text, day, day, (rank,))
        for rank, (text, day) in enumerate(zip(texts, days, strict=True), 1)
    )
    claims = tuple(
        Claim(rank, *quote.highlights[0], text, text, later=rank > 1)
        for rank, (text, quote) in enumerate(zip(texts, quotes, strict=True), 1)
    )
    both = (Disagreement("date", claims), Disagreement("number", claims))
    return Answer(asked, read, quotes, timeline=events, disagreements=both)
