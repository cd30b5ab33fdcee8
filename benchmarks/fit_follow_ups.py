"""Fits how likely a phrase of a conversation is meant, and writes `answer/follow_up.json`.

    python -m benchmarks.fit_follow_ups [--evaluation DIR] [--write] [--half]

Fitted on conversations about Wikipedia (CANARD), on the training part of `news_follow_ups`, and on
news questions that follow on others and stand alone. The shipped weights are fitted on all of it;
the printed figures are out of fold: five folds by the conversation's topic or article, each read
with weights fitted without it. With `--half` they are of CANARD's held-out half, read with weights
fitted on its development half and the news.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from assistant.answer import follow_up
from assistant.answer.conversation import known_names
from assistant.answer.follow_up import open_slots, read_turns
from assistant.answer.holes import find_holes
from assistant.answer.mentions import mentions
from assistant.answer.ties import features
from benchmarks import news_follow_ups
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.follow_ups import (
    Added,
    compared,
    development,
    figures,
    reading,
    stems_of,
    unrelated,
    views,
)

FOLDS = 5
# An application passes no headings, often no texts either: those readings count, but less, since
# the person who rewrote the question had seen them.
VIEW_WEIGHTS = {"as given": 1.0, "without headings": 0.4, "questions only": 0.2}
# A tenth as many as those of CANARD, and what the program is for.
NEWS_WEIGHT = 8.0
# Questions that follow on unrelated ones: nothing of those is meant.
UNRELATED_WEIGHT = 0.3
# L1 at this strength keeps some hundred and twenty of 3,000 weights; ten times as many lose .01.
STRENGTH = 0.03
SMALLEST_WEIGHT = 0.03
# From this share of its words on, a phrase is what a person put in.
FILLS = 0.5
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A phrase with its features; `share` of its words were added by the person."""

    row: dict[str, float]
    share: float
    weight: float


@dataclass(frozen=True, slots=True)
class Weights:
    bias: float
    by_name: dict[str, float]


def examples(
    question: str, history: Sequence[str], wanted: frozenset[str], weight: float
) -> Iterator[Example]:
    """Yield the phrases that may fill each slot, the slots in turn.

    What fills a slot best is known in the next ones, so there it is neither wanted nor a phrase.
    """
    names = known_names(history)
    holes = find_holes(question, names)
    among = mentions(read_turns(history, names))
    known = holes.stems
    filled = False
    for open_one in open_slots(holes, among):
        shares: list[tuple[float, int, frozenset[str]]] = []
        for mention in open_one.mentions:
            new = mention.stems - known
            if len(new) * 2 <= len(mention.stems - holes.stems):
                continue
            share = len(new & wanted) / len(new)
            row = features(open_one.slot, holes, mention, among, filled=filled)
            yield Example(row, share, weight * len(new))
            shares.append((share, len(new), mention.stems))
        best = max(shares, key=lambda each: each[:2], default=(0.0, 0, frozenset[str]()))
        if best[0] >= FILLS and open_one.slot != "context":
            known, filled = known | best[2], True


def of_record(record: Record) -> list[Example]:
    wanted = stems_of(record["rewrite"]) - stems_of(record["question"])
    return [
        example
        for view, history in views(record["history"]).items()
        for example in examples(record["question"], history, wanted, VIEW_WEIGHTS[view])
    ]


def of_news(asked: Sequence[Record]) -> dict[str, list[Example]]:
    """Return the examples of news by article; earlier questions are given as asked alone."""
    alone = {(r["url"], r["question"]): r["standalone"] for r in asked}
    found: dict[str, list[Example]] = {}
    for record in asked:
        *earlier, shown = record["leaning"]
        told = [alone.get((record["url"], line), line) for line in earlier]
        wanted = stems_of(record["standalone"]) - stems_of(record["question"])
        found.setdefault(record["url"], []).extend(
            examples(record["question"], [*told, shown], wanted, NEWS_WEIGHT)
        )
    return found


def changes(folder: Path) -> Iterator[Example]:
    """Yield examples of questions that change the subject within their article or beyond it."""
    for question, history in news_follow_ups.changes(folder, "train"):
        yield from examples(question, history, frozenset(), UNRELATED_WEIGHT)


def fit(found: Sequence[Example]) -> Weights:
    rows, labels, weights = [], [], []
    for example in found:
        for label, part in ((1, example.share), (0, 1 - example.share)):
            if part > 0:
                rows.append(example.row)
                labels.append(label)
                weights.append(part * example.weight)
    names = DictVectorizer(sparse=True, dtype=np.float64)
    table = names.fit_transform(rows)
    # liblinear takes no wider ones.
    table.indices, table.indptr = table.indices.astype(np.int32), table.indptr.astype(np.int32)
    model = LogisticRegression(C=STRENGTH, l1_ratio=1, solver="liblinear", max_iter=3000)
    model.fit(table, labels, sample_weight=weights)
    fitted = zip(names.feature_names_, model.coef_[0], strict=True)
    kept = {name: round(float(w), 2) for name, w in fitted if abs(w) >= SMALLEST_WEIGHT}
    return Weights(round(float(model.intercept_[0]), 2), kept)


def fold(key: str) -> int:
    return hashlib.sha256(key.encode()).digest()[1] % FOLDS


def topic(record: Record) -> str:
    return "|".join(record["history"][:2])


@contextmanager
def reading_with(weights: Weights) -> Iterator[None]:
    with (
        patch.object(follow_up, "WEIGHTS", weights.by_name),
        patch.object(follow_up, "BIAS", weights.bias),
    ):
        yield


@dataclass(frozen=True, slots=True)
class Data:
    """All that is fitted on."""

    canard: list[tuple[Record, list[Example]]]
    news: list[Record]
    of_news: dict[str, list[Example]]
    beside: list[Example]

    @classmethod
    def read(cls, folder: Path) -> Data:
        canard = [(r, of_record(r)) for r in records(folder / "follow_ups" / "canard.jsonl")]
        news, _ = news_follow_ups.load(news_follow_ups.follow_up_folder(str(folder)), "train")
        beside = [
            example
            for record, history in unrelated(folder, training=True)
            for example in examples(record["question"], history, frozenset(), UNRELATED_WEIGHT)
        ]
        return cls(canard, news, of_news(news), [*beside, *changes(folder)])

    def without(self, part: int) -> list[Example]:
        """Return the examples outside a fold; all for a part that is none."""
        canard = [e for r, found in self.canard if fold(topic(r)) != part for e in found]
        news = [e for url, found in self.of_news.items() if fold(url) != part for e in found]
        return [*canard, *news, *self.beside]


def report_folds(data: Data) -> None:
    canard: list[Added] = []
    news: list[tuple[Record, str]] = []
    for part in range(FOLDS):
        with reading_with(fit(data.without(part))):
            canard += [
                compared(r, r["history"], reading) for r, _ in data.canard if fold(topic(r)) == part
            ]
            for r in data.news:
                if fold(r["url"]) == part:
                    news.append((r, reading(r["question"], r["leaning"])))
    print(f"CANARD, out of fold: {figures(canard)}")
    print("news_follow_ups, training part, out of fold:")
    by_record = {record["id"]: read for record, read in news}
    news_follow_ups.report_words(data.news, [by_record[r["id"]] for r in data.news])


def report_half(data: Data) -> None:
    known = [e for r, found in data.canard if development(r) for e in found]
    news = [e for found in data.of_news.values() for e in found]
    held = [record for record, _ in data.canard if not development(record)]
    with reading_with(fit([*known, *news, *data.beside])):
        for view in VIEW_WEIGHTS:
            found = [compared(r, views(r["history"])[view], reading) for r in held]
            print(f"CANARD, held-out half, {view}: {figures(found)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    parser.add_argument("--half", action="store_true", help="measure on CANARD's held-out half")
    parser.add_argument("--write", action="store_true", help="replace the shipped weights")
    given = parser.parse_args()
    data = Data.read(evaluation_folder(given.evaluation))
    if given.half:
        report_half(data)
        return
    report_folds(data)
    weights = fit(data.without(FOLDS))
    print(f"{len(weights.by_name)} weights")
    if given.write:
        shipped = {"fitted": __doc__.split("\n\n")[2].replace("\n", " "), "bias": weights.bias,
                   "weights": dict(sorted(weights.by_name.items()))}  # fmt: skip
        follow_up.WEIGHTS_FILE.write_text(json.dumps(shipped, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
