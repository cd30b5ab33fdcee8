"""Turn answers into HTML; templates are read from the package.

Everything that comes from an article or a reader is hostile: it is escaped here, in Python, and the
page inserts the result without evaluating it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from assistant.models import Answer, Citation, Quote
from assistant.ui import words


class Segment(NamedTuple):
    """A piece of a quote; `marked` where it answers the question most directly."""

    text: str
    marked: bool


def segments(quote: Quote) -> list[Segment]:
    """Cut a quote at its highlights; the texts joined are the quote.

    Raises:
        QuoteMismatch: the quote is not the slice of its article that it claims to be.
    """
    quote.check()
    pieces: list[Segment] = []
    position = quote.start
    for start, end in sorted(quote.highlights):
        start = max(start, position)
        if start < end:
            pieces.append(Segment(quote.article.text[position:start], marked=False))
            pieces.append(Segment(quote.article.text[start:end], marked=True))
            position = end
    pieces.append(Segment(quote.article.text[position : quote.end], marked=False))
    return [piece for piece in pieces if piece.text]


def other_outlets(copies: Sequence[Citation]) -> str:
    """Return `Also in 2 outlets` for the near copies of a report."""
    outlets = len({copy.source or copy.path or copy.id for copy in copies})
    return f"Also in {outlets} outlet{'' if outlets == 1 else 's'}"


def verbatim(text: str) -> Markup:
    """Escape a text so that a browser shows each of its characters.

    An HTML parser turns a bare carriage return into a line feed; as a reference it stays.
    """
    return Markup(str(escape(text)).replace("\r", "&#13;"))


def render_answer(number: int, answer: Answer) -> str:
    """Render a turn of the thread: the question and its quotes, or the no-answer state."""
    return _render("answer.html", number=number, question=answer.question, answer=answer)


def render_error(number: int, question: str, message: str) -> str:
    """Render a turn that failed, with the one line that says why."""
    return _render("error.html", number=number, question=question, message=message)


def render_busy(number: int, question: str) -> str:
    """Render a turn whose answer is being looked for."""
    return _render("busy.html", number=number, question=question)


def render_welcome(examples: Sequence[str]) -> str:
    """Render the empty thread with questions to start from."""
    return _render("welcome.html", examples=examples)


def render_dialog() -> str:
    """Render the empty dialog that a script fills with an article's text."""
    return _render("dialog.html")


def render_masthead() -> str:
    """Render the head of the page."""
    return _render("masthead.html")


def _render(template: str, **values: object) -> str:
    return _environment().get_template(template).render(values)


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(_source),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["verbatim"] = verbatim
    environment.globals.update(
        segments=segments, other_outlets=other_outlets, published=words.published,
        confidence=words.confidence, percent=words.percent, resolved=words.resolved,
        safe_url=words.safe_url, host=words.host, cited=words.cited, day=words.day,
    )  # fmt: skip
    return environment


def _source(name: str) -> str:
    return files("assistant.ui").joinpath("templates", name).read_text(encoding="utf-8")
