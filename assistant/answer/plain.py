"""Answers, passages and articles as plain text for a terminal; quotes stay word for word.

What a terminal would obey is shown as a sign: text that hides an escape sequence could set the
window's title, write to the clipboard or draw over the citation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from assistant.annotations import Disagreement
from assistant.date_words import basis_in_words, resolved_in_words
from assistant.models import Answer, Article, Citation, Hit, Quote
from assistant.shown import segments
from assistant.unanswered import unanswered
from assistant.written import day

# Line breaks and tabs stay. Unicode has a picture of each of the first 32 and of DEL; the second
# set (C1, which many terminals obey too) has none.
_OBEYED: Final = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
}
# What a terminal shows the answering words by.
_BOLD: Final = ("\x1b[1m", "\x1b[0m")


def printable(text: str) -> str:
    """Return `text` with a sign in place of each control character but line breaks and tabs."""
    return text.translate(_OBEYED)


def cite(citation: Citation) -> str:
    """Return one line: title, source, author, date and how it is known, url or path."""
    published = (
        f"{day(citation.published)} (date from {citation.published_basis})"
        if citation.published
        else "date not known"
    )
    where = citation.url or citation.path
    parts = (citation.title, citation.source, citation.author, published, where)
    # On one line: a title with line breaks could pose as the next quote.
    return " ".join(printable(" · ".join(part for part in parts if part)).splitlines())


def to_plain(answer: Answer, *, bold: bool = False) -> str:
    """Return the quotes with their citations, best first, or the honest no with the closest.

    The last line says how sure this is. The text holds nothing that a terminal obeys, but with
    `bold` the sequences that set the answering words in bold.
    """
    return "\n\n".join(_blocks(answer, bold=bold))


def _blocks(answer: Answer, *, bold: bool) -> Iterator[str]:
    if answer.interpretation.query != " ".join(answer.question.split()):
        yield printable(f"Read as: {answer.interpretation.query}")
    if not answer.found:
        yield printable(unanswered(answer))
    for rank, quote in enumerate(answer.quotes or answer.nearest, 1):
        if answer.found and rank == answer.sure_quotes + 1:
            yield "Less sure:"
        yield _quote(rank, quote, bold=bold and answer.found)
    for entry in answer.disagreements:
        yield printable(_differ(entry))
    if answer.threshold and (answer.found or answer.nearest):
        yield f"How sure is this? {answer.threshold.sentence(found=answer.found)}"


def _differ(entry: Disagreement) -> str:
    sides = (
        f"quote {claim.quote} “{claim.text}”" + (" (later report)" if claim.later else "")
        for claim in entry.claims
    )
    return f"These quotes give different {entry.kind}s: {'; '.join(sides)}."


def hit_to_plain(hit: Hit) -> str:
    """Return a passage with its score and citation."""
    return f"{printable(hit.text)}\n   {hit.score:.3f} · {cite(hit.article.citation)}"


def article_to_plain(article: Article) -> str:
    """Return the citation of an article over its text."""
    return f"{cite(article.citation)}\n\n{printable(article.text)}\n"


def _quote(rank: int, quote: Quote, *, bold: bool) -> str:
    on, off = _BOLD if bold else ("", "")
    words = "".join(
        f"{on}{printable(text)}{off}" if marked else printable(text)
        for text, marked in segments(quote)
    )
    return "\n".join([f"{rank}. “{words}”", *map(printable, _remarks(quote))])


def _remarks(quote: Quote) -> Iterator[str]:
    yield f"   {cite(quote.article.citation)} · {100 * quote.score:.0f} % sure"
    if quote.speaker:
        yield f"   said by: {quote.speaker.name}"
    for each in quote.dates:
        meant = resolved_in_words(each, day)
        if meant and not each.basis.startswith("stated"):
            yield f"   “{each.text}” is {meant} ({basis_in_words(each.basis, day)})"
    if quote.article.copies:
        outlets = ", ".join(copy.source or copy.path for copy in quote.article.copies)
        yield f"   also printed by: {outlets}"
