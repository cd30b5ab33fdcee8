"""The `verify` command (files, standard streams): a thin edge over the checks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli_options import Fields, IndexOption, put, read_text
from assistant.errors import NewsquoteError
from assistant.settings import DEFAULT_INDEX


def verify(
    answer: Annotated[
        Path | None, typer.Argument(help="A saved answer (JSON); without it, the index is checked.")
    ] = None,
    index: IndexOption = Path(DEFAULT_INDEX),
    against: Annotated[
        Path | None, typer.Option(help="Check the answer against these text files, not an index.")
    ] = None,
    field: Fields = None,
) -> None:
    """Check an index, or everything that a saved answer claims."""
    if answer is None:
        if against:
            raise typer.BadParameter("--against needs a saved answer to check")
        _verify_index(index)
        return
    if against:
        from assistant.answer.against import check_against
        from assistant.corpus.records import FieldNames

        found = check_against(read_text(answer), against, FieldNames.parse(field or []))
    else:
        from assistant.answer.check import check_answers
        from assistant.retriever import Retriever

        with Retriever.open(index) as retriever:
            found = check_answers(read_text(answer), retriever.article)
    quotes, problems = found
    _end(problems, f"{quotes} quotes", "Ask again: newsquote ask --json")


def _verify_index(index: Path) -> None:
    from assistant.index.verify import verify_index

    report = verify_index(index)
    done = f"{report.articles} articles, {report.passages} passages"
    vectors = f"{report.checked_vectors} vectors re-embedded"
    _end(report.problems, f"{done}, {vectors}", "Build it again: newsquote index")


def _end(problems: Iterable[str], done: str, next_step: str) -> None:
    found = list(problems)
    for problem in found:
        put(problem)
    if found:
        raise NewsquoteError(f"{len(found)} problems found in {done}. {next_step}")
    typer.echo(f"verified: {done}")
