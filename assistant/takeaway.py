"""Writes one answer or a whole thread as a file to take away: text in, text out."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, get_args

from assistant.bibtex import bibtex_of
from assistant.cited import quotes_by_article
from assistant.csl import csl_of
from assistant.errors import InvalidRequest
from assistant.kept import kept_to
from assistant.markdown import one_line, render_answer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.models import Answer

Form = Literal["markdown", "json", "bibtex", "csl"]
# (ending, media type); the charset is UTF-8 in all of them.
_KINDS: Final[dict[str, tuple[str, str]]] = {
    "markdown": ("md", "text/markdown"),
    "json": ("json", "application/json"),
    "bibtex": ("bib", "application/x-bibtex"),
    "csl": ("csl.json", "application/vnd.citationstyles.csl+json"),
}
# Every file system takes so long a name.
_SLUG_CHARACTERS: Final = 48


@dataclass(frozen=True, slots=True)
class Takeaway:
    """A file to save: its name, its media type, its text."""

    filename: str
    media_type: str
    text: str


def take_away(answers: Sequence[Answer], form: str, accessed: date | None = None) -> Takeaway:
    """Return answers as one file, in the order given.

    `markdown` has each question as a heading, with how it was read and the filters that held.
    `json` is one answer, or a list with an answer a line: `newsquote verify FILE` checks both.
    `bibtex` and `csl` have each quoted article once, however many answers quote it.

    Args:
        answers: at least one.
        form: `markdown`, `json`, `bibtex` or `csl`.
        accessed: the day of the answers; it stands in the file's name and in bibliographies.

    Raises:
        InvalidRequest: there is no answer, or no such form.
        QuoteMismatch: a quote is not the slice it claims to be.
    """
    if not answers:
        raise InvalidRequest("There is no answer to take away. Ask a question first.")
    if form not in get_args(Form):
        raise InvalidRequest(f"The form is {form[:20]!r}. Choose from {', '.join(get_args(Form))}.")
    writers: dict[str, Callable[[Sequence[Answer], date | None], str]] = {
        "markdown": _markdown,
        "json": _json,
        "bibtex": lambda given, day: bibtex_of(quotes_by_article(given), day),
        "csl": _csl,
    }
    ending, media_type = _KINDS[form]
    name = f"{_name(answers, accessed)}.{ending}"
    return Takeaway(name, media_type, writers[form](answers, accessed))


def _markdown(answers: Sequence[Answer], accessed: date | None) -> str:
    sections = [_section(answer) for answer in answers]
    if len(answers) > 1:
        when = f", {accessed.isoformat()}" if accessed else ""
        sections.insert(0, f"# {len(answers)} questions{when}\n")
    return "\n".join(sections)


def _section(answer: Answer) -> str:
    read = answer.interpretation
    asked = " ".join(answer.question.split())
    notes = [f"Read as: {one_line(read.query)}"] if read.query != asked else []
    if filters := kept_to(read):
        notes.append(f"Only {one_line(filters)}")
    said = "\n".join(f"- {note}" for note in notes)
    blocks = [f"## {one_line(asked)}", *([said] if said else []), render_answer(answer)]
    return "\n\n".join(blocks)


def _json(answers: Sequence[Answer], accessed: date | None) -> str:
    lines = [answer.to_json() for answer in answers]
    return f"{lines[0]}\n" if len(lines) == 1 else "[\n" + ",\n".join(lines) + "\n]\n"


def _csl(answers: Sequence[Answer], accessed: date | None) -> str:
    items = csl_of(quotes_by_article(answers), accessed)
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _name(answers: Sequence[Answer], accessed: date | None) -> str:
    """Return a file name without its ending: letters, digits and hyphens, in ASCII."""
    about = _slug(answers[0].question) if len(answers) == 1 else f"{len(answers)}-questions"
    parts = ("newsquote", accessed.isoformat() if accessed else "", about)
    return "-".join(part for part in parts if part)


def _slug(question: str) -> str:
    plain = unicodedata.normalize("NFKD", question).encode("ascii", "ignore").decode().lower()
    cut = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: _SLUG_CHARACTERS + 1]
    whole = cut.rpartition("-")[0] if len(cut) > _SLUG_CHARACTERS and "-" in cut else cut
    return whole[:_SLUG_CHARACTERS]
