from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import IndexDamaged
from assistant.index.sqlite import texts
from assistant.index.sqlite.texts import TextFiles, TextWriter, file_name, files_to_rewrite


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.binary(max_size=9), st.text(st.characters(codec="utf-8")))))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, records: list[tuple[bytes, str]]
) -> None:
    folder = tmp_path_factory.mktemp("texts")
    writer = TextWriter(folder)
    places = [writer.append(signature, text) for signature, text in records]
    writer.close()
    files = TextFiles(folder)
    read = [(files.signature(place), files.text(place)) for place in places]
    files.close()
    assert read == records


def test_any_flipped_byte_is_noticed(tmp_path: Path) -> None:
    writer = TextWriter(tmp_path)
    writer.append(b"first", "One text.")
    place = writer.append(b"signature", "Another text.")
    writer.close()
    path = tmp_path / file_name(place.file)
    content = path.read_bytes()
    for at in range(place.offset, len(content)):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        files = TextFiles(tmp_path)
        for read in (files.text, files.signature):
            with pytest.raises(IndexDamaged, match="differs from what was written"):
                read(place)
        files.close()


def test_a_cut_off_file_is_noticed(tmp_path: Path) -> None:
    writer = TextWriter(tmp_path)
    place = writer.append(b"", "One text.")
    writer.close()
    os.truncate(tmp_path / file_name(place.file), place.length - 1)
    with pytest.raises(IndexDamaged):
        TextFiles(tmp_path).text(place)


def test_a_new_writer_begins_a_new_file(tmp_path: Path) -> None:
    for number in (1, 2):
        writer = TextWriter(tmp_path)
        assert writer.append(b"", "One text.").file == number
        writer.close()


def test_a_full_file_is_followed_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "FILE_BYTES", 10)
    writer = TextWriter(tmp_path)
    places = [writer.append(b"", f"Text {number}.") for number in range(3)]
    writer.close()
    assert [place.file for place in places] == [1, 2, 3]
    files = TextFiles(tmp_path)
    assert [files.text(place) for place in places] == ["Text 0.", "Text 1.", "Text 2."]
    files.close()


def test_open_files_answer_after_they_are_removed(tmp_path: Path) -> None:
    writer = TextWriter(tmp_path)
    place = writer.append(b"", "One text.")
    writer.close()
    files = TextFiles(tmp_path)
    (tmp_path / file_name(place.file)).unlink()
    assert files.text(place) == "One text."
    files.close()


@pytest.mark.parametrize(
    ("sizes", "living", "chosen"),
    [
        pytest.param({1: 10}, {1: 10}, [], id="one"),
        pytest.param({1: 10}, {1: 4}, [1], id="more than half is dead"),
        pytest.param({1: 10}, {}, [1], id="all is dead"),
        pytest.param({1: 100, 2: 10}, {1: 100, 2: 10}, [], id="of unlike size"),
        pytest.param({1: 100, 2: 10, 3: 9}, {1: 100, 2: 10, 3: 9}, [2, 3], id="of like size"),
        pytest.param({1: 30, 2: 10, 3: 9}, {1: 30, 2: 10, 3: 9}, [1, 2, 3], id="then the next"),
        pytest.param({1: 2**30, 2: 2**29}, {1: 2**30, 2: 2**29}, [], id="large"),
    ],
)
def test_small_and_dead_files_are_rewritten(
    sizes: dict[int, int], living: dict[int, int], chosen: list[int]
) -> None:
    assert files_to_rewrite(sizes, living) == chosen
