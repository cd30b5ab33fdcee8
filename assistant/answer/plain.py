"""Answers, passages and articles as plain text for a terminal; quotes stay word for word."""

from __future__ import annotations

from assistant.annotations import Disagreement
from assistant.models import Answer, Article, Citation, Hit, Quote

NO_ANSWER = "No answer in this corpus."
NEAREST = "The nearest passages, which may not answer the question:"


def cite(citation: Citation) -> str:
    """Return one line: title, source, author, date and how it is known, url or path."""
    published = (
        f"{citation.published.isoformat()} (date from {citation.published_basis})"
        if citation.published
        else "date not known"
    )
    where = citation.url or citation.path
    parts = (citation.title, citation.source, citation.author, published, where)
    return " · ".join(part for part in parts if part)


def to_plain(answer: Answer) -> str:
    """Return the quotes with their citations, best first, or the honest no with the nearest.

    The rate of false answers that the threshold holds is said with both.
    """
    understood = [f"Read as: {answer.interpretation.query}"] if _reread(answer) else []
    sure = [answer.threshold.sentence(found=answer.found)] if answer.threshold else []
    if answer.found:
        quotes = [_quote(rank, quote) for rank, quote in enumerate(answer.quotes, 1)]
        return "\n\n".join([*understood, *quotes, *map(_differ, answer.disagreements), *sure])
    lines = [*understood, " ".join([NO_ANSWER, *sure])]
    if answer.nearest:
        lines.append(NEAREST)
        lines += [_quote(rank, quote) for rank, quote in enumerate(answer.nearest, 1)]
    return "\n\n".join(lines)


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
    return f"{hit.text}\n   {hit.score:.3f} · {cite(hit.article.citation)}"


def article_to_plain(article: Article) -> str:
    """Return the citation of an article over its text."""
    return f"{cite(article.citation)}\n\n{article.text}\n"


def _quote(rank: int, quote: Quote) -> str:
    quote.check()
    lines = [
        f"{rank}. “{quote.text}”",
        f"   {cite(quote.article.citation)} · score {quote.score:.2f}",
    ]
    if quote.speaker:
        lines.append(f"   said by: {quote.speaker.name}")
    for each in quote.dates:
        if each.first and not each.basis.startswith("stated"):
            lines.append(f"   “{each.text}” is {each.value} ({each.basis})")
    if quote.article.copies:
        outlets = ", ".join(copy.source or copy.path for copy in quote.article.copies)
        lines.append(f"   also printed by: {outlets}")
    return "\n".join(lines)
