from __future__ import annotations

from pathlib import Path

from assistant.index.names.gathering import NameCounts
from assistant.index.names.tables import (
    NameTables,
    add_names,
    begin_names,
    gather_names,
    merge_names,
)

LINES = "The harbour of Orvale and the mill of Marta Venn are shut, said the mayor of Tolby."


def counts(*texts: str) -> NameCounts:
    found = NameCounts()
    for text in texts:
        found.add(text)
    return found


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_tables_add_up(tmp_path: Path) -> None:
    add_names(tmp_path, counts(LINES))
    add_names(tmp_path, counts(LINES, "It was told by the harbour master Marta Venn in the end."))
    known = NameTables(tmp_path)
    assert len(files(tmp_path)) == 2
    assert known.written("marta venn").alone == 3
    assert known.goes_on("marta") and not known.goes_on("tolby")
    merge_names(tmp_path)
    assert files(tmp_path) == ["00000003.names"]
    assert NameTables(tmp_path).written("marta venn").alone == 3
    # Who has the old tables open goes on with them.
    assert known.written("marta venn").alone == 3


def test_a_small_table_is_not_merged_with_a_large_one(tmp_path: Path) -> None:
    words = " ".join(f"Orvale{number} and" for number in range(999))
    add_names(tmp_path, counts(f"It was {words} nothing else that the mayor had in mind."))
    large = files(tmp_path)
    for _ in range(9):
        add_names(tmp_path, counts(LINES))
        merge_names(tmp_path)
    assert large[0] in files(tmp_path)
    assert len(files(tmp_path)) <= 3
    assert NameTables(tmp_path).written("marta venn").alone == 9


def test_tables_of_like_size_are_merged_behind_a_small_one(tmp_path: Path) -> None:
    words = " ".join(f"Orvale{number} and" for number in range(999))
    for _ in range(2):
        add_names(tmp_path, counts(f"It was {words} nothing else that the mayor had in mind."))
    add_names(tmp_path, counts(LINES))
    merge_names(tmp_path)
    assert files(tmp_path) == ["00000004.names"]


def test_nothing_gathered_is_no_table(tmp_path: Path) -> None:
    add_names(tmp_path, counts())
    assert files(tmp_path) == []
    assert not NameTables(tmp_path)
    assert not NameTables(tmp_path / "missing")


def test_texts_without_words_leave_a_table_that_can_be_read(tmp_path: Path) -> None:
    add_names(tmp_path, counts("...", "!"))
    assert not NameTables(tmp_path).written("venn").capital


def test_a_state_begins_with_the_tables_of_the_old_one(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    gather_names(old, [LINES])
    begin_names(new, old, ["Not read: the mayor of Nowhere said so and nobody else of the town."])
    assert files(new) == files(old)
    assert NameTables(new).written("nowhere").capital == 0


def test_names_are_gathered_where_the_old_state_has_none(tmp_path: Path) -> None:
    new = tmp_path / "new"
    # What a killed build left is begun again.
    (tmp_path / "new.new").mkdir()
    (tmp_path / "new.new" / "00000001.names").write_text("half")
    begin_names(new, tmp_path / "old", [LINES])
    assert NameTables(new).written("marta venn").alone == 1
    begin_names(new, tmp_path / "old", [LINES, LINES])
    assert NameTables(new).written("marta venn").alone == 1
    assert files(tmp_path) == ["new"]
