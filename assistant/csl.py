"""Renders the reports of an answer as CSL-JSON, which reference managers read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.authors import AuthorName, author_names
from assistant.bibtex import citation_key
from assistant.cited import quotes_by_article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.models import Answer, Article, Quote


def render_csl(answer: Answer, accessed: date | None = None) -> list[dict[str, Any]]:
    """Return one item an article, in the order of the quotes; none without an answer."""
    return csl_of(quotes_by_article([answer]), accessed)


def csl_of(quoted: Sequence[Sequence[Quote]], accessed: date | None = None) -> list[dict[str, Any]]:
    """Return one item for each group of quotes; those of a group are of one article."""
    return [_item(quotes[0].article, quotes, accessed) for quotes in quoted]


def _item(article: Article, quotes: Sequence[Quote], accessed: date | None) -> dict[str, Any]:
    fields = {
        "id": citation_key(article),
        "type": "article-newspaper",
        "title": " ".join(article.title.split()),
        "container-title": article.source,
        "author": [_name(name) for name in author_names(article.author)],
        "issued": _date(article.published),
        "accessed": _date(accessed),
        "URL": article.url,
        "language": article.language,
        "note": "\n".join(f"“{quote.text}”" for quote in quotes),
    }
    return {name: value for name, value in fields.items() if value}


def _name(name: AuthorName) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    return {"family": name.family, "given": name.given}


def _date(day: date | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None
