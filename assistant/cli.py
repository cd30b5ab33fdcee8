"""The command line (files, standard streams): a thin edge over the public functions.

Results go to stdout, notes and progress to stderr. Exit status: 0 done (an unanswered question
too), 1 an expected failure, 2 wrong usage.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant import __version__
from assistant.cli_chat import chat
from assistant.cli_eval import evaluate
from assistant.cli_format import AnswerFormat, Format, print_answer
from assistant.cli_mcp import mcp
from assistant.cli_options import (
    Fields,
    IndexOption,
    Json,
    Language,
    Questions,
    RerankerOption,
    Since,
    Source,
    Until,
    note,
    put,
    read_text,
)
from assistant.cli_serve import serve
from assistant.cli_verify import verify
from assistant.errors import NewsquoteError
from assistant.models import Article, Skipped
from assistant.settings import DEFAULT_CORPUS, DEFAULT_INDEX, DEFAULT_MODEL

if TYPE_CHECKING:
    from assistant.answer.questions_file import QuestionRecord
    from assistant.corpus.records import FieldNames
    from assistant.models import BuildReport

app = typer.Typer(
    name="newsquote",
    help="Answer questions over a folder of news articles with exact, cited quotes.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def main() -> None:
    """Run the command; an expected failure is one line on stderr and exit status 1."""
    try:
        app()
    except (NewsquoteError, OSError) as error:
        note(f"newsquote: {' '.join(str(error).split())}")
        sys.exit(1)


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"newsquote {__version__}")
        raise typer.Exit


@app.callback()
def _newsquote(
    version: Annotated[
        bool,
        typer.Option("--version", callback=lambda wanted: _version(wanted=wanted), is_eager=True),
    ] = False,
) -> None:
    pass


@app.command("index")
def index_command(
    corpus: Annotated[Path, typer.Argument(help="Folder of articles.")] = Path(DEFAULT_CORPUS),
    index: IndexOption = Path(DEFAULT_INDEX),
    model: Annotated[
        str, typer.Option(help="Embedding model: a local path or a hub name.")
    ] = DEFAULT_MODEL,
    field: Fields = None,
    engine: Annotated[
        str | None,
        typer.Option(
            help="Search engine elsewhere: milvus+http://host:19530/collection; its password in "
            "MILVUS_TOKEN."
        ),
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(
            help="Article store elsewhere: postgresql://user@host/database; its password in "
            "PGPASSWORD."
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(help="Where to read and embed: ray, for the cluster that RAY_ADDRESS names."),
    ] = None,
) -> None:
    """Build the index of a corpus, or bring it up to date; one that was stopped is gone on with."""
    from assistant.index.builder import build_index
    from assistant.progress import ProgressBars

    with ProgressBars() as progress:
        report = build_index(
            corpus,
            index,
            model=model,
            fields=_fields(field),
            on_progress=progress,
            engine=engine,
            store=store,
            on=on,
        )
    _print_report(report)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in plain words.")] = None,
    k: Annotated[int, typer.Option("-k", help="Quotes at most.")] = 5,
    since: Since = None,
    until: Until = None,
    source: Source = None,
    language: Language = None,
    questions: Questions = None,
    index: IndexOption = Path(DEFAULT_INDEX),
    reranker: RerankerOption = None,
    as_json: Json = False,
    form: AnswerFormat = Format.plain,
) -> None:
    """Answer a question with quotes; without one, one question after another."""
    from assistant.assistant import Assistant

    form = Format.json if as_json else form
    if question is None and questions is None:
        chat(k, since, until, source, language, index, reranker, form)
        return
    asked = _questions(question, questions)
    with Assistant.open(index, reranker=reranker) as desk:
        note(desk.threshold_note)
        for record in asked:
            answer = desk.ask(
                record.question,
                k=k,
                since=record.since or _day(since),
                until=record.until or _day(until),
                source=record.source or source,
                history=record.history,
                language=record.language or language,
                asked=record.asked,
                id=record.id,
            )
            print_answer(answer, form)


@app.command()
def search(
    query: Annotated[str | None, typer.Argument(help="What to look for.")] = None,
    k: Annotated[int, typer.Option("-k", help="Passages at most.")] = 10,
    since: Since = None,
    until: Until = None,
    source: Source = None,
    language: Language = None,
    questions: Questions = None,
    index: IndexOption = Path(DEFAULT_INDEX),
    read_them: Annotated[
        bool, typer.Option("--read/--no-read", help="Put passages that answer a question first.")
    ] = True,
    as_json: Json = False,
) -> None:
    """Find passages, without answer logic."""
    from assistant.answer.plain import hit_to_plain
    from assistant.assistant import Assistant

    asked = _questions(query, questions)
    with Assistant.open(index) as desk:
        for record in asked:
            wanted = desk.understand(record.question, record.history, record.asked).query
            hits = desk.search(
                record.question,
                k=k,
                since=record.since or _day(since),
                until=record.until or _day(until),
                source=record.source or source,
                language=record.language or language,
                history=record.history,
                asked=record.asked,
                read=read_them,
            )
            if as_json:
                found = [hit.to_dict() for hit in hits]
                _print_json({"id": record.id, "query": wanted, "hits": found})
            else:
                typer.echo("\n\n".join(map(hit_to_plain, hits)) or "Nothing found.")


@app.command()
def read(
    paths: Annotated[
        list[str], typer.Argument(help="Files or folders; - for JSON lines on stdin.")
    ],
    field: Fields = None,
    as_json: Json = False,
) -> None:
    """Print the cleaned articles: see what was understood."""
    from assistant.answer.plain import article_to_plain
    from assistant.corpus.reader import read as read_path
    from assistant.corpus.reader import read_stream

    fields = _fields(field)
    skipped = 0
    for path in paths:
        stream = path == "-"
        items: Iterable[Article | Skipped] = (
            read_stream(sys.stdin.buffer, fields=fields)
            if stream
            else read_path(Path(path), fields)
        )
        for item in items:
            if isinstance(item, Skipped):
                skipped += 1
                note(f"skipped {item.path}: {item.why}")
            elif as_json:
                _print_json(item.to_dict())
            else:
                typer.echo(article_to_plain(item))
    if skipped:
        typer.echo(f"{skipped} skipped", err=True)


app.command("chat")(chat)
app.command("serve")(serve)
app.command("mcp")(mcp)
app.command("verify")(verify)
app.command("eval")(evaluate)


def _print_report(report: BuildReport) -> None:
    for path, why in report.skipped:
        note(f"skipped {path}: {why}")
    counts = f"{report.added} added, {report.changed} changed, {report.removed} removed"
    rest = f"{report.unchanged} unchanged, {report.copies} copies, {len(report.skipped)} skipped"
    done = f"{report.passages} passages in {report.seconds:.1f} s"
    typer.echo(f"{report.read} read: {counts}, {rest}; {done}")


def _questions(question: str | None, file: Path | None) -> list[QuestionRecord]:
    """Return the one question given, or all those of the file, read before the first is asked."""
    from assistant.answer.questions_file import QuestionRecord, parse_questions

    if (question is None) == (file is None):
        raise typer.BadParameter("give either a question or --questions FILE")
    if file is None:
        return [QuestionRecord(question=question or "")]
    return list(parse_questions(read_text(file)))


def _fields(given: list[str] | None) -> FieldNames:
    from assistant.corpus.records import FieldNames

    return FieldNames.parse(given or [])


def _print_json(value: dict[str, Any]) -> None:
    put(json.dumps(value, ensure_ascii=False))


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
