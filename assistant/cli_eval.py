"""The `eval` command (files, the clock, standard streams): a thin edge over the evaluation."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli_options import IndexOption, Json, RerankerOption, note, put, read_text
from assistant.errors import InvalidRequest
from assistant.settings import DEFAULT_ERROR_RATE, DEFAULT_INDEX

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.evaluation.outcome import Outcome
    from assistant.evaluation.questions import EvalQuestion
    from assistant.evaluation.report import Report


def evaluate(
    questions: Annotated[
        Path,
        typer.Argument(help="JSON lines: question, answers, articles; - for stdin."),
    ],
    index: IndexOption = Path(DEFAULT_INDEX),
    error_rate: Annotated[
        float, typer.Option(help="How often a question without answer may be answered.")
    ] = DEFAULT_ERROR_RATE,
    store: Annotated[
        bool, typer.Option("--store", help="Keep the proposed threshold with the index.")
    ] = False,
    plot: Annotated[Path | None, typer.Option(help="Write the curves to this PNG file.")] = None,
    reranker: RerankerOption = None,
    as_json: Json = False,
) -> None:
    """Measure your own questions and propose a threshold for an error rate."""
    from assistant.assistant import Assistant
    from assistant.evaluation.plain import to_plain
    from assistant.evaluation.questions import parse_eval_questions
    from assistant.evaluation.report import summarise

    if not 0 < error_rate < 1:
        raise typer.BadParameter(f"{error_rate} is not between 0 and 1", param_hint="--error-rate")
    asked = parse_eval_questions(read_text(questions))
    _note_unknown(asked)
    with Assistant.open(index, reranker=reranker) as desk:
        note(desk.threshold_note)
        scorer = desk.scorer
        outcomes = _measure(desk, asked)
        report = summarise(outcomes, desk.threshold, error_rate)
    put(json.dumps(report.to_dict()) if as_json else to_plain(report))
    if plot:
        from assistant.evaluation.plot import save_plot

        save_plot(outcomes, report.threshold, report.proposed, plot)
        typer.echo(f"plotted: {plot}", err=True)
    if store:
        _store(index, report, scorer)


def _measure(desk: Assistant, asked: Sequence[EvalQuestion]) -> list[Outcome]:
    from assistant.evaluation.outcome import measure

    # The bar hides itself where stderr is not a terminal.
    with typer.progressbar(length=len(asked), label="asking", file=sys.stderr) as bar:
        return measure(desk, asked, lambda done, total: bar.update(1))


def _note_unknown(asked: Sequence[EvalQuestion]) -> None:
    from assistant.evaluation.questions import unknown_fields

    if fields := unknown_fields(asked):
        listed = ", ".join(f"{name} ({lines})" for name, lines in fields)
        typer.echo(f"fields not used (lines): {listed}", err=True)


def _store(index: Path, report: Report, scorer: str) -> None:
    from assistant.evaluation.plain import too_few
    from assistant.index.threshold import store_threshold

    if report.proposed is None:
        raise InvalidRequest(f"Nothing stored. {too_few(report)}")
    path = store_threshold(index, report.proposed, scorer, date.today())
    typer.echo(f"stored: {path}; delete the file to go back to the shipped threshold", err=True)
