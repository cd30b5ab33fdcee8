"""The articles and questions of a run: the same for every program (edge: files)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.evaluation import records

Record = dict[str, Any]
# How many articles are added to the rest.
ADDED = 10


@dataclass(frozen=True, slots=True)
class Workload:
    """Two folders of articles, and the questions that one of the articles is named for."""

    corpus: Path
    added: Path
    articles: int
    questions: tuple[Record, ...]


def prepare(evaluation: Path, folder: Path, articles: int, questions: int) -> Workload:
    """Write the articles of a run under `folder`, the last `ADDED` of them apart."""
    chosen = spread(_articles(evaluation), articles)
    corpus, added = folder / "corpus", folder / "added"
    _write(corpus / "articles.jsonl", chosen[:-ADDED])
    _write(added / "more.jsonl", chosen[-ADDED:])
    asked = answerable(records(evaluation / "news_qa" / "questions.jsonl"), chosen)
    return Workload(corpus, added, len(chosen), tuple(asked[:questions]))


def spread(articles: Iterable[Record], wanted: int) -> list[Record]:
    """Choose articles by the hash of their address: a larger choice holds the smaller ones."""
    by_hash = sorted(articles, key=lambda one: hashlib.sha256(one["url"].encode()).digest())
    return by_hash[:wanted]


def answerable(questions: Iterable[Record], articles: Sequence[Record]) -> list[Record]:
    """Return the questions that name one of the articles."""
    urls = {article["url"] for article in articles}
    return [question for question in questions if not urls.isdisjoint(question["articles"])]


def _articles(evaluation: Path) -> Iterator[Record]:
    # As benchmarks.collection has them, which would load newsquote's index here.
    for record in records(evaluation / "news_qa" / "articles.jsonl.gz"):
        outlet = urlsplit(record["url"]).netloc.removeprefix("www.")
        yield {**record, "authors": None, "source": outlet}


def _write(path: Path, articles: Sequence[Record]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(article) + "\n" for article in articles)
