"""Renders an answer as Markdown; article text is hostile input, so its Markdown is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.date_words import basis_in_words, in_words, is_open, resolved_in_words
from assistant.shown import shown_text
from assistant.unanswered import unanswered
from assistant.web_address import safe_url

if TYPE_CHECKING:
    from assistant.annotations import Claim, Disagreement, Event, ResolvedDate
    from assistant.models import Answer, Article, Quote

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")
# What would begin a list, a heading or a rule at the start of a line.
_LEADING = re.compile(r"^([^\S\n]*)([-+=]|\d+(?=[.)]))", re.MULTILINE)
# Says itself which days it means.
_PLAIN_VALUE = re.compile(r"\d{4}(?:-\d\d)?$")


def render_answer(answer: Answer) -> str:
    """Return each quote as a block quote with its citation, or the closest, named as such.

    Under a citation stand the speaker, the dates with what they were resolved against, and the
    outlets that printed the same report; under the quotes the timeline, what they disagree on,
    and how sure this is.
    """
    return "\n\n".join(_blocks(answer)) + "\n"


def _blocks(answer: Answer) -> Iterator[str]:
    if not answer.found:
        yield _escape(unanswered(answer))
    for rank, quote in enumerate(answer.quotes or answer.nearest, 1):
        if answer.found and rank == answer.sure_quotes + 1:
            yield "**Less sure**"
        yield _entry(rank, quote)
    if answer.timeline:
        yield "**Timeline**"
        yield "\n".join(map(_event, answer.timeline))
    if answer.disagreements:
        yield "**The quotes disagree**"
        yield "\n".join(map(_disagreement, answer.disagreements))
    if answer.threshold and (answer.found or answer.nearest):
        sure = answer.threshold.sentence(found=answer.found)
        yield f"*How sure is this? {_escape(sure)}*"


def _entry(rank: int, quote: Quote) -> str:
    # Each by itself: `splitlines` ends a line where no pattern would see one begin.
    lines = [_escape(line.strip()) for line in shown_text(quote).splitlines()] or [""]
    quoted = "\n".join(f"> {line}".rstrip() for line in lines)
    said = [f"— {rank}\\. {_citation(quote.article)}", *_remarks(quote)]
    return "\n>\n".join([quoted, *(f"> {line}" for line in said)])


def _citation(article: Article) -> str:
    title = one_line(article.title)
    if target := _target(article.url):
        title = f"[{title}]({target})"
    dated = (
        f"{article.published.isoformat()} ({article.published_basis})"
        if article.published
        else None
    )
    fields = [one_line(field) for field in (article.source, article.author) if field]
    return ", ".join([f"**{title}**", *fields, dated or "date unknown"])


def _remarks(quote: Quote) -> Iterator[str]:
    """Yield a line for each thing that is known of a quote beside its words."""
    if quote.speaker:
        how = "" if quote.speaker.direct else ", reported"
        yield f"Said by {one_line(quote.speaker.name)} (“{one_line(quote.speaker.text)}”{how})"
    if dates := "; ".join(filter(None, map(_date, quote.dates))):
        yield f"Dates: {dates}"
    if quote.article.copies:
        outlets = [one_line(copy.source or copy.path) for copy in quote.article.copies]
        own = one_line(quote.article.source or quote.article.path)
        named = list(dict.fromkeys([own, *outlets]))
        yield f"1 report, {len(named)} outlet{'s' * (len(named) > 1)}: {', '.join(named)}"
    if quote.receipt and (target := _target(quote.receipt.link)):
        yield f"[Open the page at the quote]({target})"


def _date(resolved: ResolvedDate) -> str | None:
    """Return what a time expression means; None for lengths, sets and vague times."""
    meant = resolved_in_words(resolved) or ("unresolved" if is_open(resolved) else None)
    if meant is None:
        return None
    several = resolved.first != resolved.last and f"{resolved.first} to {resolved.last}" != meant
    plain = _PLAIN_VALUE.match(resolved.value or "")
    days = f" ({resolved.first} to {resolved.last})" if several and not plain else ""
    basis = f", {one_line(basis_in_words(resolved.basis))}" if resolved.basis else ""
    return f"“{one_line(resolved.text)}” = {one_line(meant)}{days}{basis}"


def _event(event: Event) -> str:
    days = event.first.isoformat()
    if event.last != event.first:
        days += f" to {event.last.isoformat()}"
    return f"- {days}: {_ranks(event.quotes)}"


def _disagreement(entry: Disagreement) -> str:
    claims = [
        f"“{one_line(claim.text)}” = {one_line(_given(entry, claim))} (quote {claim.quote}"
        f"{', later' if claim.later else ''})"
        for claim in entry.claims
    ]
    return f"- {entry.kind}: {'; '.join(claims)}"


def _given(entry: Disagreement, claim: Claim) -> str:
    return in_words(claim.value) if entry.kind == "date" else claim.value


def _ranks(ranks: tuple[int, ...]) -> str:
    return f"quote{'s' * (len(ranks) > 1)} {', '.join(map(str, ranks))}"


def _target(url: str | None) -> str | None:
    """Return an address as the target of a link, None where a reader may not follow it."""
    # Between angle brackets, brackets of another kind do no harm.
    if not (url and safe_url(url)) or set("<>") & set(url):
        return None
    # Markdown would read `&copy;` in an address as a sign.
    return f"<{url.replace('&', '&amp;')}>"


def one_line(text: str) -> str:
    """Return `text` on one line, its Markdown escaped."""
    return _escape(" ".join(text.split()))


def _escape(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", text.replace("&", "&amp;"))
    return _LEADING.sub(lambda match: _lead(match.group(1), match.group(2)), escaped)


def _lead(blank: str, mark: str) -> str:
    # Markdown escapes punctuation only: of "1." it is the dot.
    return f"{blank}{mark}\\" if mark.isdigit() else f"{blank}\\{mark}"
