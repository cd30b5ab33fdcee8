"""Fits the sentence scorer and prints `answer/weights.py`'s numbers.

    python -m benchmarks.fit_selector [--evaluation DIR] [--index DIR] [--rows FILE]

The reader was trained on half of the questions and knows their answers, so the scorer is fitted on
the other half; its figures are of five folds, each scored by a fit on the other four. Compared:
words alone, the reader alone, both; logistic regression and gradient boosting.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.answer.answerer import passages_to_read
from assistant.answer.candidates import Candidate
from assistant.answer.features import NAMES
from assistant.answer.question import understand
from assistant.answer.score import feature_rows
from assistant.reader.passage_reader import shipped_reader
from assistant.reader.reading import Reader
from assistant.retriever import Retriever
from benchmarks.collection import news_articles, open_index
from benchmarks.evaluation import evaluation_folder, records
from benchmarks.news_qa import asked_on
from benchmarks.silver import holds, training_half

Columns = Sequence[int]
READ = [n for n, name in enumerate(NAMES) if name.startswith("read_")]
WORDS = [n for n in range(len(NAMES)) if n not in READ]
BOTH = list(range(len(NAMES)))
# Added to the logit of a question that names no time. Calibrated it would be 1.46, for hand-written
# questions are easier than a quiz; but then twice as many news questions that have no answer would
# be answered when the day of asking is not given. Such answers are better than their score says.
UNBOUND = 0.4
NO_PERIOD = NAMES.index("no_period")
FOLDS = 5
# As many as `Assistant.ask` gives where nothing else is said.
QUOTES = 5
# There are few hand-written questions, and users' questions are like them.
WEIGHTS = {"gold": 5.0, "news_qa": 1.0}
# The share of the answerable questions at which false answers are compared.
ANSWERED = {"gold": 0.7, "news_qa": 0.6}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question's candidate sentences: features, whether each answers, and what was expected."""

    record: dict[str, Any]
    rows: NDArray[np.float64]
    right: NDArray[np.bool_]

    @property
    def answerable(self) -> bool:
        return bool(self.record.get("articles") or self.record.get("gold"))

    @property
    def training(self) -> bool:
        return training_half(self.record["id"])

    @property
    def name(self) -> str:
        return "gold" if "gold" in self.record else "news_qa"


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


def collect(retriever: Retriever, reader: Reader, record: dict[str, Any]) -> Asked:
    question = understand(record["question"], asked=asked_on(record)).on(asked_on(record))
    hits = retriever.search(
        question.query, k=passages_to_read(question, QUOTES), period=question.period
    )
    found = feature_rows(question, hits, reader)
    return Asked(
        record,
        np.array([row for _, _, row in found]).reshape(-1, len(NAMES)),
        np.array([answers(candidate, record) for candidate, _, _ in found], dtype=bool),
    )


def collected(path: Path | None, given: argparse.Namespace) -> list[Asked]:
    """Return every question's rows, from the file `path` where it has them."""
    if path and path.is_file():
        with path.open("rb") as kept:
            return pickle.load(kept)  # type: ignore[no-any-return]
    folder = evaluation_folder(given.evaluation)
    retriever = open_index("news_qa", news_articles(folder), given.index)
    reader = shipped_reader()
    asked = [collect(retriever, reader, record) for record in questions(folder)]
    if path:
        with path.open("wb") as kept:
            pickle.dump(asked, kept)
    return asked


def logistic() -> Any:
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=5000))


def boosting() -> Any:
    return HistGradientBoostingClassifier(
        max_iter=150, learning_rate=0.05, max_leaf_nodes=8, min_samples_leaf=40, l2_regularization=5
    )


def fit(asked: Sequence[Asked], make: Callable[[], Any], columns: Columns) -> Any:
    rows = np.vstack([a.rows[:, columns] for a in asked])
    right = np.concatenate([a.right for a in asked])
    weights = np.concatenate([np.full(len(a.rows), WEIGHTS[a.name]) for a in asked])
    model = make()
    # A pipeline hands the weights to its last step by name.
    named = "logisticregression__sample_weight" if hasattr(model, "steps") else "sample_weight"
    return model.fit(rows, right, **{named: weights})


def out_of_fold(
    asked: Sequence[Asked], make: Callable[[], Any], columns: Columns
) -> list[NDArray[np.float64]]:
    """Return the scores of each question by a model that was fitted without its fold."""
    folds = np.random.default_rng(0).integers(0, FOLDS, len(asked))
    scores: list[NDArray[np.float64]] = [np.zeros(0)] * len(asked)
    for fold in range(FOLDS):
        rest = [a for a, n in zip(asked, folds, strict=True) if n != fold]
        model = fit(rest, make, columns)
        for number in np.flatnonzero(folds == fold).tolist():
            scores[number] = model.predict_proba(asked[number].rows[:, columns])[:, 1]
    return scores


def report(name: str, asked: Sequence[Asked], scores: Sequence[NDArray[np.float64]]) -> None:
    for kind in ("gold", "news_qa"):
        group = [(a, s) for a, s in zip(asked, scores, strict=True) if a.name == kind]
        best = np.array([s.max() for _, s in group])
        can = np.array([a.answerable for a, _ in group])
        ranks = [a.right[np.argsort(-s)] for a, s in group if a.answerable]
        first = np.mean([bool(right[:1].any()) for right in ranks])
        three = np.mean([bool(right[:3].any()) for right in ranks])
        above = np.mean(best[can][:, None] > best[~can][None, :])
        limit = np.quantile(best[can], 1 - ANSWERED[kind])
        print(
            f"# {name}, {kind}: right sentence first {first:.3f}, in three {three:.3f}; AUROC "
            f"answerable {above:.3f}; others answered {np.mean(best[~can] >= limit):.3f} at "
            f"{limit:.3f}, which {ANSWERED[kind]} pass (n={can.sum()}+{(~can).sum()})"
        )


def calibration(
    asked: Sequence[Asked], scores: Sequence[NDArray[np.float64]]
) -> tuple[float, float]:
    """Return what makes the best sentence's logit the log odds that it is right (Platt scaling).

    A factor and a constant, fitted on scores out of fold: of many sentences, one is best by chance
    too. What is fitted beside them for questions without a period is not used: see `UNBOUND`.
    """
    best = np.array([s.max() for s in scores])
    logits = np.log(best / (1 - best))
    free = np.array([a.rows[s.argmax(), NO_PERIOD] for a, s in zip(asked, scores, strict=True)])
    right = np.array([a.right[s.argmax()] for a, s in zip(asked, scores, strict=True)])
    weights = np.array([WEIGHTS[a.name] for a in asked])
    model = LogisticRegression(C=100).fit(np.c_[logits, free], right, sample_weight=weights)
    print(f"# factor {model.coef_[0][0]:.3f}, constant {model.intercept_[0]:.3f}, "
          f"without a period {model.coef_[0][1]:.3f}")  # fmt: skip
    return float(model.coef_[0][0]), float(model.intercept_[0])


def print_weights(model: Any, factor: float, constant: float) -> None:
    """Print the weights with the scaling and the calibration folded in."""
    scaler, regression = model[0], model[-1]
    weights = factor * regression.coef_[0] / scaler.scale_
    bias = factor * regression.intercept_[0] - (weights * scaler.mean_).sum() + constant
    weights[NO_PERIOD] += UNBOUND
    for weight, name in zip(weights, NAMES, strict=True):
        print(f"    {weight:.4f},  # {name}")
    print(f"BIAS: Final = {bias:.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    parser.add_argument("--index")
    parser.add_argument("--rows", type=Path, help="keep the features in this file")
    given = parser.parse_args()
    asked = collected(given.rows, given)
    unread = [a for a in asked if not a.training and len(a.rows)]
    for name, make, columns in (
        ("words, logistic regression", logistic, WORDS),
        ("words, gradient boosting", boosting, WORDS),
        ("reader, logistic regression", logistic, READ),
        ("both, gradient boosting", boosting, BOTH),
        ("both, logistic regression", logistic, BOTH),
    ):
        scores = out_of_fold(unread, make, columns)
        report(name, unread, scores)
    # The last is what ships.
    print_weights(fit(unread, logistic, BOTH), *calibration(unread, scores))


if __name__ == "__main__":
    main()
