"""Renders an answer as Markdown; article text is hostile input, so its Markdown is escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.models import Answer, Article, Quote

NO_ANSWER = "No answer to this in the corpus."
NEAREST = "The nearest passages, which do not answer the question:"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")
# What would begin a list, a heading or a rule at the start of a line.
_LEADING = re.compile(r"^([^\S\n]*)([-+=]|\d+(?=[.)]))", re.MULTILINE)
_SAFE_URL = re.compile(r"https?://[^\s<>()\[\]\\]+$", re.IGNORECASE)


def render_answer(answer: Answer) -> str:
    """Return each quote as a block quote with its citation, or the nearest, named as such."""
    sure = [answer.threshold.sentence(found=answer.found)] if answer.threshold else []
    if answer.found:
        blocks = [*(_entry(rank, quote) for rank, quote in enumerate(answer.quotes, 1)), *sure]
    else:
        blocks = [" ".join([NO_ANSWER, *sure]), *([NEAREST] if answer.nearest else [])]
        blocks += [_entry(rank, quote) for rank, quote in enumerate(answer.nearest, 1)]
    return "\n\n".join(blocks) + "\n"


def _entry(rank: int, quote: Quote) -> str:
    quote.check()
    lines = _escape(quote.text).splitlines() or [""]
    quoted = "\n".join(f"> {line}".rstrip() for line in map(str.strip, lines))
    return f"{quoted}\n>\n> — {rank}\\. {_citation(quote.article)}"


def _citation(article: Article) -> str:
    title = _escape(" ".join(article.title.split()))
    if article.url and _SAFE_URL.match(article.url):
        title = f"[{title}](<{article.url}>)"
    dated = (
        f"{article.published.isoformat()} ({article.published_basis})"
        if article.published
        else None
    )
    fields = [
        _escape(" ".join(field.split())) for field in (article.source, article.author) if field
    ]
    return ", ".join([f"**{title}**", *fields, dated or "date unknown"])


def _escape(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", text.replace("&", "&amp;"))
    return _LEADING.sub(lambda match: _lead(match.group(1), match.group(2)), escaped)


def _lead(blank: str, mark: str) -> str:
    # Markdown escapes punctuation only: of "1." it is the dot.
    return f"{blank}{mark}\\" if mark.isdigit() else f"{blank}\\{mark}"
