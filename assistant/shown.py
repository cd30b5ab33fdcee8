"""A quote as it is shown: its answering words marked, the lines of wrapped copy as one; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assistant.wrapping import unwrapped

if TYPE_CHECKING:
    from assistant.models import Quote


class Segment(NamedTuple):
    """A piece of a quote; `marked` where it answers the question most directly."""

    text: str
    marked: bool


def shown_text(quote: Quote) -> str:
    """Return the words of a quote, with a blank for each line break inside a paragraph."""
    quote.check()
    return unwrapped(quote.article.text, quote.start, quote.end)


def segments(quote: Quote) -> list[Segment]:
    """Cut a quote at its highlights; the texts joined are `shown_text`.

    Raises:
        QuoteMismatch: the quote is not the slice of its article that it claims to be.
    """
    text = shown_text(quote)
    pieces: list[Segment] = []
    position = 0
    for first, last in sorted(quote.highlights):
        start, end = max(first - quote.start, position), last - quote.start
        if start < end:
            pieces += [Segment(text[position:start], marked=False)]
            pieces += [Segment(text[start:end], marked=True)]
            position = end
    pieces.append(Segment(text[position:], marked=False))
    return [piece for piece in pieces if piece.text]
