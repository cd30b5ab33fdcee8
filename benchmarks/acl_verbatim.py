"""Sentences chosen in five given chunks of papers, beside what a peer's annotators marked: word F1.

    python -m benchmarks.acl_verbatim [--evaluation DIR] [--rows FILE]

The threshold is the one that gives the best word F1 on the questions of `news_questions` that the
scorer is fitted on; nothing is chosen on these papers. `--rows` is the file of `fit_selector`.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answer.question import understand
from assistant.answer.score import probability, score_sentences
from assistant.corpus.passages import split_passages
from assistant.models import Article, Hit, Span
from assistant.reader.passage_reader import WEIGHTS, PassageReader
from assistant.retriever import Retriever
from assistant.settings import FUSION_COSINE_WEIGHT
from benchmarks.collection import open_questions
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.readings import asked, collected

# What was chosen: a figure for each word, and whether it is marked.
Words = list[tuple[float, bool]]
_GRID = np.linspace(0.02, 0.98, 97)


def papers(folder: Path, retriever: Retriever, reader: PassageReader) -> Words:
    """Return the words of all chunks, each with the probability of its sentence."""
    asked: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records(folder / "acl_verbatim" / "dev.jsonl"):
        asked[record["query"]].append(record)
    found: Words = []
    for query, chunks in asked.items():
        articles = [
            Article(id=f"chunk {n}", text=each["text"], title=each["title"])
            for n, each in enumerate(chunks)
        ]
        hits = [hit for article in articles for hit in passages(query, article, retriever)]
        scored = score_sentences(understand(query), hits, reader, len(hits))
        for article, record in zip(articles, chunks, strict=True):
            own = {s.candidate.span: s.score for s in scored if s.candidate.article is article}
            found += words(article.text, own.items(), record["gold"])
    return found


def passages(query: str, article: Article, retriever: Retriever) -> list[Hit]:
    """Return a chunk's passages as if the search had found them by meaning alone."""
    cut = split_passages(article, lambda text: len(text.split()) * 4 // 3)
    vectors = retriever.encode([query, *(f"{article.title}\n\n{p.text}" for p in cut)])
    cosines = (vectors[1:] @ vectors[0]).tolist()
    return [
        Hit(article, p.start, p.end, FUSION_COSINE_WEIGHT * cosine, cosine, 0.0)
        for p, cosine in zip(cut, cosines, strict=True)
    ]


def words(
    text: str, scored: Iterable[tuple[Span, float]], marked: Sequence[Sequence[int]]
) -> Words:
    """Return each word's figure, that of its sentence, and whether it is marked."""
    figures = list(scored)
    return [
        (
            max((p for (a, b), p in figures if a < w.end() and w.start() < b), default=0.0),
            any(a < w.end() and w.start() < b for a, b in marked),
        )
        for w in re.finditer(r"\w+", text)
    ]


def word_f1(found: Words, threshold: float) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the words whose figure reaches a threshold."""
    chosen = sum(figure >= threshold for figure, _ in found)
    right = sum(figure >= threshold and marked for figure, marked in found)
    wanted = sum(marked for _, marked in found)
    return right / max(1, chosen), right / max(1, wanted), 2 * right / max(1, chosen + wanted)


def news(folder: Path, reader: PassageReader, kept: Path | None) -> Words:
    """Return the words of the passages found for news questions, gold sentences marked."""
    found: Words = []
    for read, candidates in collected(folder, reader, kept):
        one = asked(read, candidates)
        if one.fitting and one.set == "news_questions":
            for candidate, row, right in zip(candidates, one.rows, one.right, strict=True):
                figure = probability(row.tolist())
                found += [(figure, bool(right))] * len(candidate.text.split())
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    parser.add_argument("--rows", type=Path)
    parser.add_argument("--reader", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    folder = evaluation_folder(given.evaluation)
    reader = PassageReader.open(given.reader)
    elsewhere = news(folder, reader, given.rows)
    threshold = float(max(_GRID, key=lambda value: word_f1(elsewhere, value)[2]))
    found = papers(folder, open_questions(folder), reader)
    for name, these in (("news_questions, chosen on", elsewhere), ("acl_verbatim", found)):
        precision, recall, f1 = word_f1(these, threshold)
        print(f"{name}: word F1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f} at "
              f"{threshold:.2f}")  # fmt: skip


if __name__ == "__main__":
    main()
