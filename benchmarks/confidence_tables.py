"""The tables of `benchmarks.confidence`, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from assistant.answer.threshold import SHIPPED_THRESHOLD
from assistant.evaluation.calibration import (
    brier_score,
    expected_calibration_error,
    reliability_curve,
)
from assistant.evaluation.conformal import conformal_threshold, measured_at
from assistant.evaluation.outcome import Outcome
from assistant.evaluation.ranking import auroc
from benchmarks.recalibrate import fit_line
from benchmarks.silver import training_half

Outcomes = Sequence[Outcome]
RATES = (0.05, 0.1, 0.15, 0.2)
# The share of the answerable that a rival threshold answers, so that thresholds compare.
ANSWERED = 0.7


def held_out(outcomes: Outcomes) -> list[Outcome]:
    return [one for one in outcomes if not training_half(one.question.record.id or "")]


def fitted(outcomes: Outcomes) -> list[Outcome]:
    return [one for one in outcomes if training_half(one.question.record.id or "")]


def area(outcomes: Outcomes, good: Callable[[Outcome], bool]) -> str:
    found = auroc(
        [one.score for one in outcomes if good(one)],
        [one.score for one in outcomes if not good(one)],
    )
    return "-" if found is None else f"{found:.3f}"


def can(one: Outcome) -> bool:
    return one.question.answerable


def answered(outcomes: Outcomes, threshold: float) -> str:
    scores = [one.score for one in outcomes if can(one)]
    return f"{sum(score >= threshold for score in scores) / len(scores):.3f}" if scores else "-"


def false(outcomes: Outcomes, threshold: float) -> str:
    found = measured_at(threshold, [one.score for one in outcomes if not can(one)], 0.5)
    if not found.n:
        return "-"
    share = f"{found.wrong / found.n:.3f}"
    return f"{share} ({found.wrong} of {found.n}; {found.low:.3f} to {found.high:.3f})"


def print_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    print("\n| " + " | ".join(head) + " |")
    print("|" + " --- |" * len(head))
    for row in rows:
        cells = (re.sub(r"\b0\.(?=\d)", ".", str(cell)) for cell in row)
        print("| " + " | ".join(cells) + " |")


def print_areas(news: Outcomes, gold: Outcomes, squad: Outcomes) -> None:
    def right(one: Outcome) -> bool:
        return one.right

    def named(one: Outcome) -> bool:
        return one.named_quote == 1

    print_table(
        ("AUROC", "all", "held-out half", "to reach"),
        (
            ("news_qa with its questions without article: right first quote against wrong or "
             "unanswerable", area(news, right), area(held_out(news), right), ".82"),
            ("the same, right only from a named article", area(news, named),
             area(held_out(news), named), ""),
            ("news_qa: with article against without", area(news, can), area(held_out(news), can),
             ""),
            ("gold: right first quote against wrong or unanswerable", area(gold, right),
             area(held_out(gold), right), ""),
            ("gold: answerable against unanswerable", area(gold, can), area(held_out(gold), can),
             ""),
            (f"squad2, {len(squad)} questions: answerable against unanswerable", "",
             area(squad, can), ".68"),
            ("squad2: right first quote against wrong or unanswerable", "", area(squad, right), ""),
        ),
    )  # fmt: skip


def print_calibration(sets: Sequence[tuple[str, Outcomes]]) -> None:
    rows = []
    for name, outcomes in sets:
        scores, right = [one.score for one in outcomes], [one.right for one in outcomes]
        curve = reliability_curve(scores, right)
        error = expected_calibration_error(curve)
        mean, good = sum(scores) / len(scores), sum(right) / len(right)
        rows.append(
            (name, len(scores), f"{mean:.3f}", f"{good:.3f}", f"{error:.3f} ({len(curve)} bins)",
             f"{brier_score(scores, right):.3f}")
        )  # fmt: skip
    head = ("calibration", "n", "mean score", "right", "ECE (bins of equal mass)", "Brier")
    print_table(head, rows)


def print_recalibration(outcomes: Outcomes) -> None:
    """What a line through the fitted half's log-odds would mend on the other half."""
    known, rest = fitted(outcomes), held_out(outcomes)
    line = fit_line([one.score for one in known], [one.right for one in known])
    curve = reliability_curve([line.of(one.score) for one in rest], [one.right for one in rest])
    print(
        f"\nRecalibrated on the fitted half (log-odds times {line.slope:.3f} plus "
        f"{line.intercept:.3f}), held-out news_qa and gold: ECE "
        f"{expected_calibration_error(curve):.3f} ({len(curve)} bins)."
    )


def print_reliability(outcomes: Outcomes) -> None:
    curve = reliability_curve([one.score for one in outcomes], [one.right for one in outcomes])
    print_table(
        ("scores, held-out news_qa and gold", "n", "mean score", "right"),
        ((f"{part.low:.3f} to {part.high:.3f}", part.n, f"{part.score:.3f}", f"{part.right:.3f}")
         for part in curve),
    )  # fmt: skip


def print_shipped(sets: Sequence[tuple[str, Outcomes]]) -> None:
    value = SHIPPED_THRESHOLD.value
    print_table(
        (f"at the shipped threshold, {value:.4g}", "answered, of those with an answer",
         "answered, of those without (95 % interval)"),
        ((name, answered(outcomes, value), false(outcomes, value)) for name, outcomes in sets),
    )  # fmt: skip


def print_constants(news: Outcomes) -> None:
    """What `answer/threshold.py` says of the shipped threshold, from questions nobody fitted."""
    scores = [one.score for one in held_out(news) if not can(one)]
    at = measured_at(SHIPPED_THRESHOLD.value, scores, SHIPPED_THRESHOLD.error_rate)
    print(
        f"\nSHIPPED_THRESHOLD: value={at.value}, error_rate={at.error_rate}, n={at.n}, "
        f"wrong={at.wrong}, low={at.low:.4f}, high={at.high:.4f}"
    )


def print_conformal(news: Outcomes) -> None:
    """Thresholds by conformal prediction on the fitted half, and what they do on the other."""
    rows = []
    calibration = [one.score for one in fitted(news) if not can(one)]
    rest = held_out(news)
    for rate in RATES:
        value = conformal_threshold(calibration, rate)
        if value is not None:
            rows.append((rate, f"{value:.4f}", answered(rest, value), false(rest, value)))
    print_table(
        ("wanted rate", f"threshold by {len(calibration)} questions of the fitted half",
         "held out: answered, of those with an answer", "held out: answered, of those without"),
        rows,
    )  # fmt: skip


def print_rival(name: str, outcomes: Outcomes) -> None:
    """What is answered falsely at the threshold that answers a fixed share of the answerable."""
    scores = sorted((one.score for one in outcomes if can(one)), reverse=True)
    value = scores[max(0, round(ANSWERED * len(scores)) - 1)]
    print(
        f"\n{name}: at {value:.3f}, which answers {answered(outcomes, value)} of the answerable, "
        f"{false(outcomes, value)} of the others are answered."
    )
