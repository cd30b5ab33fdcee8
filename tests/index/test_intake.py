from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.files import CorpusFile
from assistant.index.intake import differing

STAMPS = st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=3), st.sampled_from("12"))


class Stamped(CorpusFile):
    """A file whose stamp is its folder's name."""

    @property
    def stamp(self) -> str:
        return self.path.name


@given(STAMPS, STAMPS)
def test_files_are_told_apart_by_name_and_stamp(
    stored: dict[str, str], present: dict[str, str]
) -> None:
    files = [Stamped(Path(stamp), name) for name, stamp in sorted(present.items())]
    found = differing(files, iter(sorted(stored.items())))
    touched = [name for name, stamp in sorted(present.items()) if stored.get(name) != stamp]
    assert [file.name for file in found.touched] == touched
    assert found.gone == sorted(set(stored) - set(present))
    assert bool(found) == (stored != present)


@pytest.mark.parametrize("name", ["é", "\U0001f600", "z", "Z", "\uffff"])
def test_names_are_sorted_as_sqlite_sorts_them(name: str) -> None:
    assert sorted([name, "m"]) == sorted([name, "m"], key=lambda one: one.encode())
