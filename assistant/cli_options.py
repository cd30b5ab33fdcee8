"""Options that several commands share (edge: files, standard input)."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant.answer.plain import printable
from assistant.errors import InvalidRequest

RerankerOption = Annotated[
    str | None,
    typer.Option(
        "--reranker",
        help="Read with this cross-encoder (hub name or folder) instead of the one that ships.",
    ),
]
IndexOption = Annotated[Path, typer.Option("--index", help="Folder of the index.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Since = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Published on this day or later.")
]
Until = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Published on this day or earlier.")
]
Source = Annotated[
    list[str] | None, typer.Option("--source", help="Only this outlet; may be repeated.")
]
Language = Annotated[
    list[str] | None,
    typer.Option("--language", help="Only articles in this language (en); may be repeated."),
]
Questions = Annotated[
    Path | None,
    typer.Option(help="JSON lines with id, question, asked, since, until, history; - for stdin."),
]
Fields = Annotated[
    list[str] | None,
    typer.Option("--field", help="Column of a table for a field, as in text=story; repeatable."),
]


def read_text(path: Path) -> str:
    """Return the text of a file, or of standard input for `-`.

    Raises:
        InvalidRequest: it is not UTF-8.
    """
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return data.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise InvalidRequest(f"Not UTF-8 text: {path}. Save it as UTF-8.") from exc


def note(line: str | None) -> None:
    """Print a line on stderr, if there is one; a file's name in it may be hostile."""
    if line:
        typer.echo(" ".join(printable(line).splitlines()), err=True)


def put(text: str) -> None:
    """Print on stdout: other programs get every character, a terminal none that it would obey."""
    typer.echo(printable(text) if sys.stdout.isatty() else text)
