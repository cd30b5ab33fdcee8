"""Training examples of the reader: a question, a titled passage, and where in it the answer is."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.answer.sentences import split_sentences
from assistant.models import Span
from benchmarks.evaluation import records
from benchmarks.silver import training_half

SA4, BY4 = "CC BY-SA 4.0", "CC BY 4.0"
MIT = "MIT; text CC BY-SA"
# Records taken of each set, at most, and its licence: sets whose licence allows weights to be
# shared. Passages with questions that people asked are taken whole; templates over single
# sentences, and pages unlike news, only in part.
SETS = {
    "squad_du_test": (99_999, SA4),
    "squad_flan": (99_999, SA4),
    "squad_routerlens": (99_999, SA4),
    "squad_misc": (99_999, SA4),
    "squad2_train10": (99_999, SA4),
    "squad_sent": (5_000, SA4),
    "shifts_newwiki": (99_999, BY4),
    "shifts_reddit": (6_000, BY4),
    "shifts_amazon": (3_000, BY4),
    "nq_oracle": (99_999, "CC BY-SA 3.0"),
    "qed_nq": (99_999, "CC BY-SA 3.0"),
    "hotpot": (99_999, SA4),
    "2wiki": (99_999, "Apache-2.0"),
    "musique": (99_999, BY4),
    "bioasq": (1_500, "CC BY 2.5"),
    "covidqa": (700, "Apache-2.0"),
    "selqa": (99_999, "Apache-2.0"),
    "qamr": (3_500, MIT),
    "qasrl_gs": (2_000, MIT),
    "qanom": (1_000, MIT),
}
# Their contexts are single sentences, so a passage is made of several.
SENTENCE_SETS = frozenset({"qamr", "qasrl_gs", "qanom", "squad_sent"})
_TITLE_WORDS = 14


@dataclass(frozen=True, slots=True)
class Example:
    """A question on a passage.

    `answers` are offsets into `text`. `exact` tells answering words from whole sentences that hold
    them; `also` are further sentences that answer. Without any of these, an answerable passage
    trains only the answerability. `published` is the article's day.
    """

    question: str
    title: str
    text: str
    answers: tuple[Span, ...]
    answerable: bool
    exact: bool = True
    group: str = ""
    also: tuple[Span, ...] = ()
    published: date | None = None


def read_records(path: Path, rng: random.Random) -> Iterator[Example]:
    """Yield the records of the training file that `SETS` takes, in no order."""
    by_set: dict[str, list[dict[str, Any]]] = {name: [] for name in SETS}
    seen: set[tuple[str, str]] = set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            key = (record["question"], record["context"])
            if record["set"] in by_set and key not in seen:
                seen.add(key)
                by_set[record["set"]].append(record)
    for name, taken in by_set.items():
        rng.shuffle(taken)
        sentences = [record["context"] for record in taken]
        for record in taken[: SETS[name][0]]:
            example = from_record(record)
            if name in SENTENCE_SETS:
                example = among(example, rng.sample(sentences, rng.randint(1, 4)), rng)
            yield example


def squad2(evaluation: Path) -> Iterator[Example]:
    """Yield the questions of squad2 on the training half of its Wikipedia articles."""
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


def from_record(record: dict[str, Any]) -> Example:
    """Return a training record as an example without a title."""
    spans = [(a["start"], a["start"] + len(a["text"])) for a in record["answers"]]
    exact = bool(spans)
    if not exact and record["answerable"]:
        spans = [(start, end) for start, end in record["sentence_gold"] or []]
    return Example(
        record["question"],
        "",
        record["context"],
        tuple(spans),
        record["answerable"],
        exact,
        record["set"],
    )


def among(example: Example, others: Sequence[str], rng: random.Random) -> Example:
    """Put a single sentence between other sentences, as it would stand in a passage."""
    kept = [other for other in others if not any(w in other for w in answer_texts(example))]
    at = rng.randint(0, len(kept))
    before = "".join(other + " " for other in kept[:at])
    after = "".join(" " + other for other in kept[at:])
    moved = tuple((start + len(before), end + len(before)) for start, end in example.answers)
    return replace(example, text=before + example.text + after, answers=moved)


def answer_texts(example: Example) -> list[str]:
    return [example.text[start:end] for start, end in example.answers]


def with_title(example: Example) -> Example:
    """Make the first sentence the title where no answer stands in it, as a report's headline."""
    sentences = list(split_sentences(example.text))
    if example.title or len(sentences) < 3:
        return example
    cut = sentences[1][0]
    if any(start < cut for start, _ in example.answers):
        return example
    title = " ".join(example.text[slice(*sentences[0])].split()[:_TITLE_WORDS]).rstrip(".,")
    answers = tuple((start - cut, end - cut) for start, end in example.answers)
    return replace(example, title=title, text=example.text[cut:], answers=answers)


def as_typed(question: str, rng: random.Random) -> str:
    """Return a question as hurried people type it: without its mark, now and then."""
    return question.rstrip(" ?") if rng.random() < 0.35 else question


def without_answer(example: Example) -> Example | None:
    """Cut the sentences that answer out of the passage; None where the answer stands elsewhere."""
    if not example.answers:
        return None
    words = {text.lower() for text in answer_texts(example)} if example.exact else set()
    kept = []
    for start, end in split_sentences(example.text):
        if any(start < last and first < end for first, last in example.answers):
            continue
        sentence = example.text[start:end]
        if any(word in sentence.lower() for word in words):
            return None
        kept.append(sentence)
    if len(kept) < 2 or any(word in example.title.lower() for word in words):
        return None
    return replace(example, text=" ".join(kept), answers=(), answerable=False)


NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")


class Swapper:
    """Asks about another name or number than the passage does, which it then does not answer."""

    def __init__(self, examples: Iterable[Example]) -> None:
        names, numbers = set(), set()
        for example in examples:
            names.update(NAME.findall(example.question))
            numbers.update(_NUMBER.findall(example.question))
        self._names, self._numbers = sorted(names), sorted(numbers)

    def swap(
        self, example: Example, rng: random.Random, near: Sequence[str] = ()
    ) -> Example | None:
        """Return the example with one name or number exchanged, for one of `near` if it can be."""
        found = list(NAME.finditer(example.question)) + list(_NUMBER.finditer(example.question))
        around = f"{example.title} {example.text}".lower()
        found = [match for match in found if match.group().lower() in around]
        if not found:
            return None
        old = rng.choice(found)
        pool = self._pool(old.group(), near)
        same_length = [n for n in rng.sample(pool, min(40, len(pool))) if _alike(n, old.group())]
        new = next((n for n in same_length if n.lower() not in around), None)
        if new is None:
            return None
        question = example.question[: old.start()] + new + example.question[old.end() :]
        return replace(example, question=question, answers=(), also=(), answerable=False)

    def _pool(self, old: str, near: Sequence[str]) -> Sequence[str]:
        if _YEAR.fullmatch(old):
            return [str(int(old) + step) for step in (-3, -2, -1, 1, 2, 3)]
        if old[0].isdigit():
            return self._numbers
        return near or self._names


def _alike(one: str, other: str) -> bool:
    if one[0].isdigit():
        return len(one) == len(other)
    return abs(len(one.split()) - len(other.split())) <= 1
