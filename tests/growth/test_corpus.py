from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.corpus.files import find_files
from assistant.corpus.passages import passage_input
from assistant.corpus.records import FieldNames
from assistant.models import Article
from benchmarks.growth.base import Base
from benchmarks.growth.corpus import ARTICLES_FOLDER, PASSAGES, Corpus, write
from benchmarks.growth.parts import GrownEmbedder, cut, read_articles
from tests.growth.conftest import DIMENSION, REAL


def articles(folder: Path) -> list[Article]:
    found = []
    for file in find_files(folder / ARTICLES_FOLDER):
        found += [one for one in read_articles(file, FieldNames()) if isinstance(one, Article)]
    return found


def embedder(folder: Path) -> GrownEmbedder:
    return GrownEmbedder([folder], folder, "0" * 64, DIMENSION)


def test_each_passage_of_a_grown_corpus_finds_its_own_vector(base: Base, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    count = write(Corpus(base).blocks(3 * REAL), corpus)
    vectors = np.concatenate([block.vectors for block in Corpus(base).blocks(3 * REAL)])
    inputs = [
        passage_input(article, passage)
        for article in articles(corpus)
        for passage in cut(article, len)
    ]
    assert count == len(inputs) == 3 * REAL
    assert np.allclose(embedder(corpus).encode(inputs), vectors, atol=1e-3)


def test_the_real_passages_come_first(base: Base, tmp_path: Path) -> None:
    write(Corpus(base).blocks(2 * REAL), tmp_path / "corpus")
    first = articles(tmp_path / "corpus")[0]
    assert [one.text for one in cut(first, len)] == [base.words.real(n) for n in range(PASSAGES)]
    assert first.published is None


def test_another_seed_gives_other_articles(base: Base) -> None:
    one = Corpus(base, seed=1).sampled(0, 2)
    again, other = Corpus(base, seed=1).sampled(0, 2), Corpus(base, seed=2).sampled(0, 2)
    assert one.records == again.records
    assert one.records != other.records


def test_a_passage_of_another_corpus_is_refused(base: Base, tmp_path: Path) -> None:
    write(Corpus(base).blocks(REAL), tmp_path / "corpus")
    with pytest.raises(ValueError, match="not of the grown corpora"):
        embedder(tmp_path / "corpus").encode(["a title\n\nanother passage"])
