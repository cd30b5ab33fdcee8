from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.index.sqlite.bands import BandFiles

PAIRS = st.lists(st.tuples(st.integers(-3, 3), st.integers(1, 9)), max_size=12)


@settings(max_examples=50, deadline=None)
@given(st.lists(PAIRS, max_size=5), st.lists(st.integers(-4, 4), max_size=4))
def test_all_pairs_of_a_hash_are_found_sorted_and_once(
    added: list[list[tuple[int, int]]], wanted: list[int]
) -> None:
    with TemporaryDirectory() as name:
        bands = BandFiles(Path(name) / "copies", [])
        for pairs in added:
            hashes, numbers = np.array(pairs, np.int64).reshape(-1, 2).T
            bands.add(hashes, numbers)
        bands = BandFiles(Path(name) / "copies", bands.names)
        found = bands.meeting(np.array(wanted, np.int64))
        met = {pair for some in added for pair in some if pair[0] in wanted}
        assert list(zip(*(part.tolist() for part in found), strict=True)) == sorted(met)


def test_files_stay_few_and_a_large_one_is_not_rewritten(tmp_path: Path) -> None:
    bands = BandFiles(tmp_path / "copies", [])
    bands.add(np.arange(100), np.arange(100))
    [large] = bands.names
    for number in range(20):
        bands.add(np.array([number]), np.array([500 + number]))
    assert bands.names[0] == large
    assert len(bands.names) <= 6
    bands.sweep()
    assert sorted(path.name for path in (tmp_path / "copies").iterdir()) == list(bands.names)
    assert bands.meeting(np.array([7]))[1].tolist() == [7, 507]


def test_what_a_killed_build_left_is_removed(tmp_path: Path) -> None:
    bands = BandFiles(tmp_path / "copies", [])
    bands.add(np.arange(3), np.arange(3))
    assert BandFiles(tmp_path / "copies", []).names == ()
    assert list((tmp_path / "copies").iterdir()) == []
