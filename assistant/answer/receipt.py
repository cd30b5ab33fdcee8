"""Makes the receipt of a quote: what anyone needs to find it again without this program.

The selectors are those of the W3C Web Annotation Data Model (TextQuoteSelector,
TextPositionSelector); both count code points, as Python does.
"""

from __future__ import annotations

from assistant.annotations import Receipt
from assistant.answer.text_fragment import fragment_link
from assistant.models import Article
from assistant.settings import RECEIPT_CONTEXT


def receipt(article: Article, start: int, end: int) -> Receipt:
    """Return the receipt of the slice [start:end] of an article's text.

    Prefix and suffix are grown until prefix, quote and suffix together stand in the article only
    once. They begin and end at white space where there is some within twice `RECEIPT_CONTEXT`.
    """
    size = RECEIPT_CONTEXT
    first, last = _context(article.text, start, end, size)
    while not _once(article.text, first, last):
        size *= 2
        first, last = _context(article.text, start, end, size)
    return Receipt(
        prefix=article.text[first:start],
        suffix=article.text[end:last],
        link=fragment_link(article.url, article.text, start, end),
    )


def _context(text: str, start: int, end: int, size: int) -> tuple[int, int]:
    return _left(text, start, size), _right(text, end, size)


def _left(text: str, start: int, size: int) -> int:
    wanted, most = max(0, start - size), max(0, start - 2 * size)
    for position in range(wanted, most, -1):
        if text[position - 1].isspace():
            return position
    return wanted if most else 0


def _right(text: str, end: int, size: int) -> int:
    wanted, most = min(len(text), end + size), min(len(text), end + 2 * size)
    for position in range(wanted, most):
        if text[position].isspace():
            return position
    return wanted if most < len(text) else len(text)


def _once(text: str, first: int, last: int) -> bool:
    together = text[first:last]
    return text.find(together) == first and text.find(together, first + 1) < 0
