from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.corpus.reader import read
from assistant.models import Skipped
from tests.corpus.samples import articles, page, put, reason, tarred, zipped

MEMBERS = {
    "news/a.html": page().encode(),
    "news/b.jsonl": b'{"text": "One."}\n{"text": "Two."}\n',
    "README.md": b"# Not an article",
    "__MACOSX/news/._a.html": b"fork",
    ".hidden/c.txt": b"x",
}
PATHS = ["news/a.html", "news/b.jsonl#1", "news/b.jsonl#2"]


def plain_tar(members: dict[str, bytes]) -> bytes:
    return tarred(members, "w")


@pytest.mark.parametrize(
    ("name", "packed"),
    [("a.zip", zipped), ("a.tar", plain_tar), ("a.tar.gz", tarred), ("a.TGZ", tarred)],
)
def test_members_are_read(
    tmp_path: Path, name: str, packed: Callable[[dict[str, bytes]], bytes]
) -> None:
    path = put(tmp_path, name, packed(MEMBERS))
    assert [found.path for found in articles(path)] == [f"{name}!/{inner}" for inner in PATHS]


@pytest.mark.parametrize(("name", "packed"), [("a.zip", zipped), ("a.tgz", tarred)])
def test_bad_members_are_skipped_by_name(
    tmp_path: Path, name: str, packed: Callable[[dict[str, bytes]], bytes]
) -> None:
    inner = {
        "a.csv": b"text\nWords here.\n", "b.zip": b"x", "c.txt": b"", "d.exe": b"x",
        "e.html.gz": b"no gzip", "../../f.md": b"Words outside.", "z.jsonl": b'{"text": "Last."}',
    }  # fmt: skip
    found = list(read(put(tmp_path, name, packed(inner))))
    skipped = {item.path: item.why for item in found if isinstance(item, Skipped)}
    assert skipped.pop(f"{name}!/e.html.gz").startswith("malformed")
    assert skipped == {
        f"{name}!/b.zip": "an archive within an archive",
        f"{name}!/c.txt": "empty",
        f"{name}!/d.exe": "unknown format '.exe'",
    }
    assert len(found) - len(skipped) - 1 == 3
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz"])
def test_a_damaged_archive_is_skipped(tmp_path: Path, name: str) -> None:
    whole = (zipped if name == "a.zip" else plain_tar if name == "a.tar" else tarred)(MEMBERS)
    for number, data in enumerate((b"", b"nonsense" * 200, whole[:600])):
        last = list(read(put(tmp_path / str(number), name, data)))[-1]
        assert isinstance(last, Skipped)


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"secret"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", data, data.find(signature) + offset, 1)
    assert reason(put(tmp_path, "a.zip", bytes(data))) == "encrypted"


@pytest.mark.parametrize(("name", "packed"), [("a.zip", zipped), ("a.tgz", tarred)])
def test_a_bomb_is_refused(
    tmp_path: Path, name: str, packed: Callable[[dict[str, bytes]], bytes]
) -> None:
    bomb = packed({"a.jsonl": (b" " * 2**20 + b"\n") * 64})
    *_, last = read(put(tmp_path, name, bomb))
    assert isinstance(last, Skipped)
    assert "bomb" in last.why


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"x" * (64 * 2**20)}))
    struct.pack_into("<I", data, data.find(b"PK\x01\x02") + 24, 10)
    (found,) = read(put(tmp_path, "a.zip", bytes(data)))
    assert isinstance(found, Skipped)


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.corpus.archive.MAX_MEMBERS", 2)
    path = put(tmp_path, "a.zip", zipped({f"{number}.md": b"Words." for number in range(4)}))
    *_, last = read(path)
    assert last == Skipped("a.zip", "more than 2 members: unpack it into the corpus")
