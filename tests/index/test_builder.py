from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.corpus.files import CorpusFile
from assistant.corpus.records import FieldNames
from assistant.errors import CorpusError, IndexLocked, IndexUnusable, InvalidRequest
from assistant.index.builder import build_index
from assistant.index.lock import build_lock
from assistant.index.manifest import read_manifest
from assistant.index.verify import verify_index
from assistant.models import Article, BuildReport, Skipped
from tests.index.world import WordEmbedder, WordEncoder, World, article

KIM = article("Kim met Xi in Beijing.\nThey spoke of trade.", "Kim in Beijing", source="Post")
MOON = article("Moon flew to Hanoi.", "Moon abroad", published="2018-03-01", source="Times")


def ok(world: World) -> bool:
    report = verify_index(world.index, open_encoder=WordEncoder.open)
    assert report.problems == ()
    return report.ok


def states(world: World) -> list[str]:
    return sorted(path.name for path in (world.index / "states").iterdir())


def texts(world: World, query: str, **filters: str) -> list[str]:
    with world.open() as retriever:
        return [hit.text for hit in retriever.search(query, source=filters.get("source"))]


def test_first_build_counts_articles(world: World) -> None:
    world.write("a.txt", KIM, MOON)
    (world.corpus / "b.txt").write_text("no json")
    report = world.build()
    assert report == replace(
        BuildReport(read=2, added=2, passages=3, skipped=(("b.txt", "not JSON"),)),
        seconds=report.seconds,
    )
    assert ok(world)


def test_unchanged_corpus_is_not_read_and_nothing_is_written(world: World) -> None:
    world.write("a.txt", KIM, MOON)
    (world.corpus / "b.txt").write_text("no json")
    world.build()
    before = (world.index / "manifest.json").read_bytes()

    def refuse(_file: CorpusFile, _fields: FieldNames) -> Iterator[Article | Skipped]:
        raise AssertionError("was read")

    parts = replace(world.parts, read_file=refuse)
    report = build_index(world.corpus, world.index, model="words", parts=parts)
    assert (report.unchanged, report.read, report.added, report.passages) == (2, 2, 0, 3)
    assert report.skipped == (("b.txt", "not JSON"),)
    assert world.embedder.loads == 1
    assert (world.index / "manifest.json").read_bytes() == before


def test_only_the_new_article_is_embedded(world: World) -> None:
    world.write("a.txt", KIM)
    world.build()
    world.write("b.txt", MOON)
    report = world.build()
    assert world.embedder.embedded == ["Moon abroad\n\nMoon flew to Hanoi."]
    assert (report.added, report.unchanged, report.read) == (1, 1, 2)
    assert states(world) == [read_manifest(world.index).state]
    assert ok(world)


def test_a_changed_file_reembeds_only_its_changed_article(world: World) -> None:
    world.write("a.txt", KIM, MOON)
    world.build()
    world.write("a.txt", KIM, article("Moon flew home.", "Moon back"))
    report = world.build()
    assert world.embedder.embedded == ["Moon back\n\nMoon flew home."]
    assert (report.changed, report.unchanged, report.added, report.removed) == (1, 1, 0, 0)
    assert texts(world, "Moon flew Hanoi")[0] == "Moon flew home."
    assert ok(world)


def test_a_removed_file_leaves(world: World) -> None:
    world.write("a.txt", KIM)
    moon = world.write("b.txt", MOON)
    world.build()
    moon.unlink()
    report = world.build()
    assert (report.removed, report.unchanged, report.passages) == (1, 1, 2)
    assert "Moon flew to Hanoi." not in texts(world, "Moon Hanoi")
    assert world.embedder.loads == 1
    assert ok(world)


def test_metadata_from_a_sidecar_changes_filters_without_embedding(world: World) -> None:
    world.write("a.txt", KIM)
    world.write("b.txt", MOON)
    world.build()
    (world.corpus / "b.json").write_text('{"source": "Gazette", "published": "2019-05-05"}')
    report = world.build()
    assert (report.changed, report.unchanged) == (1, 1)
    assert world.embedder.embedded == []
    assert texts(world, "Moon", source="gazette") == ["Moon flew to Hanoi."]
    assert texts(world, "Moon", source="Times") == []
    assert ok(world)


def test_a_new_title_embeds_again_because_the_embedder_reads_it(world: World) -> None:
    world.write("a.txt", KIM)
    world.build()
    world.write("a.txt", {**KIM, "title": "Talks"})
    world.build()
    assert world.embedder.embedded == [
        "Talks\n\nKim met Xi in Beijing.",
        "Talks\n\nThey spoke of trade.",
    ]
    assert ok(world)


def test_a_renamed_file_is_a_change_and_not_embedded(world: World) -> None:
    old = world.write("a.txt", KIM)
    world.build()
    old.rename(world.corpus / "z.txt")
    report = world.build()
    assert (report.changed, report.added, report.removed) == (1, 0, 0)
    assert world.embedder.embedded == []
    with world.open() as retriever:
        assert retriever.search("Kim")[0].article.path == "z.txt#1"


def test_a_copy_is_listed_and_takes_over_when_the_original_goes(world: World) -> None:
    original = world.write("b.txt", {**MOON, "published": "2018-03-01"})
    world.write("a.txt", article("Flew Moon to Hanoi!", "Wire", published="2018-03-02", source="E"))
    report = world.build()
    assert (report.copies, report.passages, report.added) == (1, 1, 2)
    with world.open() as retriever:
        found = retriever.search("Hanoi")[0].article
        assert found.title == "Moon abroad"
        assert [copy.path for copy in found.copies] == ["a.txt#1"]
        assert retriever.count() == 1
        copy = retriever.article(found.copies[0].id)
        assert copy is not None and copy.text == "Flew Moon to Hanoi!"
    original.unlink()
    report = world.build()
    assert world.embedder.embedded == ["Wire\n\nFlew Moon to Hanoi!"]
    assert (report.copies, report.passages, report.removed) == (0, 1, 1)
    assert ok(world)


def test_the_same_text_in_two_files_is_one_article_with_a_copy(world: World) -> None:
    world.write("a.txt", {**MOON, "published": None})
    world.write("b.txt", MOON)
    report = world.build()
    assert (report.read, report.copies, report.passages) == (2, 1, 1)
    with world.open() as retriever:
        found = retriever.search("Moon")[0].article
        assert (found.path, [copy.path for copy in found.copies]) == ("b.txt#1", ["a.txt#1"])
    assert ok(world)


def test_updates_give_what_a_fresh_build_gives(world: World, tmp_path: Path) -> None:
    for number in range(12):
        world.write(
            f"{number}.txt", article(f"Report {number} of Kim.\nMore {number * 7}.", f"T{number}")
        )
        if number % 3 == 2:
            world.build()
            (world.corpus / f"{number - 1}.txt").unlink()
    world.build()
    fresh = tmp_path / "fresh"
    build_index(world.corpus, fresh, model="words", parts=world.parts)
    with world.open() as updated:
        expected = {hit.text: hit.cosine for hit in updated.search("Kim 7 report", k=50)}
    world.index = fresh
    with world.open() as built:
        assert {hit.text: hit.cosine for hit in built.search("Kim 7 report", k=50)} == expected


def test_many_updates_leave_few_files_and_no_dead_texts(world: World) -> None:
    for number in range(16):
        text = f"Report {number} of Kim. " + "It rained. " * (number % 3)
        world.write(f"{number}.txt", article(text, f"T{number}"))
        world.build()
        assert len(files(world, "texts")) <= 5
    for number in range(14):
        (world.corpus / f"{number}.txt").unlink()
    before = sum(files(world, "texts").values())
    world.build()
    assert sum(files(world, "texts").values()) < before / 4
    assert len(files(world, "copies")) <= 6
    assert sorted(texts(world, "Report Kim rained")) == sorted(
        f"Report {number} of Kim. " + "It rained. " * (number % 3) for number in (14, 15)
    )
    assert ok(world)


def files(world: World, part: str) -> dict[str, int]:
    folder = read_manifest(world.index).folder(world.index) / part
    return {path.name: path.stat().st_size for path in folder.iterdir()}


def test_other_weights_under_the_same_name_rebuild_all(world: World) -> None:
    world.write("a.txt", KIM)
    world.build()
    world.embedder = WordEmbedder("b" * 64)
    world.write("b.txt", MOON)
    world.build()
    assert len(world.embedder.embedded) == 3
    assert read_manifest(world.index).model.sha256 == "b" * 64
    assert ok(world)


def test_another_model_name_rebuilds_all(world: World) -> None:
    world.write("a.txt", KIM)
    world.build()
    world.build("other")
    assert len(world.embedder.embedded) == 2
    assert read_manifest(world.index).model.name == "other"


def test_other_field_names_read_again_without_embedding(world: World) -> None:
    world.write("a.txt", KIM)
    world.build()
    world.embedder.embedded.clear()
    fields = FieldNames.parse(["text=Brødtekst"])
    report = build_index(world.corpus, world.index, model="words", fields=fields, parts=world.parts)
    assert report.unchanged == 1
    assert world.embedder.embedded == []


@pytest.mark.parametrize(
    "name", ["articles.sqlite", "texts/*", "copies/*", "segments/*/*", "encoder/encoder.json"]
)
def test_a_damaged_index_is_built_anew_from_an_unchanged_corpus(world: World, name: str) -> None:
    world.write("a.txt", KIM)
    world.build()
    path = next(read_manifest(world.index).folder(world.index).glob(name))
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert not verify_index(world.index, open_encoder=WordEncoder.open).ok
    world.build()
    assert ok(world)


def test_a_corpus_without_a_usable_article_keeps_the_old_index(world: World) -> None:
    path = world.write("a.txt", KIM)
    world.build()
    path.write_text("no json")
    with pytest.raises(CorpusError, match=r"No usable article.*a.txt: not JSON"):
        world.build()
    assert texts(world, "Kim")[0] == "Kim met Xi in Beijing."
    assert states(world) == [read_manifest(world.index).state]


def test_a_missing_or_empty_corpus_makes_no_index(world: World) -> None:
    with pytest.raises(CorpusError, match="No article files"):
        world.build()
    world.corpus.rmdir()
    with pytest.raises(CorpusError, match="No corpus"):
        world.build()
    assert not world.index.exists()


def test_the_index_inside_the_corpus_is_not_read(world: World) -> None:
    world.write("a.txt", KIM)
    world.index = world.corpus / "index"
    world.build()
    report = world.build()
    assert (report.unchanged, report.skipped) == (1, ())


def test_corpus_and_index_are_two_folders(world: World) -> None:
    world.write("a.txt", KIM)
    with pytest.raises(InvalidRequest, match="same folder"):
        build_index(world.corpus, world.corpus, parts=world.parts)


def test_a_folder_with_other_files_is_not_an_index(world: World) -> None:
    world.write("a.txt", KIM)
    world.index.mkdir()
    (world.index / "thesis.doc").write_text("mine")
    with pytest.raises(IndexUnusable, match=r"holds thesis\.doc"):
        world.build()
    assert [path.name for path in world.index.iterdir()] == ["thesis.doc"]


def test_a_readme_may_be_in_the_index_folder(world: World) -> None:
    world.write("a.txt", KIM)
    world.index.mkdir()
    (world.index / "README.md").write_text("format")
    world.build()
    assert ok(world)


def test_a_second_build_is_refused(world: World) -> None:
    world.write("a.txt", KIM)
    world.build()
    with build_lock(world.index), pytest.raises(IndexLocked, match="Another build"):
        world.build()
    world.build()


def test_a_killed_build_leaves_no_lock_and_its_leftovers_go(world: World) -> None:
    world.write("a.txt", KIM)
    world.build()
    left = world.index / "states" / "20000101T000000-dead00"
    hold = (
        "import sys; from pathlib import Path; from assistant.index.lock import build_lock\n"
        "index = Path(sys.argv[1])\n"
        "with build_lock(index):\n"
        f"    (index / 'states' / {left.name!r}).mkdir()\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", hold, str(world.index)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with child:
        assert child.stdout is not None and child.stdout.readline() == b"held\n"
        with pytest.raises(IndexLocked):
            world.build()
        child.kill()
    assert left.exists()
    world.build()
    assert not left.exists()


class FullDisk(WordEmbedder):
    """Fails while its encoder is written."""

    def export(self, folder: Path) -> None:
        (folder / "encoder.json").write_text("{")
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_one_clear_error_and_the_old_index_answers(world: World) -> None:
    world.write("a.txt", KIM)
    world.build()
    world.embedder = FullDisk("b" * 64)
    world.write("b.txt", MOON)
    with pytest.raises(IndexUnusable, match=r"No space left on device.*newsquote index") as caught:
        world.build()
    assert "\n" not in str(caught.value)
    assert texts(world, "Kim")[0] == "Kim met Xi in Beijing."
    assert states(world) == [read_manifest(world.index).state]


def test_progress_names_the_stages(world: World) -> None:
    world.write("a.txt", KIM)
    seen: list[tuple[str, int, int]] = []
    build_index(
        world.corpus,
        world.index,
        model="words",
        parts=world.parts,
        on_progress=lambda *step: seen.append(step),
    )
    assert ("read", 1, 1) in seen
    assert ("embed", 2, 2) in seen
    assert seen[-1] == ("write", 1, 1)
