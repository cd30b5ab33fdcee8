"""Fits the sentence scorer and writes the weights that `answer/scorer.json` holds.

    python -m benchmarks.fit_selector [--evaluation DIR] [--rows FILE] [--write FILE]

Fitted on questions that the reader was not trained on: the part of the training questions of
`news_questions` that is kept for it, and the training halves of gold and news_qa. What is printed
of these is of five folds, each scored by a fit on the other four; of the development questions and
the held-out halves, by the fit on all. Compared: words alone, the reader alone, both; logistic
regression and gradient boosting.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.answer.features import NAMES
from assistant.reader.passage_reader import WEIGHTS as READER_FOLDER
from assistant.reader.passage_reader import PassageReader
from benchmarks.evaluation import evaluation_folder
from benchmarks.readings import Asked, asked, collected, groups

Columns = Sequence[int]
Scores = list[NDArray[np.float64]]
READ = [n for n, name in enumerate(NAMES) if name.startswith("read_")]
WORDS = [n for n in range(len(NAMES)) if n not in READ]
BOTH = list(range(len(NAMES)))
# Added to the logit of a question that names no time. Calibrated it would be more, for hand-written
# questions are easier than a quiz; but then twice as many news questions that have no answer would
# be answered when the day of asking is not given. Such answers are better than their score says.
UNBOUND = 0.4
NO_PERIOD = NAMES.index("no_period")
FOLDS = 5
# Users' questions are like the hand-written ones, of which gold has few.
SHARES = {"gold": 3.0, "news_questions": 2.0, "news_qa": 1.0}
# The share of the answerable questions at which false answers are compared.
ANSWERED = {"gold": 0.7, "news_questions": 0.7, "news_qa": 0.6}


def logistic() -> Any:
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=5000))


def boosting() -> Any:
    return HistGradientBoostingClassifier(
        max_iter=150, learning_rate=0.05, max_leaf_nodes=8, min_samples_leaf=40, l2_regularization=5
    )


def fit(those: Sequence[Asked], make: Callable[[], Any], columns: Columns) -> Any:
    rows = np.vstack([a.rows[:, columns] for a in those])
    right = np.concatenate([a.right for a in those])
    weights = np.concatenate([np.full(len(a.rows), SHARES[a.set]) for a in those])
    model = make()
    # A pipeline hands the weights to its last step by name.
    named = "logisticregression__sample_weight" if hasattr(model, "steps") else "sample_weight"
    return model.fit(rows, right, **{named: weights})


def out_of_fold(those: Sequence[Asked], make: Callable[[], Any], columns: Columns) -> Scores:
    """Return the scores of each question by a model that was fitted without its fold."""
    folds = np.random.default_rng(0).integers(0, FOLDS, len(those))
    scores: Scores = [np.zeros(0)] * len(those)
    for fold in range(FOLDS):
        rest = [a for a, n in zip(those, folds, strict=True) if n != fold]
        model = fit(rest, make, columns)
        for number in np.flatnonzero(folds == fold).tolist():
            scores[number] = scored(model, those[number], columns)
    return scores


def scored(model: Any, one: Asked, columns: Columns) -> NDArray[np.float64]:
    found: NDArray[np.float64] = model.predict_proba(one.rows[:, columns])[:, 1]
    return found


def report(name: str, those: Sequence[Asked], scores: Scores) -> None:
    of = {id(a): s for a, s in zip(those, scores, strict=True)}
    for kind, group in groups(those).items():
        best = np.array([of[id(a)].max() for a in group])
        can = np.array([a.answerable for a in group])
        ranks = [a.right[np.argsort(-of[id(a)])] for a in group if a.answerable]
        first = np.mean([bool(right[:1].any()) for right in ranks])
        three = np.mean([bool(right[:3].any()) for right in ranks])
        above = np.mean(best[can][:, None] > best[~can][None, :])
        limit = np.quantile(best[can], 1 - ANSWERED[kind])
        print(
            f"# {name}, {kind}: right sentence first {first:.3f}, in three {three:.3f}; AUROC "
            f"answerable {above:.3f}; others answered {np.mean(best[~can] >= limit):.3f} at "
            f"{limit:.3f}, which {ANSWERED[kind]} pass (n={can.sum()}+{(~can).sum()})"
        )


def calibration(those: Sequence[Asked], scores: Scores) -> tuple[float, float]:
    """Return what makes the best sentence's logit the log odds that it is right (Platt scaling).

    A factor and a constant, fitted on scores out of fold: of many sentences, one is best by chance
    too. What is fitted beside them for questions without a period is not used: see `UNBOUND`.
    """
    best = np.array([s.max() for s in scores])
    logits = np.log(best / (1 - best))
    free = np.array([a.rows[s.argmax(), NO_PERIOD] for a, s in zip(those, scores, strict=True)])
    right = np.array([a.right[s.argmax()] for a, s in zip(those, scores, strict=True)])
    weights = np.array([SHARES[a.set] for a in those])
    model = LogisticRegression(C=100).fit(np.c_[logits, free], right, sample_weight=weights)
    print(f"# factor {model.coef_[0][0]:.3f}, constant {model.intercept_[0]:.3f}, "
          f"without a period {model.coef_[0][1]:.3f}")  # fmt: skip
    return float(model.coef_[0][0]), float(model.intercept_[0])


def written(model: Any, factor: float, constant: float) -> dict[str, Any]:
    """Return the weights with the scaling and the calibration folded in."""
    scaler, regression = model[0], model[-1]
    weights = factor * regression.coef_[0] / scaler.scale_
    bias = factor * regression.intercept_[0] - (weights * scaler.mean_).sum() + constant
    weights[NO_PERIOD] += UNBOUND
    return {
        "weights": dict(zip(NAMES, (round(float(w), 4) for w in weights), strict=True)),
        "bias": round(float(bias), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    parser.add_argument("--reader", type=Path, default=READER_FOLDER, help="its folder")
    parser.add_argument("--rows", type=Path, help="keep what was read in this file")
    parser.add_argument("--passages", type=int, help="read so many, not as many as in use")
    given = parser.parse_args()
    folder = evaluation_folder(given.evaluation)
    reader = PassageReader.open(given.reader)
    found = [asked(*each) for each in collected(folder, reader, given.rows, given.passages)]
    fitting = [a for a in found if a.fitting and len(a.rows)]
    rest = [a for a in found if not a.fitting and len(a.rows)]
    for name, make, columns in (
        ("words, logistic regression", logistic, WORDS),
        ("words, gradient boosting", boosting, WORDS),
        ("reader, logistic regression", logistic, READ),
        ("both, gradient boosting", boosting, BOTH),
        ("both, logistic regression", logistic, BOTH),
    ):
        scores = out_of_fold(fitting, make, columns)
        report(f"{name}, out of fold", fitting, scores)
        model = fit(fitting, make, columns)
        report(f"{name}, others", rest, [scored(model, a, columns) for a in rest])
    # The last is what ships.
    print(json.dumps(written(model, *calibration(fitting, scores)), indent=2))


if __name__ == "__main__":
    main()
