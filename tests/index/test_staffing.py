from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import InvalidRequest
from assistant.index import staffing
from assistant.index.builder import build_index
from assistant.index.parts import Parts, standard_parts
from assistant.settings import DEFAULT_MODEL, DEFAULT_MODEL_SHA256
from tests.index.world import WordEmbedder, World, article


class Small:
    """Notes what it is asked for, and gives an embedder of its own."""

    def __init__(self, world: World) -> None:
        self.embedder = WordEmbedder()
        self.asked: list[tuple[str, str, str]] = []
        self.parts: Parts = replace(world.parts, load_small=self.load)

    def load(self, model: str, encoder: Path, sha256: str) -> WordEmbedder:
        assert (encoder / "encoder.json").is_file()
        self.asked.append((model, encoder.name, sha256))
        return self.embedder


def test_a_small_update_does_not_load_the_model(world: World) -> None:
    small = Small(world)
    world.write("a.txt", article("Kim met Xi in Beijing."))
    build_index(world.corpus, world.index, model="words", parts=small.parts)
    assert (small.asked, world.embedder.loads) == ([], 1)
    world.write("b.txt", article("Moon flew to Hanoi."))
    build_index(world.corpus, world.index, model="words", parts=small.parts)
    assert small.asked == [("words", "encoder", "a" * 64)]
    assert small.embedder.embedded == ["Report\n\nMoon flew to Hanoi."]
    assert world.embedder.loads == 1


def test_a_large_update_loads_the_model(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staffing, "SMALL_UPDATE", 0)
    small = Small(world)
    for name in ("a.txt", "b.txt"):
        world.write(name, article(f"Kim met Xi in {name}."))
        build_index(world.corpus, world.index, model="words", parts=small.parts)
    assert (small.asked, world.embedder.loads) == ([], 2)


def test_after_a_build_the_model_is_gone_though_it_refers_to_itself(world: World) -> None:
    loaded: list[weakref.ref[WordEmbedder]] = []

    def load(_model: str) -> WordEmbedder:
        embedder = WordEmbedder()
        embedder.itself = embedder  # type: ignore[attr-defined]
        loaded.append(weakref.ref(embedder))
        return embedder

    world.write("a.txt", article("Kim met Xi in Beijing."))
    gc.disable()
    try:
        build_index(
            world.corpus,
            world.index,
            model="words",
            parts=replace(world.parts, load_embedder=load),
        )
    finally:
        gc.enable()
    assert [one() for one in loaded] == [None]


def test_the_standard_model_is_known_by_its_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("assistant.index.encoding.onnx_embedder.small_embedder", opened.append)
    load = standard_parts().load_small
    load(DEFAULT_MODEL, tmp_path, DEFAULT_MODEL_SHA256)
    assert opened == [tmp_path]
    assert load(DEFAULT_MODEL, tmp_path, "0" * 64) is None
    assert load("some/model-of-the-hub", tmp_path, DEFAULT_MODEL_SHA256) is None
    assert load(str(tmp_path), tmp_path, DEFAULT_MODEL_SHA256) is None
    assert opened == [tmp_path]


@pytest.mark.parametrize("option", [{"on": "moon"}, {"engine": "ftp://x"}, {"store": "mysql://x"}])
def test_unknown_places_are_refused_before_anything_is_read(
    world: World, option: dict[str, str]
) -> None:
    world.write("a.txt", article("Kim met Xi in Beijing."))
    with pytest.raises(InvalidRequest):
        build_index(
            world.corpus,
            world.index,
            parts=world.parts,
            on=option.get("on"),
            engine=option.get("engine"),
            store=option.get("store"),
        )
    assert not world.index.exists()


def test_a_password_is_kept_out_of_the_manifest(world: World) -> None:
    world.write("a.txt", article("Kim met Xi in Beijing."))
    with pytest.raises(InvalidRequest, match="PGPASSWORD") as caught:
        build_index(world.corpus, world.index, store="postgresql://me:secret@host/news")
    assert "secret" not in str(caught.value)
