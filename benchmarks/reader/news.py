"""Training examples of hand-written questions on news: where the answer is, and what misleads."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.corpus.passages import split_passages
from assistant.models import Article, Span
from assistant.retriever import Retriever
from benchmarks.evaluation import records
from benchmarks.news_questions import moved
from benchmarks.reader.examples import NAME, Example, Swapper, as_typed, without_answer
from benchmarks.silver import holds, scorer_part

LICENCE = "written for this project; the articles' texts are their publishers', not included"
# Passages of other articles that are kept for a question, and the ranks they are looked for in.
_OTHERS, _SEARCHED = 8, 16
# What an epoch takes of a question, as probabilities: a quarter of all is to be answered.
_SECOND, _LURE, _OWN, _OTHER, _CUT, _SWAPPED = 0.5, 0.85, 0.5, 0.9, 0.12, 0.3
# A corpus of saved pages often has no dates.
_UNDATED = 0.3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with passages that answer it, that mislead, and that only lie near.

    `own` are the other passages of its article; `others` are of other articles, the search's best
    first. `names` stand in the article.
    """

    answering: tuple[Example, ...]
    misleading: tuple[Example, ...]
    own: tuple[Example, ...]
    others: tuple[Example, ...]
    names: tuple[str, ...]


def read_questions(
    folder: Path, retriever: Retriever, count_tokens: Callable[[str], int]
) -> Iterator[Asked]:
    """Yield the questions of `news_questions` that the reader may be trained on."""
    texts = {a["url"]: a["text"] for a in records(folder / "articles.jsonl.gz")}
    articles = {article.url: article for article in retriever.sample(retriever.count())}
    for record in records(folder / "train.jsonl"):
        url = record["url"]
        if url in articles and not scorer_part(url):
            yield _asked(record, texts[url], articles[url], retriever, count_tokens)


def one_epoch(asked: Sequence[Asked], swapper: Swapper, rng: random.Random) -> Iterator[Example]:
    """Yield examples of each question, drawn anew."""
    for each in asked:
        for example in _drawn(each, swapper, rng):
            undated = rng.random() < _UNDATED
            yield replace(
                example,
                question=as_typed(example.question, rng),
                published=None if undated else example.published,
            )


def _drawn(asked: Asked, swapper: Swapper, rng: random.Random) -> Iterator[Example]:
    yield from asked.answering[:1]
    yield from (each for each in asked.answering[1:] if rng.random() < _SECOND)
    yield from (each for each in asked.misleading if rng.random() < _LURE)
    if asked.own and rng.random() < _OWN:
        yield rng.choice(asked.own)
    if asked.others and rng.random() < _OTHER:
        # The best of the search mislead most.
        yield asked.others[min(int(rng.expovariate(0.4)), len(asked.others) - 1)]
    if asked.answering:
        best = asked.answering[0]
        cut = without_answer(best) if rng.random() < _CUT else None
        near = asked.names if rng.random() < 0.5 else ()
        swapped = swapper.swap(best, rng, near) if rng.random() < _SWAPPED else None
        yield from (made for made in (cut, swapped) if made is not None)


def _asked(
    record: dict[str, Any],
    text: str,
    article: Article,
    retriever: Retriever,
    count_tokens: Callable[[str], int],
) -> Asked:
    gold = [moved(span, text, article.text) for span in record.get("gold") or ()]
    lures = [moved(record.get(name), text, article.text) for name in ("distractor", "near")]
    answer = _answer(record, text, gold[0]) if gold else None
    answering, misleading, own = [], [], []
    for passage in split_passages(article, count_tokens):
        example = _example(record, article, passage.text)
        inside = [_within(span, (passage.start, passage.end)) for span in (answer, *gold)]
        if any(inside):
            answering.append(_answering(example, inside))
        elif any(_within(span, (passage.start, passage.end)) for span in lures):
            misleading.append(example)
        else:
            own.append(example)
    # The passage with the answer's own words comes first.
    answering.sort(key=lambda example: not example.exact)
    words = text[slice(*record["answer"])] if record.get("answer") else None
    others = [
        _example(record, hit.article, hit.text)
        for hit in retriever.search(record["question"], k=_SEARCHED)
        if hit.article.url != record["url"] and not (words and holds(hit.text, [words]))
    ]
    names = sorted(set(NAME.findall(article.text)))
    found = (answering, misleading, own, others[:_OTHERS], names)
    return Asked(*(tuple(each) for each in found))


def _example(record: dict[str, Any], article: Article, text: str) -> Example:
    return Example(
        record["question"],
        article.title,
        text,
        (),
        False,
        group="news",
        published=article.published,
    )


def _answering(example: Example, inside: Sequence[Span | None]) -> Example:
    """Return the example with the answer's words and the other sentences that answer."""
    answer, *gold = inside
    others = [span for span in gold if span and not (answer and _overlap(span, answer))]
    if answer is None:
        return replace(example, answers=tuple(others), exact=False, answerable=True)
    return replace(example, answers=(answer,), also=tuple(others), answerable=True)


def _answer(record: dict[str, Any], text: str, first_gold: Span | None) -> Span | None:
    """Return the answer's words in the cleaned text, where its sentence stands there."""
    if not first_gold or not record.get("answer"):
        return None
    shift = first_gold[0] - record["gold"][0][0]
    return (record["answer"][0] + shift, record["answer"][1] + shift)


def _within(span: Span | None, outer: Span) -> Span | None:
    """Return the part of a span that lies in another, counted from its begin."""
    if span is None or not _overlap(span, outer):
        return None
    return (max(span[0], outer[0]) - outer[0], min(span[1], outer[1]) - outer[0])


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
