"""Counts in PostgreSQL what changed between two readings of the same files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assistant.index.changes import Changes
from assistant.index.postgres.numbers import live
from assistant.index.postgres.schema import NEVER

if TYPE_CHECKING:
    from assistant.index.postgres.reading import PostgresReading

_WHOLE: Final = "path, number, title, source, author, published, basis, url, language"
# By what reports are matched, in this order, as `changes.compare` does.
_STEPS: Final = ("whole", "(path, number)::text", "number", "path")


def count_changes(ledger: PostgresReading) -> Changes:
    """Return what differs between the reports that this generation ended and those it began."""
    mine = "r.lineage = %(lineage)s AND"
    before = f"{mine} r.died = %(now)s AND r.born < %(now)s"
    after = f"{mine} r.born = %(now)s AND r.died = {NEVER}"
    ended, begun, living = (
        int(ledger.rows(f"SELECT count(*) FROM reports r WHERE {one}")[0][0])
        for one in (before, after, live("r"))
    )
    matched = _matched(ledger, before, after) if ended and begun else [0] * len(_STEPS)
    both = sum(matched)
    unchanged = living - begun + matched[0]
    return Changes(begun - both, both - matched[0], ended - both, unchanged)


def _matched(ledger: PostgresReading, before: str, after: str) -> list[int]:
    """Return how many reports each step matches one to one, those left over by the ones before."""
    for name, of in (("ended", before), ("begun", after)):
        ledger.rows(f"DROP TABLE IF EXISTS pg_temp.{name}")
        ledger.rows(
            f"""
            CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS
            SELECT key, path, number, sha256(convert_to(({_WHOLE})::text, 'UTF8')) AS whole
            FROM reports r WHERE {of}
            """
        )
        ledger.rows(f"ANALYZE pg_temp.{name}")
    return [_match(ledger, step) for step in _STEPS]


def _match(ledger: PostgresReading, by: str) -> int:
    ranked = "SELECT key, {0} AS same, row_number() OVER (PARTITION BY {0} ORDER BY key) AS place"
    query = f"""
        WITH pairs AS (
            SELECT e.key AS ended, b.key AS begun
            FROM ({ranked.format(by)} FROM pg_temp.ended) e
            JOIN ({ranked.format(by)} FROM pg_temp.begun) b USING (same, place)),
        left_out AS (DELETE FROM pg_temp.ended USING pairs WHERE key = pairs.ended),
        right_out AS (DELETE FROM pg_temp.begun USING pairs WHERE key = pairs.begun)
        SELECT count(*) FROM pairs
    """
    return int(ledger.rows(query)[0][0])
