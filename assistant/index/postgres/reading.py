"""What is read of a state in PostgreSQL; the same statements for a store and a ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, cast

from assistant.errors import IndexDamaged
from assistant.index.filters import Where
from assistant.index.postgres.numbers import HELD, PostgresNumbers, live
from assistant.index.postgres.schema import INDEXED
from assistant.index.postgres.text import restored, storable
from assistant.models import Article, Citation, Passage, PublishedBasis, text_sha256
from assistant.overview import Listing

# Rows of one answer of the server, so that memory does not grow with the corpus.
PAGE: Final = 1000
# Articles with their texts, which may be long.
TEXT_PAGE: Final = 100

REPORT: Final = "r.title, r.source, r.author, r.published, r.basis, r.url, r.path"


class PostgresReading(PostgresNumbers):
    """The reading half of a store; `_rows` says where its statements run."""

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
        query = f"SELECT h.id FROM {HELD} AND h.id > %(after)s ORDER BY h.id LIMIT {PAGE}"
        after = ""
        while rows := self.rows(query, after=after):
            yield from (restored(row[0]) for row in rows)
            after = rows[-1][0]

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
        from assistant.index.postgres.listing import list_page

        return list_page(self, words, where, limit, offset)


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
