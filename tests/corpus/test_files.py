from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.corpus.files import find_files
from assistant.corpus.reader import read
from assistant.errors import CorpusError
from assistant.models import Skipped
from tests.corpus.samples import put


def names(root: Path) -> list[str]:
    return [file.name for file in find_files(root)]


def test_a_folder_is_searched_and_sorted(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.html", "b/1.md", "z.txt/x.txt"):
        put(tmp_path, name, "text")
    assert names(tmp_path) == ["a.html", "b/1.md", "b/2.txt", "z.txt/x.txt"]


def test_hidden_files_and_readmes_are_left_out(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/x.txt", "README.md", "readme.txt", "b/Readme", "kept.txt"):
        put(tmp_path, name, "text")
    assert names(tmp_path) == ["kept.txt"]


@pytest.mark.parametrize(
    ("name", "sidecar"),
    [
        ("a.txt", "a.json"),
        ("a.txt", "a.txt.json"),
        ("a.html.gz", "a.json"),
        ("a.html.gz", "a.html.gz.json"),
        ("t.csv", "t.csv.json"),
    ],
)
def test_a_sidecar_belongs_to_its_file(tmp_path: Path, name: str, sidecar: str) -> None:
    put(tmp_path, name, "text")
    path = put(tmp_path, sidecar, "{}")
    (file,) = find_files(tmp_path)
    assert (file.name, file.sidecar) == (name, path)


def test_json_beside_a_table_is_data(tmp_path: Path) -> None:
    put(tmp_path, "t.csv", "text")
    put(tmp_path, "t.json", "[]")
    put(tmp_path, "alone.json", "[]")
    assert [(file.name, file.sidecar) for file in find_files(tmp_path)] == [
        ("alone.json", None),
        ("t.csv", None),
        ("t.json", None),
    ]


def test_one_file_has_its_sidecar(tmp_path: Path) -> None:
    path, sidecar = put(tmp_path, "a.txt", "text"), put(tmp_path, "a.json", "{}")
    (file,) = find_files(path)
    assert (file.name, file.sidecar) == ("a.txt", sidecar)


def test_the_stamp_changes_with_the_file_and_its_sidecar(tmp_path: Path) -> None:
    path, sidecar = put(tmp_path, "a.txt", "text"), put(tmp_path, "a.json", "{}")
    (file,) = find_files(tmp_path)
    first = file.stamp
    os.utime(path, ns=(1, 1))
    second = file.stamp
    os.utime(sidecar, ns=(1, 1))
    assert len({first, second, file.stamp}) == 3


def test_links_that_lead_round_in_circles_end(tmp_path: Path) -> None:
    put(tmp_path, "a/x.txt", "text")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert names(tmp_path) == ["a/x.txt"]


def test_what_cannot_be_opened_is_skipped_by_name(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    found = [item for item in read(tmp_path) if isinstance(item, Skipped)]
    assert [(item.path, item.why) for item in found] == [
        ("gone.txt", "cannot be read: No such file or directory"),
        ("pipe.txt", "not a regular file"),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_is_forbidden_is_skipped_by_name(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "text").chmod(0)
    locked = tmp_path / "locked"
    locked.mkdir(mode=0)
    found = [item for item in read(tmp_path) if isinstance(item, Skipped)]
    locked.chmod(0o700)
    assert [item.path for item in found] == ["a.txt", "locked"]
    assert all("Permission denied" in item.why for item in found)


def test_nothing_there_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="No corpus at .*nowhere"):
        find_files(tmp_path / "nowhere")
