"""Fits the sentence scorer on half of the questions and prints `answer/weights.py`'s numbers.

    python -m benchmarks.fit_selector [--evaluation DIR] [--index DIR]

Halves are split by a hash of the question's id; only figures of the other half mean anything.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assistant.answer.candidates import Candidate
from assistant.answer.features import NAMES
from assistant.answer.question import understand
from assistant.answer.score import feature_rows
from assistant.retriever import Retriever
from assistant.settings import ANSWER_PASSAGES
from benchmarks.collection import news_articles, open_index
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.silver import holds, training_half


@dataclass(frozen=True, slots=True)
class Asked:
    """One question's candidate sentences: features, whether each answers, and what was expected."""

    record: dict[str, Any]
    rows: NDArray[np.float64]
    right: NDArray[np.bool_]

    @property
    def answerable(self) -> bool:
        return bool(self.record.get("articles") or self.record.get("gold"))


def questions(folder: Path) -> Iterator[dict[str, Any]]:
    yield from records(folder / "gold" / "questions.jsonl")
    yield from records(folder / "news_qa" / "questions.jsonl")
    yield from records(folder / "news_qa" / "questions_without_article.jsonl")


def answers(candidate: Candidate, record: dict[str, Any]) -> bool:
    if record.get("gold"):
        if candidate.article.url == record["url"]:
            start, end = candidate.span
            return any(start < last and first < end for first, last in record["gold"])
        return holds(candidate.text, record["answer"])
    if record.get("articles"):
        named = candidate.article.url in record["articles"]
        return named and holds(candidate.text, record["answers"])
    return False


def collect(retriever: Retriever, record: dict[str, Any]) -> Asked:
    question = understand(record["question"])
    hits = retriever.search(question.query, k=ANSWER_PASSAGES)
    rows = feature_rows(question, hits, retriever.encode)
    return Asked(
        record,
        np.array([row for _, row in rows]).reshape(-1, len(NAMES)),
        np.array([answers(candidate, record) for candidate, _ in rows], dtype=bool),
    )


def fit(asked: list[Asked]) -> LogisticRegression:
    model = LogisticRegression(C=1.0, max_iter=5000)
    return model.fit(np.vstack([a.rows for a in asked]), np.concatenate([a.right for a in asked]))


def report(name: str, asked: list[Asked], model: LogisticRegression) -> None:
    scores = [model.predict_proba(a.rows)[:, 1] if len(a.rows) else np.zeros(1) for a in asked]
    best = np.array([score.max() for score in scores])
    can = np.array([a.answerable for a in asked])
    ranks = [a.right[np.argsort(-s)] for a, s in zip(asked, scores, strict=True) if a.answerable]
    first = np.mean([bool(right[:1].any()) for right in ranks])
    three = np.mean([bool(right[:3].any()) for right in ranks])
    above = np.mean(best[can][:, None] > best[~can][None, :])
    print(f"# {name}: n={len(asked)}, AUROC of answerable against the others {above:.3f}")
    print(f"# {name}: right sentence first {first:.3f}, in three {three:.3f}")
    for limit in (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        kept, false = np.mean(best[can] >= limit), np.mean(best[~can] >= limit)
        print(f"#   threshold {limit}: answerable answered {kept:.3f}, others answered {false:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    parser.add_argument("--index")
    given = parser.parse_args()
    folder = evaluation_folder(given.evaluation)
    retriever = open_index("news_qa", news_articles(folder), given.index)
    asked = [collect(retriever, record) for record in questions(folder)]
    training = [a for a in asked if training_half(a.record["id"])]
    model = fit(training)
    report("training half", training, model)
    report("held-out half", [a for a in asked if not training_half(a.record["id"])], model)
    for weight, name in zip(model.coef_[0], NAMES, strict=True):
        print(f"    {weight:.3f},  # {name}")
    print(f"BIAS: Final = {model.intercept_[0]:.3f}")


if __name__ == "__main__":
    main()
