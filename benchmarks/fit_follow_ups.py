"""Fits how likely a phrase of a conversation is meant, and writes `answer/follow_up_weights.py`.

    python -m benchmarks.fit_follow_ups [--evaluation DIR] [--write] [--half]

The shipped weights are fitted on all conversations; the printed figures are out of fold: five folds
by the conversation's topic, each read with weights fitted without it. With `--half` they are of the
held-out half, read with weights fitted on the development half.
"""

from __future__ import annotations

import argparse
import hashlib
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
from assistant.answer.conversation import turns
from assistant.answer.follow_up import open_mentions
from assistant.answer.holes import find_holes
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
# Questions that follow on unrelated ones: nothing of those is meant.
UNRELATED_WEIGHT = 0.3
# L1 at this strength keeps about a hundred of 800 weights and loses nothing out of fold.
STRENGTH = 0.1
SMALLEST_WEIGHT = 0.03
SHIPPED = Path(follow_up.__file__).with_name("follow_up_weights.py")
HEAD = '''"""Fitted by `python -m benchmarks.fit_follow_ups`; the features are those of `ties`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

'''


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
    holes = find_holes(question)
    for mention, row in open_mentions(holes, turns(history)):
        new = mention.stems - holes.stems
        yield Example(row, len(new & wanted) / len(new), weight * len(new))


def of_record(record: dict[str, Any]) -> list[Example]:
    wanted = stems_of(record["rewrite"]) - stems_of(record["question"])
    return [
        example
        for view, history in views(record["history"]).items()
        for example in examples(record["question"], history, wanted, VIEW_WEIGHTS[view])
    ]


def fit(found: Sequence[Example]) -> Weights:
    rows, labels, weights = [], [], []
    for example in found:
        for label, part in ((1, example.share), (0, 1 - example.share)):
            if part > 0:
                rows.append(example.row)
                labels.append(label)
                weights.append(part * example.weight)
    names = DictVectorizer(sparse=False, dtype=np.float32)
    table = names.fit_transform(rows)
    model = LogisticRegression(C=STRENGTH, penalty="l1", solver="liblinear", max_iter=3000)
    model.fit(table, labels, sample_weight=weights)
    fitted = zip(names.feature_names_, model.coef_[0], strict=True)
    kept = {name: round(float(w), 2) for name, w in fitted if abs(w) >= SMALLEST_WEIGHT}
    return Weights(round(float(model.intercept_[0]), 2), kept)


def fold(record: dict[str, Any]) -> int:
    return hashlib.sha256("|".join(record["history"][:2]).encode()).digest()[1] % FOLDS


@contextmanager
def reading_with(weights: Weights) -> Iterator[None]:
    with (
        patch.object(follow_up, "WEIGHTS", weights.by_name),
        patch.object(follow_up, "BIAS", weights.bias),
    ):
        yield


def out_of_fold(asked: Sequence[dict[str, Any]], beside: Sequence[Example]) -> list[Added]:
    found: list[Added] = []
    for part in range(FOLDS):
        known = [example for r in asked if fold(r) != part for example in of_record(r)]
        with reading_with(fit([*known, *beside])):
            found += [compared(r, r["history"], reading) for r in asked if fold(r) == part]
    return found


def report_half(asked: Sequence[dict[str, Any]], beside: Sequence[Example]) -> None:
    known = [example for r in asked if development(r) for example in of_record(r)]
    held = [record for record in asked if not development(record)]
    with reading_with(fit([*known, *beside])):
        for view in VIEW_WEIGHTS:
            found = [compared(r, views(r["history"])[view], reading) for r in held]
            print(f"held-out half, {view}: {figures(found)}")


def source(weights: Weights) -> str:
    lines = "".join(f'    "{name}": {w},\n' for name, w in sorted(weights.by_name.items()))
    return (
        f"{HEAD}BIAS: Final = {weights.bias}\nWEIGHTS: Final[Mapping[str, float]] = {{\n{lines}}}\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    parser.add_argument("--half", action="store_true", help="measure on the held-out half")
    parser.add_argument("--write", action="store_true", help="replace the shipped weights")
    given = parser.parse_args()
    folder = evaluation_folder(given.evaluation)
    asked = list(records(folder / "follow_ups" / "canard.jsonl"))
    beside = [
        example
        for record, history in unrelated(folder, training=True)
        for example in examples(record["question"], history, frozenset(), UNRELATED_WEIGHT)
    ]
    if given.half:
        report_half(asked, beside)
        return
    print(f"out of fold: {figures(out_of_fold(asked, beside))}")
    weights = fit([*(example for record in asked for example in of_record(record)), *beside])
    print(f"{len(weights.by_name)} weights")
    if given.write:
        SHIPPED.write_text(source(weights), encoding="utf-8")


if __name__ == "__main__":
    main()
