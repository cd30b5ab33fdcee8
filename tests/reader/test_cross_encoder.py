from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.answer.sentences import split_sentences
from assistant.errors import ModelError
from assistant.reader.cross_encoder import CrossEncoderReader

TEXT = "The court met on Monday. Nobody spoke. The judge left in May."


def split(text: str) -> Sequence[tuple[int, int]]:
    return list(split_sentences(text))


def by_words(pairs: list[tuple[str, str]]) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """Count the words that a question shares with a text."""
    return np.asarray(
        [len(set(q.lower().split()) & set(t.lower().split())) for q, t in pairs], dtype=np.float32
    )


def test_the_sentence_that_fits_has_the_mass() -> None:
    reader = CrossEncoderReader("words", by_words, split)
    (reading,) = reader.read("when did the judge leave in may", [("Trial", TEXT)])
    spans = split(TEXT)
    masses = [reading.mass(start, end) for start, end in spans]
    assert masses.index(max(masses)) == 2
    assert np.exp(masses).sum() == pytest.approx(1.0, abs=1e-4)
    assert reading.answerable == 3.0
    best = reading.best(*spans[2])
    assert best is not None
    assert best[0] == spans[2]


def test_every_passage_is_read_in_its_place() -> None:
    reader = CrossEncoderReader("words", by_words, split)
    readings = reader.read("judge left", [("A", "No word of it."), ("", ""), ("B", TEXT)])
    assert [len(reading.offsets) for reading in readings] == [1, 0, 3]
    assert readings[2].answerable > readings[0].answerable > readings[1].answerable


def model(folder: Path, labels: int) -> Path:
    """Write an untrained cross-encoder of a few weights."""
    transformers: Any = import_module("transformers")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "court", "met", "monday"]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    transformers.BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    config = transformers.BertConfig(
        vocab_size=len(words), hidden_size=8, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=8, num_labels=labels,
    )  # fmt: skip
    transformers.BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def test_a_model_of_a_folder_reads(tmp_path: Path) -> None:
    reader = CrossEncoderReader.load(str(model(tmp_path, labels=1)), split)
    first, second = reader.read("the court", [("", TEXT), ("Court", "The court met.")])
    assert len(first.offsets) == 3
    assert np.isfinite([first.answerable, second.answerable]).all()


def test_a_model_of_several_labels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="gives 3 numbers a pair"):
        CrossEncoderReader.load(str(model(tmp_path, labels=3)), split)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="Cannot load the reranker .*--reranker"):
        CrossEncoderReader.load(str(tmp_path), split)
