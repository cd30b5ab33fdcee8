"""What the frameworks are told of a passage or a quote beside its words; pure."""

from __future__ import annotations

from typing import Any

from assistant.answer.dates import quote_dates
from assistant.models import Article, Citation, Hit, Quote


def passage_metadata(hit: Hit) -> dict[str, Any]:
    """Return what is known of a passage, as values that JSON has.

    `start` and `end` are offsets into the article's text, of which `sha256` is the hash; `dates`
    are those within the passage, each resolved as `ResolvedDate.to_dict` says. `score` orders the
    passages of one search, and is no probability.
    """
    dates = quote_dates(hit.article, hit.start, hit.end)
    return {
        "kind": "passage",
        **_place(hit.article, hit.start, hit.end),
        "score": hit.score,
        "dates": [resolved.to_dict() for resolved in dates],
    }


def quote_metadata(quote: Quote, rank: int) -> dict[str, Any]:
    """Return what is known of a quote: as for a passage, and what answers in it, and who says it.

    `score` is the probability that the quote answers the question; `highlights` are offsets into
    the article's text; `link` opens a web source at the quote, where it has one.
    """
    quote.check()
    return {
        "kind": "quote",
        **_place(quote.article, quote.start, quote.end),
        "score": quote.score,
        "dates": [resolved.to_dict() for resolved in quote.dates],
        "rank": rank,
        "highlights": [list(span) for span in quote.highlights],
        "speaker": quote.speaker.name if quote.speaker else None,
        "link": quote.receipt.link if quote.receipt else None,
    }


def citation_line(citation: Citation) -> str:
    """Return a citation as one line of plain text, the day with how it is known."""
    day = citation.published
    dated = f"{day.isoformat()} ({citation.published_basis})" if day else "date not known"
    parts = [citation.title, citation.source, citation.author, dated, citation.url or citation.path]
    return ", ".join(" ".join(part.split()) for part in parts if part)


def _place(article: Article, start: int, end: int) -> dict[str, Any]:
    fields = article.citation.to_dict()
    return {
        "article": fields.pop("id"),
        **fields,
        "language": article.language,
        "sha256": article.sha256,
        "start": start,
        "end": end,
        "citation": citation_line(article.citation),
    }
