"""Sums up what came of the questions; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from assistant.evaluation.calibration import (
    Bin,
    brier_score,
    expected_calibration_error,
    reliability_curve,
)
from assistant.evaluation.conformal import measured_at, propose_threshold, questions_needed
from assistant.evaluation.outcome import Outcome
from assistant.evaluation.ranking import Coverage, auroc, coverage_at
from assistant.threshold import Threshold

SCHEMA: Final = "newsquote/evaluation/1"
# Where the table of thresholds is cut, beside the threshold in force and the proposed one.
TENTHS: Final = tuple(number / 10 for number in range(1, 10))


@dataclass(frozen=True, slots=True)
class Ranks:
    """Shares of `n` answerable questions, whether or not their answers would have been shown."""

    n: int
    passage_1: float
    passage_10: float
    quote_1: float
    quotes_3: float


@dataclass(frozen=True, slots=True)
class Cut:
    """What a threshold does; shares are None where there is no such question.

    `answered` is of the answerable questions, `false` of those that should not be answered.
    `shown` is of all of them, and `precision` the share of right first quotes among the shown.
    """

    threshold: float
    answered: float | None
    false: float | None
    shown: float
    precision: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """How an assistant did on questions with known answers.

    `ranks` are of the answerable questions, with the right words in any article; `named_ranks` of
    those that name articles, in these alone; None without such a question. `in_force` is what the
    threshold in force does, and `here` the same threshold with the false answers seen here.
    `unanswerable` counts the questions that should not be answered; `marked_wrong` of them only
    because their first quote was said to be wrong. `left_out` questions have such quotes, but not
    first: nothing is known of what is. `auroc_right` tells right first quotes from all others,
    `auroc_answerable` the answerable questions from the others. `needed` questions without answer
    make a proposal possible.
    """

    answerable: int
    unanswerable: int
    marked_wrong: int
    left_out: int
    ranks: Ranks | None
    named_ranks: Ranks | None
    threshold: Threshold
    in_force: Cut
    here: Threshold
    cuts: tuple[Cut, ...]
    reliability: tuple[Bin, ...]
    calibration_error: float
    brier: float
    auroc_right: float | None
    auroc_answerable: float | None
    error_rate: float
    needed: int
    proposed: Threshold | None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        fields = {name: _rounded(value) for name, value in asdict(self).items()}
        fields["threshold"] = self.threshold.to_dict()
        fields["here"] = self.here.to_dict()
        fields["proposed"] = self.proposed.to_dict() if self.proposed else None
        return {"schema": SCHEMA, **fields}


def summarise(outcomes: Sequence[Outcome], in_force: Threshold, error_rate: float) -> Report:
    """Return the figures of `outcomes`, with a threshold for a wanted rate of false answers.

    Raises:
        ValueError: the rate is not between 0 and 1.
    """
    known = [one for one in outcomes if one.known]
    can = [one for one in known if one.question.answerable]
    named = [one for one in can if one.question.articles]
    cannot = [one.score for one in known if not one.question.answerable]
    scores = [one.score for one in known]
    right = [one.right for one in known]
    curve = reliability_curve(scores, right)
    proposed = propose_threshold(cannot, error_rate)
    values = {*TENTHS, in_force.value, *([proposed.value] if proposed else [])}
    return Report(
        answerable=len(can),
        unanswerable=len(cannot),
        marked_wrong=sum(one.marked_wrong for one in known),
        left_out=len(outcomes) - len(known),
        ranks=_ranks([(one.passage, one.quote) for one in can]),
        named_ranks=_ranks([(one.named_passage, one.named_quote) for one in named]),
        threshold=in_force,
        in_force=_cut(known, in_force.value),
        here=measured_at(in_force.value, cannot, in_force.error_rate),
        cuts=tuple(_cut(known, value) for value in sorted(values)),
        reliability=curve,
        calibration_error=expected_calibration_error(curve),
        brier=brier_score(scores, right),
        auroc_right=auroc(*_parted(scores, right)),
        auroc_answerable=auroc([one.score for one in can], cannot),
        error_rate=error_rate,
        needed=questions_needed(error_rate),
        proposed=proposed,
    )


def _ranks(ranks: Sequence[tuple[int, int]]) -> Ranks | None:
    """Sum up the ranks of the first right passage and quote of each question."""
    if not ranks:
        return None

    def share(kind: int, depth: int) -> float:
        return sum(0 < pair[kind] <= depth for pair in ranks) / len(ranks)

    return Ranks(len(ranks), share(0, 1), share(0, 10), share(1, 1), share(1, 3))


def _cut(outcomes: Sequence[Outcome], threshold: float) -> Cut:
    def share(*, answerable: bool) -> float | None:
        group = [one.score for one in outcomes if one.question.answerable is answerable]
        return sum(score >= threshold for score in group) / len(group) if group else None

    scores, right = [one.score for one in outcomes], [one.right for one in outcomes]
    at: Coverage = coverage_at(scores, right, threshold)
    return Cut(
        threshold, share(answerable=True), share(answerable=False), at.coverage, at.precision
    )


def _parted(scores: Sequence[float], right: Sequence[bool]) -> tuple[list[float], list[float]]:
    cases = list(zip(scores, right, strict=True))
    return [score for score, good in cases if good], [score for score, good in cases if not good]


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {name: _rounded(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return value
