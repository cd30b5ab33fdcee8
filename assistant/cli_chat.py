"""One question after another at a prompt (edge: standard streams)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from assistant.cli_format import AnswerFormat, Format, print_answer
from assistant.cli_options import (
    IndexOption,
    Language,
    RerankerOption,
    Since,
    Source,
    Until,
    note,
)
from assistant.errors import InvalidRequest
from assistant.history import LEANT_TURNS, said
from assistant.settings import DEFAULT_INDEX

if TYPE_CHECKING:
    from assistant.models import Answer

_OPENING: Final = "Ask in plain words, then ask on. An empty line or Ctrl-D ends it."


def chat(
    k: Annotated[int, typer.Option("-k", help="Quotes at most.")] = 5,
    since: Since = None,
    until: Until = None,
    source: Source = None,
    language: Language = None,
    index: IndexOption = Path(DEFAULT_INDEX),
    reranker: RerankerOption = None,
    form: AnswerFormat = Format.plain,
) -> None:
    """Answer one question after another; a follow-up may lean on those before."""
    from assistant.assistant import Assistant

    with Assistant.open(index, reranker=reranker) as desk:
        note(desk.threshold_note)
        converse(
            lambda question, history: desk.ask(
                question,
                k=k,
                since=since.date() if since else None,
                until=until.date() if until else None,
                source=source,
                history=history,
                language=language,
            ),
            form,
        )


def converse(ask: Callable[[str, list[str]], Answer], form: Format) -> None:
    """Print the answer to each line of standard input, up to an empty one or the end."""
    turns: list[list[str]] = []
    for question in _lines():
        try:
            answer = ask(question, [text for turn in turns[-LEANT_TURNS:] for text in turn])
        except InvalidRequest as error:
            note(str(error))
            continue
        turns.append(said(answer))
        print_answer(answer, form)


def _lines() -> Iterator[str]:
    prompt = ""
    if sys.stdin.isatty():
        note(_OPENING)
        prompt = "\n> "
        # Arrow keys then bring back earlier questions; some systems lack it.
        with suppress(ImportError):
            import readline  # noqa: F401
    while line := _line(prompt):
        yield line


def _line(prompt: str) -> str:
    try:
        return input(prompt).strip()
    except (EOFError, KeyboardInterrupt):
        return ""
