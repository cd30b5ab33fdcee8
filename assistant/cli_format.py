"""The forms in which `ask` and `chat` print an answer (edge: standard output)."""

from __future__ import annotations

import json
import os
import sys
from enum import StrEnum
from typing import Annotated

import typer

from assistant.cli_options import put
from assistant.models import Answer


class Format(StrEnum):
    """What an answer is printed as."""

    plain = "plain"
    markdown = "markdown"
    json = "json"
    bibtex = "bibtex"
    csl = "csl"


AnswerFormat = Annotated[
    Format, typer.Option("--format", help="Print text, or a form for other programs.")
]


def formatted(answer: Answer, form: Format) -> str:
    """Return an answer in one of the forms."""
    if form is Format.markdown:
        return answer.to_markdown()
    if form is Format.json:
        return answer.to_json()
    if form is Format.bibtex:
        return answer.to_bibtex()
    if form is Format.csl:
        return json.dumps(answer.to_csl(), ensure_ascii=False)
    from assistant.answer.plain import to_plain

    return to_plain(answer)


def print_answer(answer: Answer, form: Format) -> None:
    """Print an answer on stdout; a terminal shows the answering words in bold."""
    if form is Format.plain and sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        from assistant.answer.plain import to_plain

        # It is made printable already; `put` would take the bold for a text's own command.
        typer.echo(to_plain(answer, bold=True), color=True)
    else:
        put(formatted(answer, form).rstrip("\n"))
