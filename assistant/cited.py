"""The quotes of answers by their articles: what a bibliography has one entry each for; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.models import Answer, Quote


def quotes_by_article(answers: Sequence[Answer]) -> list[list[Quote]]:
    """Return the quotes of each article once, both in the order of their first showing.

    The nearest passages of a question without answer are not cited.

    Raises:
        QuoteMismatch: a quote is not the slice it claims to be.
    """
    found: dict[str, dict[tuple[int, int], Quote]] = {}
    for answer in answers:
        for quote in answer.quotes:
            quote.check()
            found.setdefault(quote.article.id, {}).setdefault((quote.start, quote.end), quote)
    return [list(quotes.values()) for quotes in found.values()]
