from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from benchmarks.peers.protocol import read_articles
from benchmarks.peers.workload import ADDED, prepare, spread

ARTICLES = [
    {"url": f"https://www.paper.example/{n}", "title": f"No {n}", "text": "Rain.", "authors": []}
    for n in range(60)
]


def evaluation(folder: Path) -> Path:
    data = folder / "news_qa"
    data.mkdir(parents=True)
    with gzip.open(data / "articles.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(article) + "\n" for article in ARTICLES)
    questions = [
        {"id": str(n), "question": "What fell?", "answers": ["Rain"], "articles": [article["url"]]}
        for n, article in enumerate(ARTICLES)
    ]
    lines = "".join(json.dumps(question) + "\n" for question in questions)
    (data / "questions.jsonl").write_text(lines, encoding="utf-8")
    return folder


def urls(articles: list[dict[str, Any]]) -> set[str]:
    return {article["url"] for article in articles}


def test_a_larger_choice_holds_the_smaller() -> None:
    assert urls(spread(ARTICLES, 10)) < urls(spread(ARTICLES, 30))


def test_the_choice_does_not_depend_on_the_order() -> None:
    assert spread(ARTICLES, 20) == spread(reversed(ARTICLES), 20)


def test_the_last_articles_are_kept_apart(tmp_path: Path) -> None:
    work = prepare(evaluation(tmp_path / "evaluation"), tmp_path / "run", 30, 100)
    corpus, added = list(read_articles(work.corpus)), list(read_articles(work.added))
    assert (len(corpus), len(added)) == (30 - ADDED, ADDED)
    assert urls(corpus).isdisjoint(urls(added))
    assert corpus[0]["source"] == "paper.example"


def test_questions_without_an_article_are_not_asked(tmp_path: Path) -> None:
    work = prepare(evaluation(tmp_path / "evaluation"), tmp_path / "run", 30, 100)
    here = urls(list(read_articles(work.corpus)) + list(read_articles(work.added)))
    assert len(work.questions) == 30
    assert all(not here.isdisjoint(question["articles"]) for question in work.questions)


def test_no_more_questions_than_wanted(tmp_path: Path) -> None:
    work = prepare(evaluation(tmp_path / "evaluation"), tmp_path / "run", 30, 7)
    assert len(work.questions) == 7
