"""Count what changed between two readings of the same files: the SQL of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from assistant.index.changes import Changes
from assistant.index.sqlite.schema import DESCRIBED

Rows = Callable[[str, Sequence[Any]], list[Any]]

# What two reports are matched by, one after the other; only the first means no change.
_KEYS: Final = ("path, text, described", "path, text", "text", "path")


def match_reports(rows: Rows, last_old: int) -> Changes:
    """Match the reports of before with the new ones (keys beyond `last_old`), one to one."""
    untouched = _count(rows, f"reports WHERE key <= {last_old}")
    if not _count(rows, "before"):
        return Changes(_count(rows, f"reports WHERE key > {last_old}"), unchanged=untouched)
    for name in ("one", "other", "met"):
        rows(f"DROP TABLE IF EXISTS temp.{name}", ())
    rows("CREATE TEMP TABLE one AS SELECT key, path, text, described FROM before", ())
    rows(
        f"""CREATE TEMP TABLE other AS SELECT key, path, text, {DESCRIBED} AS described
        FROM reports WHERE key > ?""",
        (last_old,),
    )
    same, *changed = (_match(rows, key) for key in _KEYS)
    left, right = _count(rows, "temp.one"), _count(rows, "temp.other")
    return Changes(right, sum(changed), left, untouched + same)


def _match(rows: Rows, key: str) -> int:
    """Take the pairs with equal keys out of both tables and return their number."""
    numbered = "SELECT key AS {0}_key, {1}, row_number() OVER (PARTITION BY {1} ORDER BY key) AS n"
    sides = [f"({numbered.format(name, key)} FROM temp.{name})" for name in ("one", "other")]
    rows(
        f"""CREATE TEMP TABLE met AS SELECT one_key, other_key
        FROM {sides[0]} JOIN {sides[1]} USING ({key}, n)""",
        (),
    )
    for name in ("one", "other"):
        rows(f"DELETE FROM temp.{name} WHERE key IN (SELECT {name}_key FROM temp.met)", ())
    found = _count(rows, "temp.met")
    rows("DROP TABLE temp.met", ())
    return found


def _count(rows: Rows, table: str) -> int:
    return int(rows(f"SELECT count(*) FROM {table}", ())[0][0])
