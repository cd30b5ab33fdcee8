from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import IndexDamaged, IndexMissing, IndexVersion, InvalidRequest
from assistant.index.manifest import read_manifest
from assistant.retriever import Retriever
from tests.index.world import DIMENSION, WordEncoder, World, article

REPORTS = [
    article("Kim met Xi in Beijing.\nThey spoke of trade.", "Beijing", published="2018-03-28",
            source="Post", language="en"),
    article("Moon met Kim at Panmunjom.", "Border", published="2018-04-27", source="Times",
            language="en"),
    article("Kim reiste nach Hanoi.", "Hanoi", published="2019-02-28", source="Zeitung",
            language="de"),
    article("Kim was seen somewhere.", "Undated"),
]  # fmt: skip


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    world.write("a.txt", *REPORTS)
    world.build()
    return world


def found(retriever: Retriever, query: str, **options: object) -> list[str]:
    return [hit.article.title for hit in retriever.search(query, **options)]  # type: ignore[arg-type]


def test_hits_are_slices_best_first_with_their_scores(world: World) -> None:
    with world.open() as retriever:
        hits = retriever.search("Kim met Xi in Beijing")
    assert hits[0].text == "Kim met Xi in Beijing."
    assert hits[0].bm25 == 1.0
    for hit in hits:
        assert hit.article.text[hit.start : hit.end] == hit.text
        assert hit.score == pytest.approx(0.7 * hit.cosine + 0.3 * hit.bm25)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        ({"since": date(2018, 4, 27)}, {"Border", "Hanoi"}),
        ({"until": date(2018, 4, 27)}, {"Beijing", "Border"}),
        ({"since": date(2018, 4, 1), "until": date(2018, 5, 1)}, {"Border"}),
        ({"source": "times"}, {"Border"}),
        ({"source": ["Times", "Zeitung"]}, {"Border", "Hanoi"}),
        ({"language": "de"}, {"Hanoi"}),
        ({"source": "Nobody"}, set()),
        ({"source": " ", "language": []}, {"Beijing", "Border", "Hanoi", "Undated"}),
        ({}, {"Beijing", "Border", "Hanoi", "Undated"}),
    ],
)
def test_filters(world: World, options: dict[str, object], titles: set[str]) -> None:
    with world.open() as retriever:
        assert set(found(retriever, "Kim", **options)) == titles


def test_k_limits(world: World) -> None:
    with world.open() as retriever:
        assert len(retriever.search("Kim", k=2)) == 2
        assert len(retriever.search("Kim", k=1000)) == 5


@pytest.mark.parametrize(
    ("query", "options", "why"),
    [
        ("  ", {}, "empty"),
        ("Kim", {"k": 0}, "k is 0"),
        ("Kim", {"k": 1001}, "k is 1001"),
        (
            "Kim",
            {"since": date(2019, 1, 1), "until": date(2018, 1, 1)},
            "after until 2018-01-01",
        ),
    ],
)
def test_requests_out_of_range_are_refused(
    world: World, query: str, options: dict[str, object], why: str
) -> None:
    with world.open() as retriever, pytest.raises(InvalidRequest, match=why):
        found(retriever, query, **options)


@pytest.mark.parametrize("query", ["???", "🙂", "\0", "AND", 'title:"x" OR -y', "x" * 5000])
def test_any_query_is_answered(world: World, query: str) -> None:
    with world.open() as retriever:
        assert len(retriever.search(query, k=3)) == 3


def test_what_the_index_holds(world: World) -> None:
    with world.open() as retriever:
        assert retriever.count() == 4
        assert retriever.sources() == [("Post", 1), ("Times", 1), ("Zeitung", 1)]
        info = retriever.info()
        assert (info.articles, info.copies, info.passages, info.sources) == (4, 0, 5, 3)
        assert (info.first, info.last) == (date(2018, 3, 28), date(2019, 2, 28))
        assert info.model == "words"
        vectors = retriever.encode(["Kim", "Moon"])
        assert vectors.shape == (2, DIMENSION)
        assert vectors.dtype.name == "float32"


def test_articles_by_id(world: World) -> None:
    with world.open() as retriever:
        hit = retriever.search("Panmunjom")[0]
        assert retriever.article(hit.article.id) == hit.article
        assert hit.article.published == date(2018, 4, 27)
        assert hit.article.path == "a.txt#2"
        assert retriever.article("nothing") is None


def test_the_sample_is_always_the_same(world: World) -> None:
    with world.open() as retriever:
        assert retriever.sample(2) == retriever.sample(2)
        assert [len(retriever.sample(n)) for n in (0, 1, 3, 4, 99)] == [0, 1, 3, 4, 4]


def test_a_missing_index_names_the_next_command(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match=r"^No index at .*\. Build it first: newsquote index$"):
        Retriever.open(tmp_path / "none")


def test_another_format_is_refused(world: World) -> None:
    path = world.index / "manifest.json"
    path.write_text(path.read_text().replace('"format": 2', '"format": 99'))
    with pytest.raises(IndexVersion, match="has format 99, this newsquote reads 2"):
        world.open()


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"kind": "x", "format": 1}', "\xff"])
def test_a_broken_manifest_is_refused(world: World, content: str) -> None:
    (world.index / "manifest.json").write_text(content, encoding="latin-1")
    with pytest.raises(IndexDamaged, match="newsquote index"):
        world.open()


def files_of(world: World) -> list[Path]:
    manifest = read_manifest(world.index)
    return [manifest.folder(world.index) / name for name in manifest.files]


def test_every_missing_cut_or_changed_file_is_refused(world: World) -> None:
    for path in files_of(world):
        content = path.read_bytes()
        for bad in (None, content[: len(content) // 2], content[:-1] + bytes([content[-1] ^ 1])):
            path.unlink()
            if bad is not None:
                path.write_bytes(bad)
            with pytest.raises(IndexDamaged) as caught:
                world.open()
            assert path.name in str(caught.value) and "\n" not in str(caught.value)
            path.write_bytes(content)
    world.open().close()


def test_a_new_index_is_noticed(world: World) -> None:
    with world.open() as retriever:
        assert retriever.count() == 4
        world.write("b.txt", article("Putin came to Vladivostok.", "Vladivostok"))
        world.build()
        assert found(retriever, "Putin Vladivostok")[0] == "Vladivostok"
        assert retriever.count() == 5


def test_a_damaged_new_index_leaves_the_old_one_answering(world: World) -> None:
    with world.open() as retriever:
        (world.index / "manifest.json").write_text("{")
        assert retriever.count() == 4
        assert found(retriever, "Panmunjom")[0] == "Border"
        world.write("b.txt", article("Putin came to Vladivostok.", "Vladivostok"))
        world.build()
        assert retriever.count() == 5


def test_an_open_index_answers_when_its_files_are_gone(world: World) -> None:
    with world.open() as retriever:
        for path in files_of(world):
            path.unlink()
        assert found(retriever, "Panmunjom")[0] == "Border"
        assert found(retriever, "Kim", source="Post")


def test_a_closed_retriever_says_so(world: World) -> None:
    retriever = world.open()
    retriever.close()
    retriever.close()
    with pytest.raises(InvalidRequest, match="closed"):
        retriever.search("Kim")


def test_threads_ask_while_the_index_is_built_again_and_again(world: World) -> None:
    wrong: list[object] = []
    done = threading.Event()
    answered = [0] * 4

    def ask(number: int, retriever: Retriever) -> None:
        try:
            while not done.is_set() or not answered[number]:
                for hit in retriever.search("Kim Xi Beijing", k=5, source=["Post", "New"]):
                    if hit.article.text[hit.start : hit.end] != hit.text:
                        wrong.append(hit)
                answered[number] += 1
        except Exception as exc:
            wrong.append(exc)

    with world.open() as retriever:
        threads = [threading.Thread(target=ask, args=(n, retriever)) for n in range(4)]
        for thread in threads:
            thread.start()
        for number in range(8):
            world.write("b.txt", article(f"Kim met Xi {number} times.", f"N{number}", source="New"))
            world.build()
        done.set()
        for thread in threads:
            thread.join()
        assert wrong == []
        assert min(answered) > 0
        assert found(retriever, "Kim met Xi 7 times", source="New") == ["N7"]


def test_opening_while_builds_replace_the_index(world: World) -> None:
    wrong: list[BaseException] = []
    done = threading.Event()

    def build() -> None:
        try:
            for number in range(10):
                world.write("b.txt", article(f"Report {number}.", f"N{number}"))
                world.build()
        except BaseException as exc:
            wrong.append(exc)
        finally:
            done.set()

    builder = threading.Thread(target=build)
    builder.start()
    opened = 0
    while not done.is_set() or not opened:
        with Retriever.open(world.index, open_encoder=WordEncoder.open) as retriever:
            assert retriever.count() in (4, 5)
            opened += 1
    builder.join()
    assert wrong == []
