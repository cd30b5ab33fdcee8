from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelError
from assistant.reader.passage_reader import (
    ABOUT_FILE,
    MODEL_FILE,
    TOKENIZER_FILE,
    WEIGHTS,
    PassageReader,
    shipped_reader,
)

MARKET = (
    "Market reopens",
    "The covered market opened again on Monday after two years of work. Ada Brook, who sells "
    "bread there, said 1,200 people came. The roof had fallen in during a storm.",
)
CHESS = (
    "Chess title",
    "Ivo Lang won the national chess title in Graz. He beat eleven rivals and lost one game.",
)


def answer(question: str, passage: tuple[str, str]) -> str:
    (reading,) = shipped_reader().read(question, [passage])
    best = reading.best(0, len(passage[1]))
    assert best is not None
    return passage[1][slice(*best[0])]


@pytest.mark.parametrize(
    ("question", "passage", "expected"),
    [
        ("When did the market open again?", MARKET, "Monday"),
        ("How many people came to the market", MARKET, "1,200"),
        ("who won the national chess title", CHESS, "Ivo Lang"),
        ("Where was the chess title won?", CHESS, "Graz"),
    ],
)
def test_the_answering_words_are_found(
    question: str, passage: tuple[str, str], expected: str
) -> None:
    assert expected in answer(question, passage)


def test_the_passage_that_answers_is_told_from_another() -> None:
    market, chess = shipped_reader().read("Who won the chess title?", [MARKET, CHESS])
    assert chess.answerable > 0 > market.answerable


def test_a_passage_is_read_the_same_beside_others() -> None:
    reader = shipped_reader()
    long = ("Long", " ".join([MARKET[1]] * 6))
    alone = reader.read("Who won?", [CHESS])[0]
    beside = reader.read("Who won?", [long, CHESS, MARKET])[1]
    np.testing.assert_array_equal(alone.offsets, beside.offsets)
    np.testing.assert_array_equal(alone.starts, beside.starts)
    assert alone.answerable == beside.answerable


def test_a_long_passage_and_an_empty_one_are_read() -> None:
    whole, empty = shipped_reader().read("who?", [("", "word " * 3000), ("", "")])
    assert np.isfinite(whole.starts).all()
    assert len(empty.offsets) == 0
    assert np.isfinite(empty.answerable)


def test_threads_read_the_same() -> None:
    reader = shipped_reader()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: reader.read("Who won?", [CHESS])[0].answerable, range(8)))
    assert len(set(found)) == 1


def test_the_weights_name_what_they_were_trained_on() -> None:
    about = json.loads((WEIGHTS / ABOUT_FILE).read_text(encoding="utf-8"))
    assert all(entry["set"] and entry["licence"] for entry in about["training_data"])
    assert (WEIGHTS / MODEL_FILE).stat().st_size < 50 * 2**20


@pytest.mark.parametrize("name", [ABOUT_FILE, MODEL_FILE, TOKENIZER_FILE])
def test_a_missing_or_altered_file_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(WEIGHTS, folder)
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 255
    (folder / name).write_bytes(content if name == MODEL_FILE else content[: len(content) // 2])
    with pytest.raises(ModelError, match="cannot be opened"):
        PassageReader.open(folder)
    (folder / name).unlink()
    with pytest.raises(ModelError, match="cannot be opened"):
        PassageReader.open(folder)
