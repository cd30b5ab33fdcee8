"""Renders the reports of an answer as BibTeX, their quotes as notes."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from assistant.authors import AuthorName, author_names
from assistant.cited import quotes_by_article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.models import Answer, Article, Quote

# A brace counts in BibTeX even behind a backslash: only these words keep a field balanced.
_ESCAPES: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "%&$#_"},
}
_TABLE: Final = str.maketrans(_ESCAPES)
# In an address a brace or backslash can be written otherwise; the other marks must stay.
_URL_TABLE: Final = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})
_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip


def render_bibtex(answer: Answer, accessed: date | None = None) -> str:
    """Return one entry an article, in the order of the quotes; nothing without an answer.

    An entry's key depends on the article alone, so that it is the same in every answer.
    """
    return bibtex_of(quotes_by_article([answer]), accessed)


def bibtex_of(quoted: Sequence[Sequence[Quote]], accessed: date | None = None) -> str:
    """Return one entry for each group of quotes; those of a group are of one article."""
    return "\n".join(_entry(quotes[0].article, quotes, accessed) for quotes in quoted)


def citation_key(article: Article) -> str:
    """Return the key of an article: its outlet, its year and its id, in ASCII."""
    outlet = re.sub(r"[^a-z0-9]", "", (article.source or "").lower())[:20]
    year = str(article.published.year) if article.published else ""
    identity = re.sub(r"[^A-Za-z0-9]", "", article.id)
    return "-".join(part for part in (outlet, year, identity) if part)


def _entry(article: Article, quotes: Sequence[Quote], accessed: date | None) -> str:
    published = article.published
    fields = {
        "title": f"{{{_escaped(article.title)}}}",
        "author": " and ".join(map(_name, author_names(article.author))),
        "journal": _escaped(article.source or ""),
        "year": str(published.year) if published else "",
        "day": str(published.day) if published else "",
        "url": "".join((article.url or "").split()).translate(_URL_TABLE),
        "urldate": accessed.isoformat() if accessed else "",
        "note": " ".join(f"“{_escaped(quote.text)}”" for quote in quotes),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if published:
        # A macro, not a word: bibliography styles print it in their own language.
        lines.append(f"  month = {_MONTHS[published.month - 1]},")
    kind = "article" if article.source else "misc"
    return "\n".join([f"@{kind}{{{citation_key(article)},", *lines, "}", ""])


def _name(name: AuthorName) -> str:
    if name.literal:
        return f"{{{_escaped(name.literal)}}}"
    return f"{_escaped(name.family)}, {_escaped(name.given)}"


def _escaped(text: str) -> str:
    """Return `text` on one line, with what BibTeX and LaTeX read as commands written out."""
    return " ".join(text.split()).translate(_TABLE)
