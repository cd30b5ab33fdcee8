"""What was read from the files of the corpus, kept in PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from assistant.index.changes import Changes
from assistant.index.postgres.changes import count_changes
from assistant.index.postgres.held import PostgresHeld
from assistant.index.postgres.numbers import live
from assistant.index.postgres.schema import INDEXED
from assistant.index.postgres.text import storable
from assistant.models import Article, Skipped

_REPORT: Final = "key, number, file, path, title, source, author, published, basis, url, language"


class PostgresFiling(PostgresHeld):
    """The part of a ledger that files what was read."""

    def forget_stamps(self) -> None:
        """Have every file read again, and every text and signature stored again."""
        files = self.rows(f"SELECT f.name FROM files f WHERE {live('f')} AND f.stamp <> ''")
        self._end("files", "x.stamp <> ''")
        self._begin("files", "name, stamp", ((row[0], "") for row in files))
        every = f"SELECT t.number FROM texts t WHERE {live('t')}"
        self._note("loose", every)
        self._note("changed", every)
        self._end("members", "true")
        self._end("leaders", "true")
        # A number that no other state has: its bands are not those of before.
        query = "UPDATE states SET anew = true, epoch = %(now)s WHERE generation = %(now)s"
        self.rows(query)
        self._state = replace(self._state, anew=True, epoch=self._state.generation)

    def forget_file(self, name: str) -> None:
        """Drop what was read from a file; its texts count as changed."""
        file = storable(name)
        reports = f"SELECT r.number FROM reports r WHERE {live('r')} AND {_is_file('r.file')}"
        self._note("changed", reports, file=file)
        self._end("reports", _is_file("x.file"), file=file)
        self._end("skipped", _is_file("x.file"), file=file)
        self._end("files", _is_file("x.name"), file=file)

    def add(
        self, file: str, items: Sequence[Article | Skipped], signatures: Sequence[bytes]
    ) -> None:
        """Keep what was read from a file, in the order read; one signature for each `Article`."""
        name = storable(file)
        skipped = [one for one in items if isinstance(one, Skipped)]
        articles = [one for one in items if isinstance(one, Article)]
        if skipped:
            rows = ((name, storable(one.path), storable(one.why)) for one in skipped)
            self._begin("skipped", "file, path, why", rows)
        if articles:
            numbers = self._texts(articles, signatures)
            keys = self._fresh(len(articles))
            self._begin(
                "reports",
                _REPORT,
                (
                    (key, numbers[one.id], name, *_described(one))
                    for key, one in zip(keys, articles, strict=True)
                ),
            )
            self._note("changed", "SELECT unnest(%(n)s::bigint[])", n=list(numbers.values()))

    def _texts(self, articles: Sequence[Article], signatures: Sequence[bytes]) -> dict[str, int]:
        """Store the texts that are not, and return the number of each by id."""
        query = f"""
            SELECT t.id, t.number, t.born = %(now)s FROM texts t
            WHERE t.id = ANY(%(ids)s) AND {live("t")}
        """
        rows = self.rows(query, ids=[storable(one.id) for one in articles])
        anew = self._state.anew
        stored = {row[0]: row[1] for row in rows}
        # Where all is stored again, a text of an older generation is not yet.
        known = {id for id, _, fresh in rows if fresh or not anew}
        new = {
            storable(one.id): (one, signature)
            for one, signature in zip(articles, signatures, strict=True)
            if storable(one.id) not in known
        }
        numbers = dict(
            zip((id for id in new if id not in stored), self._fresh(len(new)), strict=False)
        )
        numbers = {**stored, **numbers}
        if again := [stored[id] for id in new if id in stored]:
            self._end("texts", "x.number = ANY(%(numbers)s)", numbers=again)
            query = "DELETE FROM bodies b WHERE b.lineage = %(lineage)s AND b.number = ANY(%(n)s)"
            self.rows(query, n=again)
        self._store(new, numbers)
        return {one.id: numbers[storable(one.id)] for one in articles}

    def _store(self, new: dict[str, tuple[Article, bytes]], numbers: dict[str, int]) -> None:
        if not new:
            return
        self._begin(
            "texts",
            "number, id, signature, characters",
            ((numbers[id], id, mark, len(one.text)) for id, (one, mark) in new.items()),
        )
        lineage = self._state.lineage
        bodies = ((lineage, numbers[id], storable(one.text)) for id, (one, _) in new.items())
        self._copy("bodies", "lineage, number, body", bodies)
        loose = [numbers[id] for id in new]
        self._note("loose", "SELECT unnest(%(n)s::bigint[])", n=loose)

    def _fresh(self, count: int) -> list[int]:
        """Return so many numbers that were never used, in order."""
        query = "SELECT nextval('numbers') FROM generate_series(1, %(count)s)"
        return sorted(row[0] for row in self.rows(query, count=count))

    def end_file(self, name: str, stamp: str) -> None:
        """Note that a file was read to its end, with the stamp it bore when reading began."""
        file = storable(name)
        self._end("files", _is_file("x.name"), file=file)
        self._begin("files", "name, stamp", [(file, storable(stamp))])

    def changes(self) -> Changes:
        """Return what differs between the old state's reports and those of now."""
        return count_changes(self)


def _is_file(column: str) -> str:
    # The index holds the beginning of a name; the rest tells long ones apart.
    return f"left({column}, {INDEXED}) = left(%(file)s, {INDEXED}) AND {column} = %(file)s"


def _described(one: Article) -> tuple[Any, ...]:
    names = (one.path, one.title, one.source, one.author)
    path, title, source, author = (None if name is None else storable(name) for name in names)
    url, language = (None if name is None else storable(name) for name in (one.url, one.language))
    return path, title, source, author, one.published, one.published_basis, url, language
