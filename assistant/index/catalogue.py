"""Lists and counts the articles of a store."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from assistant.errors import InvalidRequest
from assistant.index.filters import DateRange, OneOf, folded
from assistant.index.store import FIELDS, citation_of
from assistant.index.titles import plain_title
from assistant.overview import Counts, Listing, Overview
from assistant.settings import FURTHEST_OFFSET, MAX_LISTED, MAX_QUESTION_CHARACTERS

if TYPE_CHECKING:
    from assistant.index.filters import Filter, Where
    from assistant.index.manifest import Manifest
    from assistant.index.store import Store

# Only a title with letters beyond ASCII, which take several bytes, needs the slower comparison.
_BEYOND_ASCII: Final = "length(CAST(e.title AS BLOB)) > length(e.title)"
_PRINTED: Final = re.compile(r"['\"‘’“”–—-]")
# Half a surrogate pair the database refuses, and at a NUL it takes a pattern to end.
_UNSTORABLE: Final = re.compile("[\\ud800-\\udfff\\x00]")
_ESCAPED: Final = re.compile(r"([\\%_])")


def count_all(store: Store, manifest: Manifest) -> Overview:
    """Return what the state of a manifest holds."""
    first, last = store.dates()
    months = _counts(store, "substr(published, 1, 7)", "1")
    sources = _counts(store, "source", "2 DESC, 1")
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
        languages=_counts(store, "language", "2 DESC, 1"),
        months=months,
        skipped=tuple(store.skipped()),
    )


def list_articles(store: Store, matching: str, where: Where, limit: int, offset: int) -> Listing:
    """Return the articles whose titles hold every word of `matching`, the newest first.

    Case, accents and the form of quotation marks do not matter. Undated articles come last.

    Raises:
        InvalidRequest: `matching` is too long, or `limit` or `offset` out of range.
    """
    _check_page(matching, limit, offset)
    conditions, values = ["1"], list[Any]()
    # Filters first: a title takes longer to look through than a date.
    for condition, given in (*(_passing(store, one) for one in where), *_titled(matching)):
        conditions.append(condition)
        values += given
    fields = ", ".join(f"r.{name}" for name in FIELDS)
    rows = store.rows(
        f"""
        WITH kept AS (SELECT id, published, title FROM embedded e WHERE {" AND ".join(conditions)})
        SELECT (SELECT count(*) FROM kept), {fields}
        FROM (SELECT 1) LEFT JOIN
            (SELECT * FROM kept ORDER BY published DESC, title, id LIMIT ? OFFSET ?) p
            LEFT JOIN reports r ON r.id = p.id AND r.standing = r.key
        ORDER BY p.published DESC, p.title, p.id
        """,
        [*values, limit, offset],
    )
    return Listing(rows[0][0], tuple(citation_of(row[1:]) for row in rows if row[1]))


def _titled(matching: str) -> Iterator[tuple[str, list[str]]]:
    for word in dict.fromkeys(plain_title(_UNSTORABLE.sub("\ufffd", matching)).split()):
        found, wanted = "instr({}, ?)", word
        if _PRINTED.search(word):
            # `_` stands for any one character: a typed apostrophe finds the printed one.
            escaped = _ESCAPED.sub(r"\\\1", word)
            found, wanted = r"{} LIKE ? ESCAPE '\'", f"%{_PRINTED.sub('_', escaped)}%"
        plain, bare = found.format("lower(e.title)"), found.format("plain_title(e.title)")
        yield f"({plain} OR ({_BEYOND_ASCII} AND {bare}))", [wanted, wanted]


def _passing(store: Store, one: Filter) -> tuple[str, list[str]]:
    if isinstance(one, OneOf):
        wanted = {folded(value) for value in one.values}
        names = [row[0] for row in store.rows(f"SELECT DISTINCT {one.field} FROM embedded")]
        kept = [name for name in names if name is not None and folded(name) in wanted]
        return f"e.{one.field} IN ({','.join('?' * len(kept))})", kept
    return _dated(one)


def _dated(days: DateRange) -> tuple[str, list[str]]:
    bounds = [(">=", days.first), ("<=", days.last)]
    given = [(sign, day.isoformat()) for sign, day in bounds if day]
    return " AND ".join(f"e.published {sign} ?" for sign, _ in given), [day for _, day in given]


def _counts(store: Store, value: str, order: str) -> Counts:
    query = f"SELECT {value} AS v, count(*) FROM embedded WHERE v IS NOT NULL GROUP BY v"
    return tuple((str(row[0]), int(row[1])) for row in store.rows(f"{query} ORDER BY {order}"))


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
