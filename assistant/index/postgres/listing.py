"""Lists the articles of a state in PostgreSQL by title, source, language and date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from assistant.index.filters import Filter, OneOf, Where, folded
from assistant.index.postgres.numbers import live
from assistant.index.postgres.reading import REPORT, citation_of
from assistant.index.postgres.text import storable
from assistant.index.titles import PRINTED
from assistant.overview import Listing

if TYPE_CHECKING:
    from assistant.index.postgres.reading import PostgresReading

_ESCAPED: Final = re.compile(r"([\\%_])")
_ORDER: Final = "{0}.published DESC NULLS LAST, {0}.title, {0}.id"


def list_page(
    store: PostgresReading, words: Sequence[str], where: Where, limit: int, offset: int
) -> Listing:
    """Return one page of the articles that pass the filters and whose titles hold every word."""
    conditions, values = [live("h"), "NOT h.pending"], dict[str, Any]()
    # Filters first: a title takes longer to look through than a date.
    for number, (condition, given) in enumerate((*_passing(where), *_titled(words))):
        name = f"value_{number}"
        conditions.append(condition.format(f"%({name})s"))
        values[name] = given
    kept = f"held h WHERE {' AND '.join(conditions)}"
    if len(conditions) > 2:
        total = int(store.rows(f"SELECT count(*) FROM {kept}", **values)[0][0])
    else:
        # Of a finished state this number is kept, and need not be counted.
        total = store.counts()["articles"]
    # A page beyond the end asks for nothing.
    return Listing(total, _page(store, kept, values, limit, offset) if offset < total else ())


def _page(
    store: PostgresReading, kept: str, values: dict[str, Any], limit: int, offset: int
) -> tuple[Any, ...]:
    query = f"""
        SELECT p.id, {REPORT} FROM (
            SELECT h.number, h.id, h.published, h.title FROM {kept}
            ORDER BY {_ORDER.format("h")} LIMIT %(limit)s OFFSET %(offset)s) p
        JOIN leaders l ON l.number = p.number AND {live("l")}
        JOIN reports r ON r.key = l.report AND {live("r")}
        ORDER BY {_ORDER.format("p")}
    """
    rows = store.rows(query, **values, limit=limit, offset=offset)
    return tuple(citation_of(row) for row in rows)


def _titled(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    for word in dict.fromkeys(words):
        # `_` stands for any one character: a typed apostrophe finds the printed one.
        pattern = PRINTED.sub("_", _ESCAPED.sub(r"\\\1", storable(word)))
        yield "h.plain LIKE {}", f"%{pattern}%"


def _passing(where: Where) -> Iterator[tuple[str, Any]]:
    for one in where:
        yield from _one(one)


def _one(one: Filter) -> Iterator[tuple[str, Any]]:
    if isinstance(one, OneOf):
        wanted = sorted({storable(folded(value)) for value in one.values})
        yield f"h.{one.field}_folded = ANY({{}})", wanted
        return
    # An undated article passes neither, whatever is left open.
    yield "h.published >= {}::date", one.first or date.min
    yield "h.published <= {}::date", one.last or date.max
