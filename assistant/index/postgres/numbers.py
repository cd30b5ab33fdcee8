"""How many of what a state in PostgreSQL holds, and samples of it; pure SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from assistant.index.article_store import Counted
from assistant.index.postgres.text import restored

# A month with its zeros, whatever the year.
_TALLIED: Final = {
    "source": ("h.source", "2 DESC, 1"),
    "language": ("h.language", "2 DESC, 1"),
    "month": ("to_char(h.published, 'YYYY-MM') COLLATE \"C\"", "1"),
}
_COUNTED: Final = ("articles", "copies", "passages", "skipped")


def live(*tables: str) -> str:
    """Return the condition that rows of these aliases belong to the state that is read."""
    return " AND ".join(
        f"{one}.lineage = %(lineage)s AND {one}.born <= %(now)s AND {one}.died > %(now)s"
        for one in tables
    )


HELD: Final = f"held h WHERE {live('h')} AND NOT h.pending"


class PostgresNumbers:
    """What a state holds; `_rows` says where its statements run."""

    _shown: str

    def _rows(self, query: str, values: Mapping[str, Any]) -> list[Any]:
        """Run a statement, `lineage` and `now` added to its values."""
        raise NotImplementedError

    def rows(self, query: str, **values: Any) -> list[Any]:
        """Return all rows of a query, its values bound by name."""
        return self._rows(query, values)

    def _count(self, query: str, **values: Any) -> list[Any]:
        """Return all rows of a query that looks at every row there is, however long it takes."""
        return self._rows(query, values)

    def sample_ids(self, n: int) -> list[str]:
        """Return up to `n` article ids spread evenly over all, always the same ones."""
        return [restored(id) for id in self._sample("h.id", HELD, n)]

    def sample_keys(self, n: int) -> list[int]:
        """Return up to `n` passage keys spread evenly over all, always the same ones."""
        return self._sample("p.key", f"passages p WHERE {live('p')} AND {_NOT_PENDING}", n)

    def _sample(self, value: str, of: str, n: int) -> list[Any]:
        count = self._count(f"SELECT count(*) FROM {of}")[0][0]
        query = f"""
            SELECT one FROM (
                SELECT {value} AS one, row_number() OVER (ORDER BY {value}) - 1 AS place
                FROM {of}) numbered
            WHERE place %% %(step)s = 0 ORDER BY place LIMIT %(n)s
        """
        rows = self._count(query, step=max(1, count // n), n=n) if n > 0 else []
        return [row[0] for row in rows]

    def tally(self, by: Counted) -> list[tuple[str, int]]:
        """Return each known value with its number of articles; pending ones are not counted."""
        value, order = _TALLIED[by]
        query = f"SELECT {value}, count(*) FROM {HELD} AND {value} IS NOT NULL GROUP BY 1"
        return [(restored(row[0]), row[1]) for row in self.rows(f"{query} ORDER BY {order}")]

    def dates(self) -> tuple[date | None, date | None]:
        """Return the first and the last publication date of the articles."""
        row = self.rows(f"SELECT min(h.published), max(h.published) FROM {HELD}")[0]
        return row[0], row[1]

    def counts(self) -> dict[str, int]:
        """Return what `finish` counted: articles, copies, passages, skipped."""
        query = f"SELECT {', '.join(_COUNTED)} FROM states WHERE generation = %(now)s"
        row = self.rows(query)[0]
        if None in row:
            return self.count_anew()
        return dict(zip(_COUNTED, row, strict=True))

    def count_anew(self) -> dict[str, int]:
        """Count what `counts` names, row by row."""
        query = f"""
            SELECT (SELECT count(*) FROM {HELD}),
                (SELECT count(*) FROM reports r WHERE {live("r")})
                    - (SELECT count(*) FROM leaders l WHERE {live("l")}),
                (SELECT count(*) FROM passages p WHERE {live("p")} AND {_NOT_PENDING}),
                (SELECT count(*) FROM skipped s WHERE {live("s")})
        """
        return dict(zip(_COUNTED, self._count(query)[0], strict=True))

    def skipped(self) -> list[tuple[str, str]]:
        """Return (path, why) of what could not be used, in order of path."""
        query = f"SELECT s.path, s.why FROM skipped s WHERE {live('s')} ORDER BY s.path, s.why"
        return [(restored(row[0]), restored(row[1])) for row in self.rows(query)]

    def problems(self) -> Iterator[str]:
        """Yield one line for each thing that is wrong with the database itself."""
        for what, query in _PROBLEMS.items():
            count = self._count(f"SELECT count(*) FROM {query}")[0][0]
            if count:
                yield f"the store: {count} {what}"


_NOT_PENDING: Final = (
    f"NOT EXISTS (SELECT 1 FROM held h WHERE h.number = p.number AND {live('h')} AND h.pending)"
)
_PROBLEMS: Final = {
    "texts are missing": f"""texts t WHERE {live("t")} AND NOT EXISTS (
        SELECT 1 FROM bodies b WHERE b.lineage = t.lineage AND b.number = t.number)""",
    "reports are of no text": f"""reports r WHERE {live("r")} AND NOT EXISTS (
        SELECT 1 FROM texts t WHERE t.number = r.number AND {live("t")})""",
    "passages are of no article": f"""passages p WHERE {live("p")} AND NOT EXISTS (
        SELECT 1 FROM held h WHERE h.number = p.number AND {live("h")})""",
    "articles do not stand": f"""held h WHERE {live("h")} AND NOT EXISTS (
        SELECT 1 FROM leaders l WHERE l.number = h.number AND {live("l")})""",
    "passages share a key": f"""(SELECT 1 FROM passages p WHERE {live("p")}
        GROUP BY p.key HAVING count(*) > 1) twice""",
}
