"""The article around a quote, for the dialog that shows it."""

from __future__ import annotations

from typing import Final, TypedDict

from assistant.errors import InvalidRequest
from assistant.models import Article
from assistant.ui import words
from assistant.ui.desk import Desk

# An id is a short key; a longer one never came from a card.
MAX_ID_CHARACTERS: Final = 200


class Context(TypedDict):
    """An article cut at a quote: `before + quote + after` is its text."""

    title: str
    byline: str
    before: str
    quote: str
    after: str


def quote_context(desk: Desk, request: object) -> Context:
    """Return the article around a quote that a browser asks for as `[id, start, end]`.

    Raises:
        InvalidRequest: the request has another shape, names no article, or lies outside it.
    """
    article_id, start, end = _checked(request)
    article = desk.article(article_id)
    if article is None:
        raise InvalidRequest("The article is no longer in the index. Ask the question again.")
    if end > len(article.text):
        raise InvalidRequest("The quote lies outside its article. Ask the question again.")
    return Context(
        title=article.title,
        byline=_byline(article),
        before=article.text[:start],
        quote=article.text[start:end],
        after=article.text[end:],
    )


def _checked(request: object) -> tuple[str, int, int]:
    malformed = InvalidRequest("The request names no quote. Reload the page.")
    if not isinstance(request, list) or len(request) != 3:
        raise malformed
    article_id, start, end = request
    if not isinstance(article_id, str) or not 0 < len(article_id) <= MAX_ID_CHARACTERS:
        raise malformed
    # `type` and not `isinstance`: a JSON true would pass as 1.
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise malformed
    return article_id, start, end


def _byline(article: Article) -> str:
    parts = (article.source, article.author, words.published(article.citation))
    return " · ".join(part for part in parts if part)
