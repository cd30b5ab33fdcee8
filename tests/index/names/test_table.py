from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.index.names.table import NameTable, line_of, merged, write_table
from assistant.known_names import UNWRITTEN, Written

WORDS = st.sampled_from(["a", "ab", "kim", "kim jong", "kim jong un", "kimono", "ö", "øre", "z"])
COUNTS = st.builds(Written, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
ROWS = st.dictionaries(WORDS, COUNTS, max_size=9)


def table(path: Path, rows: dict[str, Written]) -> NameTable:
    write_table(path, (line_of(key, rows[key]) for key in sorted(rows, key=str.encode)))
    return NameTable(path)


@settings(deadline=None)
@given(rows=ROWS, wanted=st.lists(WORDS | st.text(max_size=4), max_size=9))
def test_a_table_finds_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[str, Written], wanted: list[str]
) -> None:
    found = table(tmp_path_factory.mktemp("names") / "1", rows)
    for key in [*rows, *wanted]:
        assert found.written(key) == rows.get(key, UNWRITTEN)
        assert found.goes_on(key) == any(other.startswith(f"{key} ") for other in rows)


@settings(deadline=None)
@given(several=st.lists(ROWS, max_size=4))
def test_merged_tables_add_up(
    tmp_path_factory: pytest.TempPathFactory, several: list[dict[str, Written]]
) -> None:
    folder = tmp_path_factory.mktemp("names")
    tables = [table(folder / str(number), rows) for number, rows in enumerate(several)]
    write_table(folder / "all", merged(tables))
    whole = NameTable(folder / "all")
    keys = sorted({key for rows in several for key in rows}, key=str.encode)
    assert [line.partition(b"\t")[0].decode() for line in whole.lines()] == keys
    for key in keys:
        parts = [rows.get(key, UNWRITTEN) for rows in several]
        one = whole.written(key)
        assert (one.alone, one.inside, one.small) == (
            sum(part.alone for part in parts),
            sum(part.inside for part in parts),
            sum(part.small for part in parts),
        )


def test_the_form_is_that_of_most_names(tmp_path: Path) -> None:
    few = table(tmp_path / "1", {"nba": Written(1, 0, 0, "Nba")})
    many = table(tmp_path / "2", {"nba": Written(2, 7, 0, "NBA")})
    assert list(merged([few, many])) == [line_of("nba", Written(3, 7, 0, "NBA"))]


def test_a_table_is_whole_or_not_there(tmp_path: Path) -> None:
    def lines() -> object:
        yield line_of("a", Written(1))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_table(tmp_path / "1.names", lines())  # type: ignore[arg-type]
    assert not (tmp_path / "1.names").exists()
