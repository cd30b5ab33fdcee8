"""Answers, passages and articles as plain text for a terminal; quotes stay word for word.

What a terminal would obey is shown as a sign: text that hides an escape sequence could set the
window's title, write to the clipboard or draw over the citation.
"""

from __future__ import annotations

from typing import Final

from assistant.annotations import Disagreement
from assistant.date_words import basis_in_words, resolved_in_words
from assistant.kept import kept_to
from assistant.models import Answer, Article, Citation, Hit, Quote

NO_ANSWER = "No answer in this corpus."
NEAREST = "The nearest passages, which may not answer the question:"
# Line breaks and tabs stay. Unicode has a picture of each of the first 32 and of DEL; the second
# set (C1, which many terminals obey too) has none.
_OBEYED: Final = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
}


def printable(text: str) -> str:
    """Return `text` with a sign in place of each control character but line breaks and tabs."""
    return text.translate(_OBEYED)


def cite(citation: Citation) -> str:
    """Return one line: title, source, author, date and how it is known, url or path."""
    published = (
        f"{citation.published.isoformat()} (date from {citation.published_basis})"
        if citation.published
        else "date not known"
    )
    where = citation.url or citation.path
    parts = (citation.title, citation.source, citation.author, published, where)
    # On one line: a title with line breaks could pose as the next quote.
    return " ".join(printable(" · ".join(part for part in parts if part)).splitlines())


def to_plain(answer: Answer) -> str:
    """Return the quotes with their citations, best first, or the honest no with the nearest.

    The rate of false answers that the threshold holds is said with both.
    """
    understood = [f"Read as: {answer.interpretation.query}"] if _reread(answer) else []
    sure = [answer.threshold.sentence(found=answer.found)] if answer.threshold else []
    if answer.found:
        quotes = [_quote(rank, quote) for rank, quote in enumerate(answer.quotes, 1)]
        differ = map(_differ, answer.disagreements)
        return printable("\n\n".join([*understood, *quotes, *differ, *sure]))
    lines = [*understood, " ".join([NO_ANSWER, *sure])]
    if answer.nearest:
        lines.append(NEAREST)
        lines += [_quote(rank, quote) for rank, quote in enumerate(answer.nearest, 1)]
    elif filters := kept_to(answer.interpretation):
        lines.append(f"Nothing in the corpus is {filters}.")
    return printable("\n\n".join(lines))


def _reread(answer: Answer) -> bool:
    return answer.interpretation.query != " ".join(answer.question.split())


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


def _quote(rank: int, quote: Quote) -> str:
    quote.check()
    lines = [
        f"{rank}. “{quote.text}”",
        f"   {cite(quote.article.citation)} · score {quote.score:.2f}",
    ]
    if quote.speaker:
        lines.append(f"   said by: {quote.speaker.name}")
    for each in quote.dates:
        meant = resolved_in_words(each)
        if meant and not each.basis.startswith("stated"):
            lines.append(f"   “{each.text}” is {meant} ({basis_in_words(each.basis)})")
    if quote.article.copies:
        outlets = ", ".join(copy.source or copy.path for copy in quote.article.copies)
        lines.append(f"   also printed by: {outlets}")
    return "\n".join(lines)
