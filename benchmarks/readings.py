"""Questions with what the search found for them and the reader found there, kept in a file (files).

To read a thousand questions takes minutes; the features of their sentences are computed from what
is kept in seconds, so that a feature can be changed and tried.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.answer.answerer import passages_to_read
from assistant.answer.candidates import Candidate, gather
from assistant.answer.features import NAMES, rows
from assistant.answer.question import Question, understand
from assistant.answer.windows import Found, read_candidates, reads_on
from assistant.models import Hit
from assistant.reader.reading import Reader
from assistant.retriever import Retriever
from benchmarks.collection import news_articles, open_index, open_questions
from benchmarks.evaluation import records
from benchmarks.news_qa import asked_on
from benchmarks.news_questions import questions
from benchmarks.silver import holds, training_half

Record = dict[str, Any]
# As many quotes as `Assistant.ask` gives where nothing else is said.
QUOTES = 5
# Passages that are read and kept, so that fewer can be tried.
KEPT = 12


@dataclass(frozen=True, slots=True)
class Read:
    """A question with its passages, each (article id, start, end, score, cosine, bm25), as read."""

    set: str
    record: Record
    hits: tuple[tuple[str, int, int, float, float, float], ...]
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's candidate sentences: features, and whether each answers.

    `set` is "gold", "news_qa" or "news_questions"; `fitting` says that the scorer may be fitted on
    it.
    """

    set: str
    record: Record
    rows: NDArray[np.float64]
    right: NDArray[np.bool_]
    fitting: bool

    @property
    def answerable(self) -> bool:
        return bool(self.record.get("articles") or self.record.get("gold"))


def collected(
    folder: Path, reader: Reader, kept: Path | None, passages: int | None = None
) -> Iterator[tuple[Read, list[Candidate]]]:
    """Yield all questions as they were read, with their candidate sentences.

    They are read anew only where the file `kept` is not there, and then kept in it. `passages` are
    read of each, at most `KEPT`; without it as many as `Assistant.ask` reads.
    """
    news = open_index("news_qa", news_articles(folder), None)
    both = open_questions(folder)
    if kept and kept.is_file():
        read: list[Read] = pickle.loads(kept.read_bytes())
    else:
        read = []
        for one in _read(folder, news, both, reader):
            read.append(one)
            if len(read) % 250 == 0:
                print(f"{len(read)} questions read", file=sys.stderr, flush=True)
        if kept:
            kept.write_bytes(pickle.dumps(read))
    articles = {a.id: a for index in (news, both) for a in index.sample(index.count())}
    for each in read:
        wanted = passages or passages_to_read(understood(each.record), QUOTES)
        candidates = gather([Hit(articles[hit[0]], *hit[1:]) for hit in each.hits])
        pairs = list(zip(candidates, each.found, strict=True))
        taken = [(one, found) for one, found in pairs if one.rank <= wanted]
        if passages is None and reads_on(found for _, found in taken):
            taken = pairs
        yield (
            replace(each, found=tuple(found for _, found in taken)),
            [one for one, _ in taken],
        )


def _read(folder: Path, news: Retriever, both: Retriever, reader: Reader) -> Iterator[Read]:
    for record in records(folder / "gold" / "questions.jsonl"):
        yield read_one("gold", record, news, reader)
    for name in ("questions.jsonl", "questions_without_article.jsonl"):
        for record in records(folder / "news_qa" / name):
            yield read_one("news_qa", record, news, reader)
    for part in ("scorer", "dev"):
        for record in questions(folder, both, part):
            yield read_one("news_questions", {**record, "part": part}, both, reader)


def read_one(name: str, record: Record, retriever: Retriever, reader: Reader) -> Read:
    """Search and read for one question as `Assistant.ask` does, but always `KEPT` passages."""
    question = understood(record)
    hits = retriever.search(question.query, k=KEPT, period=question.period)
    found = read_candidates(question.query, gather(hits), reader)
    kept = [(h.article.id, h.start, h.end, h.score, h.cosine, h.bm25) for h in hits]
    return Read(name, record, tuple(kept), tuple(found))


def understood(record: Record) -> Question:
    return understand(record["question"], asked=asked_on(record)).on(asked_on(record))


def asked(read: Read, candidates: Sequence[Candidate]) -> Asked:
    """Return the features of a question's sentences."""
    measured = rows(understood(read.record), candidates, read.found)
    return Asked(
        read.set,
        read.record,
        np.array(measured, dtype=float).reshape(-1, len(NAMES)),
        np.array([answers(each, read.record) for each in candidates], dtype=bool),
        _may_be_fitted(read),
    )


def _may_be_fitted(read: Read) -> bool:
    if read.set == "news_questions":
        return bool(read.record["part"] == "scorer")
    return training_half(read.record["id"])


def answers(candidate: Candidate, record: Record) -> bool:
    """Tell whether a sentence answers a question, by its spans or its answer's words."""
    if record.get("gold"):
        if candidate.article.url == record["url"]:
            start, end = candidate.span
            return any(start < last and first < end for first, last in record["gold"])
        return holds(candidate.text, record["answer"])
    if record.get("articles"):
        named = candidate.article.url in record["articles"]
        return named and holds(candidate.text, record["answers"])
    return False


def groups(asked: Iterable[Asked]) -> dict[str, list[Asked]]:
    """Return the questions by their set."""
    found: dict[str, list[Asked]] = {}
    for each in asked:
        found.setdefault(each.set, []).append(each)
    return found
