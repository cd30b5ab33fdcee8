"""Training examples of the development records' training half, read against what is retrieved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.models import Hit, Span
from assistant.retriever import Retriever
from benchmarks.evaluation import records
from benchmarks.reader.examples import Example
from benchmarks.silver import holds, training_half

# Of a question's passages: silver answers far down the ranking are chance matches of the string.
_SILVER, _WRONG, _READ = 2, 5, 20


def dev_examples(evaluation: Path, retriever: Retriever) -> Iterator[Example]:
    """Yield examples of the training halves of squad2, gold and news_qa."""
    yield from squad2(evaluation)
    yield from gold(evaluation, retriever)
    yield from news(evaluation, retriever)


def squad2(evaluation: Path) -> Iterator[Example]:
    """Yield the questions on the training half of the Wikipedia articles."""
    articles = {a["id"]: a for a in records(evaluation / "squad2" / "articles.jsonl")}
    for record in records(evaluation / "squad2" / "questions.jsonl"):
        article = articles[record["article"]]
        if not training_half(article["title"]):
            continue
        spans = tuple((start, start + len(text)) for start, text in record["answers"] or [])
        yield Example(
            record["question"],
            article["title"],
            article["text"],
            spans,
            record["answerable"],
            group="squad2",
        )


def gold(evaluation: Path, retriever: Retriever) -> Iterator[Example]:
    """Yield the hand-written questions: their sentence, and near passages that do not answer."""
    for record in records(evaluation / "gold" / "questions.jsonl"):
        if not training_half(record["id"]):
            continue
        wrong = 0
        for hit in retriever.search(record["question"], k=_READ):
            spans = _gold_spans(hit, record)
            if spans:
                yield _example(record, hit, *_narrowed(hit, spans, record["answer"]))
            elif wrong < _WRONG and not holds(hit.text, record["answer"]):
                wrong += 1
                yield _example(record, hit, (), exact=True)


def news(evaluation: Path, retriever: Retriever) -> Iterator[Example]:
    """Yield news questions: passages of their articles with the answer's words, and others."""
    folder = evaluation / "news_qa"
    for name in ("questions.jsonl", "questions_without_article.jsonl"):
        for record in records(folder / name):
            if training_half(record["id"]):
                yield from _of_news(record, retriever.search(record["question"], k=_READ))


def _of_news(record: dict[str, Any], hits: list[Hit]) -> Iterator[Example]:
    right = wrong = 0
    for hit in hits:
        named = hit.article.url in (record.get("articles") or [])
        has = bool(record.get("articles")) and holds(
            f"{hit.article.title} {hit.text}", record["answers"]
        )
        spans = _occurrences(hit.text, record["answers"]) if named and has else ()
        if spans and right < _SILVER:
            right += 1
            yield _example(record, hit, spans, exact=True)
        elif not has and not named and wrong < _WRONG:
            wrong += 1
            yield _example(record, hit, (), exact=True)


def _gold_spans(hit: Hit, record: dict[str, Any]) -> tuple[Span, ...]:
    if record.get("unanswerable") or hit.article.url != record["url"]:
        return ()
    inside = [
        (max(start, hit.start) - hit.start, min(end, hit.end) - hit.start)
        for start, end in record["gold"]
    ]
    return tuple((start, end) for start, end in inside if end - start > 20)


def _narrowed(
    hit: Hit, spans: tuple[Span, ...], answers: list[str]
) -> tuple[tuple[Span, ...], bool]:
    """Return the answer's words within the gold sentences, else the sentences whole."""
    words = [
        (start + first, start + last)
        for start, end in spans
        for first, last in _occurrences(hit.text[start:end], answers)
    ]
    return (tuple(words), True) if words else (spans, False)


def _occurrences(text: str, answers: list[str]) -> tuple[Span, ...]:
    return tuple(
        match.span()
        for answer in answers
        for match in re.finditer(rf"(?<!\w){re.escape(answer)}(?!\w)", text, re.IGNORECASE)
    )


def _example(record: dict[str, Any], hit: Hit, spans: tuple[Span, ...], exact: bool) -> Example:
    return Example(
        record["question"], hit.article.title, hit.text, spans, bool(spans), exact, "news"
    )
