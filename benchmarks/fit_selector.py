"""Fits the sentence scorer and writes the weights that `answer/scorer.json` holds.

    python -m benchmarks.fit_selector [--evaluation DIR] [--rows FILE] [--compare] [--write]

Fitted on questions that the reader was not trained on: the part of the training questions of
`news_questions` that is kept for it, and the training halves of gold and news_qa. What is printed
of these is of five folds, each scored by a fit on the other four; of the development questions and
the held-out halves, by the fit on all. First the order of sentences is fitted, then how sure the
first quote is, then the threshold.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
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
from assistant.answer.weights import SCORER_FILE
from assistant.evaluation.calibration import expected_calibration_error, reliability_curve
from assistant.evaluation.conformal import conformal_threshold, measured_at
from assistant.reader.passage_reader import WEIGHTS as READER_FOLDER
from assistant.reader.passage_reader import PassageReader
from benchmarks.evaluation import evaluation_folder
from benchmarks.quoted import Quoted, quoted_from
from benchmarks.readings import Asked, asked, collected, groups

Columns = Sequence[int]
Scores = list[NDArray[np.float64]]
READ = [n for n, name in enumerate(NAMES) if name.startswith("read_")]
WORDS = [n for n in range(len(NAMES)) if n not in READ]
BOTH = list(range(len(NAMES)))
FOLDS = 5
# Features of the best sentence that tell whether a question has an answer, beside its score.
CALIBRATED_BY = ("read_answerable", "numbers_fit", "told_otherwise")
# How often a look-alike may be answered: a question that almost matches an article. Of questions
# on other news fewer are.
RATE = 0.18
FITTED_ON = (
    "news_questions: an eighth of the training articles, which the reader was not trained on; the "
    "training halves of gold and news_qa. The threshold's rates are of news_questions dev and of "
    "the held-out halves"
)
# Users' questions are like the hand-written ones, of which gold has few.
SHARES = {"gold": 3.0, "news_questions": 2.0, "news_qa": 2.0}
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


def unscaled(model: Any) -> tuple[NDArray[np.float64], float]:
    """Return weights and bias with the scaling folded in."""
    scaler, regression = model[0], model[-1]
    weights = regression.coef_[0] / scaler.scale_
    return weights, float(regression.intercept_[0] - (weights * scaler.mean_).sum())


def by(weights: NDArray[np.float64], bias: float, one: Asked) -> NDArray[np.float64]:
    """Return the scores of a question's sentences, as the program makes them."""
    return 1 / (1 + np.exp(-(one.rows @ weights + bias)))


def calibration(those: Sequence[Quoted]) -> dict[str, Any]:
    """Return what makes the first quote's score the probability that it is right.

    `CALIBRATED_BY` count again here, beside their weight in the order of sentences: whether
    anything answers hangs more on them than which sentence does. Each set weighs the same: a
    question may be of any of these kinds.
    """
    columns = [NAMES.index(name) for name in CALIBRATED_BY]
    rows = np.array([[one.logit, *one.row[columns]] for one in those])
    right = np.array([one.right[0] for one in those])
    sets = Counter(one.set for one in those)
    weights = np.array([len(those) / sets[one.set] for one in those])
    model = LogisticRegression(C=100, max_iter=5000).fit(rows, right, sample_weight=weights)
    factor, *features = (round(float(w), 4) for w in model.coef_[0])
    return {
        "factor": factor,
        "constant": round(float(model.intercept_[0]), 4),
        "features": dict(zip(CALIBRATED_BY, features, strict=True)),
    }


def sureness(one: Quoted, fitted: dict[str, Any]) -> float:
    """Return the calibrated probability of the first quote."""
    raised = sum(w * one.row[NAMES.index(name)] for name, w in fitted["features"].items())
    logit = fitted["factor"] * one.logit + fitted["constant"] + raised
    return float(1 / (1 + np.exp(-logit)))


def report_quotes(name: str, those: Sequence[Quoted], fitted: dict[str, Any]) -> None:
    for kind in SHARES:
        group = [one for one in those if one.set == kind]
        best = np.array([sureness(one, fitted) for one in group])
        can = np.array([one.answerable for one in group])
        right = [one.right for one in group if one.answerable]
        limit = np.quantile(best[can], 1 - ANSWERED[kind])
        print(
            f"# quotes, {name}, {kind}: right first {np.mean([any(r[:1]) for r in right]):.3f}, in "
            f"three {np.mean([any(r[:3]) for r in right]):.3f}; AUROC answerable "
            f"{np.mean(best[can][:, None] > best[~can][None, :]):.3f}; others answered "
            f"{np.mean(best[~can] >= limit):.3f} at {limit:.3f}, which {ANSWERED[kind]} pass "
            f"(n={can.sum()}+{(~can).sum()})"
        )


def threshold(fitting: Sequence[Quoted], rest: Sequence[Quoted], fitted: dict[str, Any]) -> Any:
    """Return the threshold that holds `RATE` on look-alikes to fit on, with its rates elsewhere."""
    alike, other = (_unanswerable(fitting, fitted, alike) for alike in (True, False))
    value = conformal_threshold(alike, RATE)
    if value is None:
        raise SystemExit(f"{len(alike)} look-alikes are too few to hold {RATE}.")
    print(f"# fitted: of look-alikes {np.mean(np.array(alike) >= value):.3f}, of other news "
          f"{np.mean(np.array(other) >= value):.3f} reach {value}")  # fmt: skip
    for kind in SHARES:
        group = [one for one in rest if one.set == kind and one.answerable]
        shown = [sureness(one, fitted) >= value for one in group]
        good = [s and any(one.right[:1]) for s, one in zip(shown, group, strict=True)]
        print(f"# others, {kind}: {np.mean(shown):.3f} of the answerable reach it, "
              f"{np.mean(good):.3f} with a right first quote")  # fmt: skip
    told = measured_at(value, _unanswerable(rest, fitted, False), RATE).to_dict()
    beside = measured_at(value, _unanswerable(rest, fitted, True), RATE).to_dict()
    told["look_alikes"] = {name: beside[name] for name in ("n", "wrong", "low", "high")}
    del told["basis"]
    return told


def _unanswerable(those: Sequence[Quoted], fitted: dict[str, Any], alike: bool) -> list[float]:
    """Return the scores of questions without an answer: look-alikes, or of other news."""
    return [
        sureness(one, fitted) for one in those
        if not one.answerable and (one.set != "news_qa") == alike
    ]  # fmt: skip


def reliability(those: Sequence[Quoted], fitted: dict[str, Any]) -> None:
    scores = [sureness(one, fitted) for one in those]
    curve = reliability_curve(scores, [one.right[0] for one in those])
    print("# scores | n | mean score | right first")
    for part in curve:
        print(
            f"# {part.low:.3f} to {part.high:.3f} | {part.n} | {part.score:.3f} | {part.right:.3f}"
        )
    print(f"# expected calibration error {expected_calibration_error(curve):.3f}")


def compare(fitting: Sequence[Asked], rest: Sequence[Asked]) -> None:
    """Print what other features and another kind of model would give."""
    for name, make, columns in (
        ("words, logistic regression", logistic, WORDS),
        ("reader, logistic regression", logistic, READ),
        ("both, gradient boosting", boosting, BOTH),
    ):
        report(f"{name}, out of fold", fitting, out_of_fold(fitting, make, columns))
        model = fit(fitting, make, columns)
        report(f"{name}, others", rest, [scored(model, a, columns) for a in rest])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    parser.add_argument("--reader", type=Path, default=READER_FOLDER, help="its folder")
    parser.add_argument("--rows", type=Path, help="keep what was read in this file")
    parser.add_argument("--passages", type=int, help="read so many, not as many as in use")
    parser.add_argument("--compare", action="store_true", help="fit other features and models too")
    parser.add_argument("--write", action="store_true", help=f"write {SCORER_FILE.name}")
    given = parser.parse_args()
    folder = evaluation_folder(given.evaluation)
    reader = PassageReader.open(given.reader)
    found = [
        (read, candidates, measured)
        for read, candidates in collected(folder, reader, given.rows, given.passages)
        if candidates and (measured := asked(read, candidates))
    ]
    fitting = [each for each in found if each[2].fitting]
    rest = [each for each in found if not each[2].fitting]
    if given.compare:
        compare([each[2] for each in fitting], [each[2] for each in rest])
    known = [each[2] for each in fitting]
    scores = out_of_fold(known, logistic, BOTH)
    report("both, logistic regression, out of fold", known, scores)
    weights, bias = unscaled(fit(known, logistic, BOTH))
    shown = [quoted_from(*each, s) for each, s in zip(fitting, scores, strict=True)]
    others = [quoted_from(*each, by(weights, bias, each[2])) for each in rest]
    fitted = calibration(shown)
    report_quotes("out of fold", shown, fitted)
    report_quotes("others", others, fitted)
    reliability(others, fitted)
    told = {
        "fitted_by": "python -m benchmarks.fit_selector --write",
        "fitted_on": FITTED_ON,
        "weights": dict(zip(NAMES, (round(float(w), 4) for w in weights), strict=True)),
        "bias": round(bias, 4),
        "calibration": fitted,
        "threshold": threshold(shown, others, fitted),
    }
    print(json.dumps(told, indent=2))
    if given.write:
        SCORER_FILE.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
