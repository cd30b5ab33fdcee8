"""Evaluation articles as a corpus folder, and its index, built once (files)."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from assistant.index.builder import build_index
from assistant.retriever import Retriever
from benchmarks.evaluation import records

# Only web addresses are kept of a record's url.
SCIFACT_URL = "https://scifact.example/"
SQUAD2_URL = "https://squad2.example/"
WORK = Path(tempfile.gettempdir()) / "newsquote-benchmarks"


def news_articles(evaluation: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles of news_qa under the names that newsquote reads."""
    for record in records(evaluation / "news_qa" / "articles.jsonl.gz"):
        outlet = urlsplit(record["url"]).netloc.removeprefix("www.")
        yield {**record, "authors": None, "source": outlet}


def questions_articles(evaluation: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles of `news_questions` and, among which they are looked for, of news_qa."""
    yield from news_articles(evaluation)
    folder = evaluation.parent / "training" / "news_questions"
    for record in records(folder / "articles.jsonl.gz"):
        outlet = urlsplit(record["url"]).netloc.removeprefix("www.")
        yield {**record, "source": outlet}


def open_questions(evaluation: Path, given: str | None = None) -> Retriever:
    """Open the index of the articles of `news_questions` and news_qa."""
    return open_index("news_questions", questions_articles(evaluation), given)


def scifact_articles(evaluation: Path) -> Iterator[dict[str, Any]]:
    """Yield the abstracts of SciFact; the url carries the document's number."""
    for record in records(evaluation / "scifact" / "corpus.jsonl.gz"):
        yield {
            "title": record["title"],
            "text": record["text"],
            "url": f"{SCIFACT_URL}{record['_id']}",
        }


def squad2_articles(evaluation: Path) -> Iterator[dict[str, Any]]:
    """Yield the paragraphs of SQuAD 2 as articles; the url carries the paragraph's id."""
    for record in records(evaluation / "squad2" / "articles.jsonl"):
        yield {
            "title": record["title"],
            "text": record["text"],
            "url": f"{SQUAD2_URL}{record['id']}",
        }


def open_index(name: str, articles: Iterable[dict[str, Any]], given: str | None) -> Retriever:
    """Open the index `given`, else one of `articles` under `WORK`, built on first use."""
    if given:
        return Retriever.open(given)
    index = WORK / f"{name}_index"
    if not index.exists():
        corpus = WORK / name
        corpus.mkdir(parents=True, exist_ok=True)
        with (corpus / "articles.jsonl").open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(article) + "\n" for article in articles)
        build_index(corpus, index)
    return Retriever.open(index)
