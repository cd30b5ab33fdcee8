from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.errors import IndexMissing
from assistant.index.engine import Matrix
from assistant.index.manifest import check_file, read_manifest
from assistant.index.verify import VerifyReport, verify_index
from tests.index.world import WordEncoder, World, article, word_vectors

# Gives a text the place of another one.
SWAP = """UPDATE texts SET (offset, length) = (
    SELECT o.offset, o.length FROM texts o WHERE o.number = texts.number % 20 + 1)"""


@pytest.fixture
def built(world: World) -> World:
    world.write("a.txt", *(article(f"Report {n}.\nMore of it {n}.", f"T{n}") for n in range(20)))
    world.build()
    return world


def verify(world: World, sample: int = 64) -> VerifyReport:
    return verify_index(world.index, sample=sample, open_encoder=WordEncoder.open)


def alter(world: World, statement: str) -> None:
    """Change the store and make its checksum right again, as a bug would."""
    manifest = world.index / "manifest.json"
    path = read_manifest(world.index).folder(world.index) / "articles.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()
    fields = json.loads(manifest.read_text())
    check = check_file(path)
    fields["files"]["articles.sqlite"] = {"size": check.size, "sha256": check.sha256}
    manifest.write_text(json.dumps(fields))


def test_a_sound_index_has_no_problem(built: World) -> None:
    report = verify(built)
    assert report.ok
    assert (report.articles, report.passages, report.checked_vectors) == (20, 40, 40)
    assert verify(built, sample=7).checked_vectors == 7
    assert verify(built, sample=0).checked_vectors == 0


def test_a_missing_index_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        verify_index(tmp_path)


def test_any_changed_byte_is_found(built: World) -> None:
    manifest = read_manifest(built.index)
    for name in manifest.files:
        path = manifest.folder(built.index) / name
        content = path.read_bytes()
        path.write_bytes(bytes([content[0] ^ 1]) + content[1:])
        report = verify(built)
        assert not report.ok and name in report.problems[0]
        path.write_bytes(content)
    assert verify(built).ok


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE passages SET end = 9999 WHERE text = 3", "is no slice"),
        ("UPDATE passages SET start = start + 1 WHERE text = 3", "have cosine"),
        (
            "UPDATE passages SET key = 999 WHERE text = 3 AND start = 0",
            "vectors and passages differ",
        ),
        ("UPDATE texts SET id = replace(id, substr(id, 2), 'x') WHERE number = 3", "has no text"),
        (f"{SWAP} WHERE texts.number = 3", "its id is not that of its text"),
        ("UPDATE texts SET offset = offset + 1 WHERE number = 3", "differs from what was written"),
        ("DELETE FROM texts WHERE number = 3", "has no text"),
        ("DELETE FROM embedded WHERE title = 'T3'", "19 articles in the store, not 20"),
    ],
)
def test_a_store_that_contradicts_itself_is_found(
    built: World, statement: str, problem: str
) -> None:
    alter(built, statement)
    assert any(problem in line for line in verify(built).problems)


def test_many_problems_are_named_in_few_lines(built: World) -> None:
    alter(built, SWAP)
    assert "15 more of this kind" in verify(built).problems


class OtherEncoder(WordEncoder):
    """Not the encoder that the index was built with."""

    def encode(self, texts: Sequence[str]) -> Matrix:
        return word_vectors([text[::-1] for text in texts])


def test_vectors_of_another_model_are_found(built: World) -> None:
    report = verify_index(built.index, open_encoder=lambda _: OtherEncoder())
    assert any("have cosine" in problem for problem in report.problems)
