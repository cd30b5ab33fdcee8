"""A report as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.evaluation.report import Cut, Ranks, Report
from assistant.threshold import Threshold


def to_plain(report: Report) -> str:
    """Return the figures as sections of short lines."""
    sections = [list(_counts(report))]
    if report.ranks:
        sections.append(list(_ranking(report.ranks, report.named_ranks)))
    sections.append(list(_thresholds(report)))
    sections.append(list(_reliability(report)))
    sections.append(list(_proposal(report)))
    return "\n\n".join("\n".join(section) for section in sections)


def too_few(report: Report) -> str:
    """Return the line that says how many questions a wanted rate takes."""
    return (
        f"A rate of {_rate(report.error_rate)} needs at least {report.needed} questions without "
        f"answer; there are {report.unanswerable}. Add some, or ask for a higher --error-rate."
    )


def _counts(report: Report) -> Iterator[str]:
    total = report.answerable + report.unanswerable
    yield (
        f"{_counted(total, 'question')}: {report.answerable} with an answer, "
        f"{report.unanswerable} that should not be answered"
    )
    if report.marked_wrong:
        yield f"{report.marked_wrong} of these for a first quote that was marked wrong"
    if report.left_out:
        left = _counted(report.left_out, "question")
        yield f"{left} left out: nothing is known of the first quote"


def _ranking(ranks: Ranks, named: Ranks | None) -> Iterator[str]:
    def row(name: str, anywhere: str, in_named: str) -> str:
        return f"{name:24}  {anywhere:>11}" + (f"  {in_named:>13}" if named else "")

    yield row("Found, shown or not", "any article", "named article")
    yield row("questions", str(ranks.n), str(named.n) if named else "")
    for name, field in (
        ("right passage first", "passage_1"),
        ("right passage among ten", "passage_10"),
        ("right quote first", "quote_1"),
        ("right quote among three", "quotes_3"),
    ):
        yield row(name, _share(getattr(ranks, field)), _share(getattr(named, field, None)))


def _thresholds(report: Report) -> Iterator[str]:
    yield f"At the threshold in force, {report.threshold.value:.4g} ({report.threshold.basis}):"
    yield f"answered, of those with an answer      {_share(report.in_force.answered)}"
    yield f"answered, of those that should not be  {_false(report.here)}"
    yield ""
    yield "threshold  answered  false answers  shown, of all  first quote right, of the shown"
    for cut in report.cuts:
        yield _row(cut) + _mark(cut, report.threshold, report.proposed)


def _row(cut: Cut) -> str:
    return (
        f"{cut.threshold:9.4g}  {_share(cut.answered):>8}  {_share(cut.false):>13}  "
        f"{cut.shown:13.3f}  {_share(cut.precision):>31}"
    )


def _mark(cut: Cut, in_force: Threshold, proposed: Threshold | None) -> str:
    marks = ["in force"] if cut.threshold == in_force.value else []
    marks += ["proposed"] if proposed and cut.threshold == proposed.value else []
    return f"  {', '.join(marks)}" if marks else ""


def _reliability(report: Report) -> Iterator[str]:
    yield "How far the score can be believed"
    yield "scores             n  mean score  right"
    for part in report.reliability:
        span = f"{part.low:.3f} to {part.high:.3f}"
        yield f"{span:14}  {part.n:4}  {part.score:10.3f}  {part.right:5.3f}"
    bins = _counted(len(report.reliability), "bin")
    yield f"expected calibration error ({bins} of equal mass): {report.calibration_error:.3f}"
    yield f"Brier score: {report.brier:.3f}"
    yield f"AUROC, right first quote against all others: {_share(report.auroc_right)}"
    yield f"AUROC, with an answer against without: {_share(report.auroc_answerable)}"


def _proposal(report: Report) -> Iterator[str]:
    proposed = report.proposed
    yield f"For at most {_rate(report.error_rate)} false answers"
    if proposed is None:
        yield too_few(report)
        return
    [cut] = (cut for cut in report.cuts if cut.threshold == proposed.value)
    yield f"threshold                              {proposed.value:.4f}"
    yield f"answered, of those with an answer      {_share(cut.answered)}"
    yield f"answered, of those that should not be  {_false(proposed)}"


def _false(threshold: Threshold) -> str:
    if not threshold.n:
        return "-"
    interval = f"95 % interval {100 * threshold.low:.1f}-{100 * threshold.high:.1f} %"
    share = threshold.wrong / threshold.n
    return f"{share:.3f} ({threshold.wrong} of {threshold.n}; {interval})"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _rate(rate: float) -> str:
    return f"{100 * rate:g} %"
