"""A page of the articles of a catalogue by the words of their titles: the SQL of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from assistant.index.filters import DateRange, Filter, OneOf, Where, folded
from assistant.index.titles import PRINTED

Rows = Callable[[str, Sequence[Any]], list[Any]]

# Only a title with letters beyond ASCII, which take several bytes, needs the slower comparison.
_BEYOND_ASCII: Final = "length(CAST(e.title AS BLOB)) > length(e.title)"
_ESCAPED: Final = re.compile(r"([\\%_])")
_FIELDS: Final = "t.id, r.title, r.source, r.author, r.published, r.published_basis, r.url, r.path"


def list_titles(
    rows: Rows, words: Sequence[str], where: Where, limit: int, offset: int
) -> tuple[int, list[Any]]:
    """Return how many articles' titles hold every word, and one page of their citations' rows."""
    conditions, values = ["NOT e.pending"], list[Any]()
    # Filters first: a title takes longer to look through than a date.
    for condition, given in (*(_passing(rows, one) for one in where), *_titled(words)):
        conditions.append(condition)
        values += given
    found = rows(
        f"""
        WITH kept AS (
            SELECT text, id, published, title FROM embedded e WHERE {" AND ".join(conditions)})
        SELECT (SELECT count(*) FROM kept), {_FIELDS}
        FROM (SELECT 1) LEFT JOIN
            (SELECT * FROM kept ORDER BY published DESC, title, id LIMIT ? OFFSET ?) p
            LEFT JOIN texts t ON t.number = p.text
            LEFT JOIN reports r ON r.text = p.text AND r.standing = r.key
        ORDER BY p.published DESC, p.title, p.id
        """,
        [*values, limit, offset],
    )
    return found[0][0], [row[1:] for row in found if row[1]]


def _titled(words: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    for word in words:
        found, wanted = "instr({}, ?)", word
        if PRINTED.search(word):
            escaped = _ESCAPED.sub(r"\\\1", word)
            found, wanted = r"{} LIKE ? ESCAPE '\'", f"%{PRINTED.sub('_', escaped)}%"
        plain, bare = found.format("lower(e.title)"), found.format("plain_title(e.title)")
        yield f"({plain} OR ({_BEYOND_ASCII} AND {bare}))", [wanted, wanted]


def _passing(rows: Rows, one: Filter) -> tuple[str, list[str]]:
    if isinstance(one, OneOf):
        wanted = {folded(value) for value in one.values}
        names = [row[0] for row in rows(f"SELECT DISTINCT {one.field} FROM embedded", ())]
        kept = [name for name in names if name is not None and folded(name) in wanted]
        return f"e.{one.field} IN ({','.join('?' * len(kept))})", kept
    return _dated(one)


def _dated(days: DateRange) -> tuple[str, list[str]]:
    bounds = [(">=", days.first), ("<=", days.last)]
    given = [(sign, day.isoformat()) for sign, day in bounds if day]
    return " AND ".join(f"e.published {sign} ?" for sign, _ in given), [day for _, day in given]
