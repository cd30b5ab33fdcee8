"""An article cut at the quotes of an answer, for the dialog that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, TypedDict

from assistant.errors import InvalidRequest
from assistant.models import Article, Span
from assistant.ui import words
from assistant.web_address import safe_url

# An answer has no more quotes than these; a request with more never came from a card.
MAX_MARKS: Final = 60

Mark = Literal["", "quote", "other"]


class Piece(TypedDict):
    """A slice of an article; `mark` says whether it is the quote, or another of the answer."""

    text: str
    mark: Mark


class Context(TypedDict):
    """An article cut at quotes: the texts of the pieces joined are its text."""

    title: str
    byline: str
    link: str | None
    language: str | None
    pieces: list[Piece]


def in_context(article: Article, quote: Span | None, others: Sequence[Span]) -> Context:
    """Return the article with `quote` marked, and what `others` cover beside it more faintly.

    Raises:
        InvalidRequest: a span lies outside the article.
    """
    for start, end in (*others, *([quote] if quote else [])):
        if not 0 <= start < end <= len(article.text):
            raise InvalidRequest("The quote lies outside its article. Ask the question again.")
    parts = (article.source, article.author, words.published(article.citation))
    return Context(
        title=article.title,
        byline=" · ".join(part for part in parts if part),
        link=safe_url(article.url),
        language=article.language,
        pieces=list(_pieces(article.text, quote, others)),
    )


def checked_spans(value: object) -> list[Span]:
    """Return spans that a browser sent as a list of [start, end].

    Raises:
        InvalidRequest: they have another shape.
    """
    if not isinstance(value, list) or len(value) > MAX_MARKS:
        raise InvalidRequest("The request names no quotes. Reload the page.")
    return [checked_span(each) for each in value]


def checked_span(value: object) -> Span:
    """Return a span that a browser sent as [start, end]; errors as `checked_spans`."""
    if isinstance(value, list) and len(value) == 2:
        start, end = value
        # `type` and not `isinstance`: a JSON true would pass as 1.
        if type(start) is int and type(end) is int:
            return start, end
    raise InvalidRequest("The request names no quote. Reload the page.")


def checked_request(value: object) -> Mapping[str, object]:
    """Return a request of the page as the object that it must be.

    Raises:
        InvalidRequest: it is something else.
    """
    if not isinstance(value, dict):
        raise InvalidRequest("The page sent a request of another shape. Reload the page.")
    return value


def _pieces(text: str, quote: Span | None, others: Sequence[Span]) -> Iterator[Piece]:
    """Cut at every bound, and join neighbours with the same mark."""
    bounds = sorted({0, len(text), *(quote or ()), *(bound for span in others for bound in span)})
    begun, mark = 0, _mark(bounds[0], quote, others)
    for bound in bounds[1:-1]:
        following = _mark(bound, quote, others)
        if following != mark:
            yield Piece(text=text[begun:bound], mark=mark)
            begun, mark = bound, following
    yield Piece(text=text[begun:], mark=mark)


def _mark(position: int, quote: Span | None, others: Sequence[Span]) -> Mark:
    if quote and quote[0] <= position < quote[1]:
        return "quote"
    return "other" if any(start <= position < end for start, end in others) else ""
