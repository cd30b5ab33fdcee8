"""What is read of a state in PostgreSQL; the same statements for a store and a ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, cast

from assistant.errors import IndexDamaged
from assistant.index.article_store import Counted
from assistant.index.filters import Where
from assistant.index.postgres_schema import INDEXED
from assistant.index.postgres_text import restored, storable
from assistant.models import Article, Citation, Passage, PublishedBasis, text_sha256
from assistant.overview import Listing

# Rows of one answer of the server, so that memory does not grow with the corpus.
PAGE: Final = 1000
# Articles with their texts, which may be long.
TEXT_PAGE: Final = 100

REPORT: Final = "r.title, r.source, r.author, r.published, r.basis, r.url, r.path"
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


_HELD: Final = f"held h WHERE {live('h')} AND NOT h.pending"


class PostgresReading:
    """The reading half of a store; `_rows` says where its statements run."""

    _shown: str

    def _rows(self, query: str, values: Mapping[str, Any]) -> list[Any]:
        """Run a statement, `lineage` and `now` added to its values."""
        raise NotImplementedError

    def rows(self, query: str, **values: Any) -> list[Any]:
        """Return all rows of a query, its values bound by name."""
        return self._rows(query, values)

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return the articles with these ids, copies' too; unknown ids are left out."""
        query = f"""
            SELECT DISTINCT ON (t.id) t.id, {REPORT}, r.language, b.body, r.key,
                r.key IS NOT DISTINCT FROM l.report AS stands, t.number
            FROM texts t
            JOIN bodies b ON b.lineage = t.lineage AND b.number = t.number
            JOIN reports r ON r.number = t.number AND {live("r")}
            LEFT JOIN leaders l ON l.number = t.number AND {live("l")}
            WHERE t.id = ANY(%(ids)s) AND {live("t")} ORDER BY t.id, stands DESC, r.key
        """
        found = {}
        for batch in _pages(list(dict.fromkeys(ids)), TEXT_PAGE):
            rows = self.rows(query, ids=[storable(id) for id in batch])
            copies = self._copies([row[12] for row in rows if row[11]])
            for row in rows:
                citation = citation_of(row[:8])
                text = self._checked(citation.id, row[9])
                found[citation.id] = _article(citation, text, row[8], copies.get(row[10], ()))
        return found

    def _copies(self, numbers: Sequence[int]) -> dict[int, tuple[Citation, ...]]:
        """Return what the reports of these standing texts stand for, by the report's key."""
        query = f"""
            SELECT l.report, t.id, {REPORT} FROM leaders l
            JOIN members m ON m.grp = l.grp AND {live("m")}
            JOIN texts t ON t.number = m.number AND {live("t")}
            JOIN reports r ON r.number = m.number AND r.key <> l.report AND {live("r")}
            WHERE l.number = ANY(%(numbers)s) AND {live("l")}
            ORDER BY r.published NULLS FIRST, r.key
        """
        found: dict[int, list[Citation]] = {}
        if numbers:
            for row in self.rows(query, numbers=numbers):
                found.setdefault(row[0], []).append(citation_of(row[1:]))
        return {report: tuple(copies) for report, copies in found.items()}

    def _checked(self, id: str, body: str) -> str:
        text = restored(body)
        if not text_sha256(text).startswith(id):
            raise IndexDamaged(
                f"The article store {self._shown} is damaged: the text of article {id} is not its "
                "own. Build it again: newsquote index"
            )
        return text

    def passages(self, keys: Sequence[int]) -> dict[int, tuple[str, int, int]]:
        """Return (article id, start, end) of each key; unknown and pending keys are left out."""
        query = f"""
            SELECT p.key, h.id, p.first, p.beyond FROM passages p
            JOIN held h ON h.number = p.number AND {live("h")} AND NOT h.pending
            WHERE p.key = ANY(%(keys)s) AND {live("p")}
        """
        rows = [row for page in _pages(keys, PAGE) for row in self.rows(query, keys=list(page))]
        return {row[0]: (restored(row[1]), row[2], row[3]) for row in rows}

    def all_passages(self) -> Iterator[tuple[int, Passage]]:
        """Yield every passage with its key, article by article, in the order of their texts."""
        query = f"""
            SELECT h.number, h.id, b.body, of.keys, of.firsts, of.ends FROM held h
            JOIN bodies b ON b.lineage = h.lineage AND b.number = h.number
            CROSS JOIN LATERAL (
                SELECT array_agg(p.key ORDER BY p.first, p.key) AS keys,
                    array_agg(p.first ORDER BY p.first, p.key) AS firsts,
                    array_agg(p.beyond ORDER BY p.first, p.key) AS ends
                FROM passages p WHERE p.number = h.number AND {live("p")}) of
            WHERE {live("h")} AND NOT h.pending AND h.number > %(after)s
            ORDER BY h.number LIMIT {TEXT_PAGE}
        """
        after = 0
        while rows := self.rows(query, after=after):
            for _, id, body, keys, firsts, ends in rows:
                article, text = restored(id), restored(body)
                for key, start, end in zip(keys or (), firsts or (), ends or (), strict=True):
                    yield key, Passage(article, start, end, text[start:end])
            after = rows[-1][0]

    def standing_ids(self) -> Iterator[str]:
        """Yield the ids of the articles that are searched, in order."""
        query = f"SELECT h.id FROM {_HELD} AND h.id > %(after)s ORDER BY h.id LIMIT {PAGE}"
        after = ""
        while rows := self.rows(query, after=after):
            yield from (restored(row[0]) for row in rows)
            after = rows[-1][0]

    def sample_ids(self, n: int) -> list[str]:
        """Return up to `n` article ids spread evenly over all, always the same ones."""
        return [restored(id) for id in self._sample("h.id", _HELD, n)]

    def sample_keys(self, n: int) -> list[int]:
        """Return up to `n` passage keys spread evenly over all, always the same ones."""
        return self._sample("p.key", f"passages p WHERE {live('p')} AND {_NOT_PENDING}", n)

    def _sample(self, value: str, of: str, n: int) -> list[Any]:
        count = self.rows(f"SELECT count(*) FROM {of}")[0][0]
        query = f"""
            SELECT one FROM (
                SELECT {value} AS one, row_number() OVER (ORDER BY {value}) - 1 AS place
                FROM {of}) numbered
            WHERE place %% %(step)s = 0 ORDER BY place LIMIT %(n)s
        """
        rows = self.rows(query, step=max(1, count // n), n=n) if n > 0 else []
        return [row[0] for row in rows]

    def tally(self, by: Counted) -> list[tuple[str, int]]:
        """Return each known value with its number of articles; pending ones are not counted."""
        value, order = _TALLIED[by]
        query = f"SELECT {value}, count(*) FROM {_HELD} AND {value} IS NOT NULL GROUP BY 1"
        return [(restored(row[0]), row[1]) for row in self.rows(f"{query} ORDER BY {order}")]

    def dates(self) -> tuple[date | None, date | None]:
        """Return the first and the last publication date of the articles."""
        row = self.rows(f"SELECT min(h.published), max(h.published) FROM {_HELD}")[0]
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
            SELECT (SELECT count(*) FROM {_HELD}),
                (SELECT count(*) FROM reports r WHERE {live("r")})
                    - (SELECT count(*) FROM leaders l WHERE {live("l")}),
                (SELECT count(*) FROM passages p WHERE {live("p")} AND {_NOT_PENDING}),
                (SELECT count(*) FROM skipped s WHERE {live("s")})
        """
        return dict(zip(_COUNTED, self.rows(query)[0], strict=True))

    def skipped(self) -> list[tuple[str, str]]:
        """Return (path, why) of what could not be used, in order of path."""
        query = f"SELECT s.path, s.why FROM skipped s WHERE {live('s')} ORDER BY s.path, s.why"
        return [(restored(row[0]), restored(row[1])) for row in self.rows(query)]

    def stamps(self) -> Iterator[tuple[str, str]]:
        """Yield (name, stamp) of each file that was read, in order of name."""
        place = f"(left(f.name, {INDEXED}), f.name)"
        query = f"""
            SELECT f.name, f.stamp FROM files f
            WHERE {live("f")} AND {place} > (left(%(after)s, {INDEXED}), %(after)s)
            ORDER BY left(f.name, {INDEXED}), f.name LIMIT {PAGE}
        """
        after = ""
        while rows := self.rows(query, after=after):
            yield from ((restored(row[0]), restored(row[1])) for row in rows)
            after = rows[-1][0]

    def listing(self, words: Sequence[str], where: Where, limit: int, offset: int) -> Listing:
        """Return one page of the articles whose titles hold every word, and how many there are."""
        from assistant.index.postgres_listing import list_page

        return list_page(self, words, where, limit, offset)

    def problems(self) -> Iterator[str]:
        """Yield one line for each thing that is wrong with the database itself."""
        for what, query in _PROBLEMS.items():
            count = self.rows(f"SELECT count(*) FROM {query}")[0][0]
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


def citation_of(row: Sequence[Any]) -> Citation:
    """Return the citation of a row: an id and the columns of `REPORT`."""
    id, title, source, author, published, basis, url, path = row
    return Citation(
        restored(id), restored(title), optional(source), optional(author), published,
        cast(PublishedBasis, basis), optional(url), restored(path),
    )  # fmt: skip


def optional(text: str | None) -> str | None:
    """Return the string that was stored, if there is one."""
    return None if text is None else restored(text)


def _article(
    of: Citation, text: str, language: str | None, copies: tuple[Citation, ...]
) -> Article:
    return Article(
        of.id, text, of.title, of.source, of.author, of.published, of.published_basis, of.url,
        of.path, optional(language), copies,
    )  # fmt: skip


def _pages(values: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]
