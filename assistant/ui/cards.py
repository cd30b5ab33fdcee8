"""Turn answers into HTML; templates are read from the package.

Everything that comes from an article or a reader is hostile: it is escaped here, in Python, and the
page inserts the result without evaluating it again.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from assistant.models import Answer
from assistant.overview import Listing, Overview
from assistant.settings import MAX_QUESTION_CHARACTERS
from assistant.shown import segments
from assistant.ui import words
from assistant.ui.filters import Filters
from assistant.ui.histogram import histogram
from assistant.unanswered import unanswered
from assistant.web_address import host, safe_url

# The forms in which an answer is taken away, with what the page calls them.
FORMS: Final = {"markdown": "Markdown", "json": "JSON", "bibtex": "BibTeX", "csl": "CSL-JSON"}
# A longer list of skipped files is read on the command line.
MOST_SKIPPED: Final = 200


def verbatim(text: str) -> Markup:
    """Escape a text so that a browser shows each of its characters.

    An HTML parser turns a bare carriage return into a line feed; as a reference it stays.
    """
    return Markup(str(escape(text)).replace("\r", "&#13;"))


def render_page() -> str:
    """Render the page around the thread: nothing in it comes from the corpus."""
    return _render("page.html", forms=FORMS, max_question=MAX_QUESTION_CHARACTERS)


def render_answer(
    number: int, answer: Answer, filters: Filters | None = None, *, feedback: bool = False
) -> str:
    """Render turn `number` of the thread: the question and its quotes, or the no-answer state.

    `filters` are those the reader set, shown as chips; with `feedback` each quote can be judged.
    """
    return _render(
        "answer.html",
        number=number,
        question=answer.question,
        answer=answer,
        filters=(filters or Filters()).chips(),
        feedback=feedback,
        forms=FORMS,
    )


def render_overview(corpus: Overview) -> str:
    """Render what the index holds."""
    bars = histogram(corpus.months)
    return _render("overview.html", corpus=corpus, bars=bars, most=MOST_SKIPPED)


def render_listing(listing: Listing) -> str:
    """Render the items of a list of articles."""
    return _render("listing.html", listing=listing)


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
        segments=segments, outlets=words.outlets, published=words.published, reports=words.reports,
        confidence=words.confidence, percent=words.percent, date_chips=words.date_chips,
        safe_url=safe_url, host=host, cited=words.cited, day=words.day,
        days=words.days, gist=words.gist, period=words.period, kind=words.KINDS.__getitem__,
        searched=words.searched, unanswered=unanswered, moment=words.moment, value=words.value,
    )  # fmt: skip
    return environment


def _source(name: str) -> str:
    return files("assistant.ui").joinpath("templates", name).read_text(encoding="utf-8")
