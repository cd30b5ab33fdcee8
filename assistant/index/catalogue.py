"""Lists and counts the articles of a store."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from assistant.errors import InvalidRequest
from assistant.index.titles import plain_title
from assistant.overview import Listing, Overview
from assistant.settings import FURTHEST_OFFSET, MAX_LISTED, MAX_QUESTION_CHARACTERS

if TYPE_CHECKING:
    from assistant.index.article_store import ArticleStore
    from assistant.index.filters import Where
    from assistant.index.manifest import Manifest

# Half a surrogate pair a database refuses, and at a NUL it takes a pattern to end.
_UNSTORABLE: Final = re.compile("[\\ud800-\\udfff\\x00]")


def count_all(store: ArticleStore, manifest: Manifest) -> Overview:
    """Return what the state of a manifest holds."""
    first, last = store.dates()
    months, sources = tuple(store.tally("month")), tuple(store.tally("source"))
    articles = manifest.counts["articles"]
    return Overview(
        articles=articles,
        copies=manifest.counts["copies"],
        passages=manifest.counts["passages"],
        built=manifest.created,
        model=manifest.model.name,
        first=first,
        last=last,
        undated=articles - _sum(months),
        sources=sources,
        unsourced=articles - _sum(sources),
        languages=tuple(store.tally("language")),
        months=months,
        skipped=tuple(store.skipped()),
    )


def list_articles(
    store: ArticleStore, matching: str, where: Where, limit: int, offset: int
) -> Listing:
    """Return the articles whose titles hold every word of `matching`, the newest first.

    Case, accents and the form of quotation marks do not matter. Undated articles come last.

    Raises:
        InvalidRequest: `matching` is too long, or `limit` or `offset` out of range.
    """
    _check_page(matching, limit, offset)
    words = dict.fromkeys(plain_title(_UNSTORABLE.sub("\ufffd", matching)).split())
    return store.listing(list(words), where, limit, offset)


def _sum(counts: Sequence[tuple[str, int]]) -> int:
    return sum(count for _, count in counts)


def _check_page(matching: str, limit: int, offset: int) -> None:
    if len(matching) > MAX_QUESTION_CHARACTERS:
        raise InvalidRequest(
            f"The words to find have {len(matching)} characters. "
            f"Shorten them to {MAX_QUESTION_CHARACTERS}."
        )
    if not 1 <= limit <= MAX_LISTED:
        raise InvalidRequest(f"limit is {limit}. Choose it from 1 to {MAX_LISTED}.")
    if not 0 <= offset <= FURTHEST_OFFSET:
        raise InvalidRequest(f"offset is {offset}. Choose it from 0 to {FURTHEST_OFFSET}.")
