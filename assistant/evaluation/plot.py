"""Draws coverage against precision, and reliability, as a PNG (edge: writes a file)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assistant.errors import InvalidRequest, MissingExtra
from assistant.evaluation.calibration import reliability_curve
from assistant.evaluation.outcome import Outcome
from assistant.evaluation.ranking import coverage_at, coverage_curve
from assistant.threshold import Threshold

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE: Final = (10.0, 4.6)
_DPI: Final = 120


def save_plot(
    outcomes: Sequence[Outcome], in_force: Threshold, proposed: Threshold | None, path: Path
) -> None:
    """Write a PNG with the coverage/precision curve and the reliability diagram.

    Raises:
        MissingExtra: matplotlib is not installed.
        InvalidRequest: the file cannot be written.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as exc:
        raise MissingExtra("A plot", "plot") from exc
    # A figure without pyplot needs no display and keeps no global state.
    figure = Figure(figsize=_SIZE, dpi=_DPI, layout="constrained")
    left, right = figure.subplots(1, 2)
    known = [one for one in outcomes if one.known]
    _coverage(left, known, in_force, proposed)
    _reliability(right, known)
    try:
        figure.savefig(path, format="png", backend="agg")
    except OSError as exc:
        raise InvalidRequest(
            f"Cannot write the plot to {path}: {exc.strerror}. Choose another file: --plot FILE.png"
        ) from exc


def _coverage(
    axes: Axes, outcomes: Sequence[Outcome], in_force: Threshold, proposed: Threshold | None
) -> None:
    scores, right = [one.score for one in outcomes], [one.right for one in outcomes]
    points = coverage_curve(scores, right)
    axes.step(
        [point.coverage for point in points], [point.precision or 0.0 for point in points],
        where="post", color="tab:blue",
    )  # fmt: skip
    for name, threshold, marker in (("in force", in_force, "o"), ("proposed", proposed, "s")):
        at = coverage_at(scores, right, threshold.value) if threshold else None
        if at and at.precision is not None:
            label = f"{name}: {at.threshold:.2f}"
            axes.plot(at.coverage, at.precision, marker, color="black", label=label)
    axes.set(
        xlim=(0, 1), ylim=(0, 1.02), xlabel="questions answered",
        ylabel="first quote right, of those answered", title="Coverage and precision",
    )  # fmt: skip
    if axes.get_legend_handles_labels()[0]:
        axes.legend(loc="lower left")


def _reliability(axes: Axes, outcomes: Sequence[Outcome]) -> None:
    curve = reliability_curve([one.score for one in outcomes], [one.right for one in outcomes])
    axes.plot([0, 1], [0, 1], linestyle=":", color="grey", label="as it should be")
    axes.plot(
        [part.score for part in curve], [part.right for part in curve],
        marker="o", color="tab:blue", label=f"{len(outcomes)} questions",
    )  # fmt: skip
    axes.set(
        xlim=(0, 1), ylim=(0, 1.02), xlabel="mean score",
        ylabel="first quote right", title="Reliability (bins of equal mass)",
    )  # fmt: skip
    axes.legend(loc="upper left")
