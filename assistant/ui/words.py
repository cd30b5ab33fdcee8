"""How scores, dates, sources and links are put into words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from assistant import written
from assistant.annotations import Period, ResolvedDate
from assistant.date_words import basis_in_words, in_words, is_open
from assistant.models import (
    Article,
    Citation,
    Interpretation,
    PublishedBasis,
    QuestionKind,
    Quote,
)
from assistant.shown import shown_text
from assistant.web_address import safe_url

BASES: Final[dict[PublishedBasis, str]] = {
    "metadata": "from the page's metadata",
    "page": "from the page",
    "text": "from the text",
    "url": "from the address",
    "unknown": "how it is known was not recorded",
}
# Thresholds of a calibrated probability: four of five such quotes answer; more do than do not.
HIGH_CONFIDENCE: Final = 0.8
MEDIUM_CONFIDENCE: Final = 0.5


def day(value: date) -> str:
    """Return a date as `28 Mar 2018`."""
    return written.day(value, short=True)


def published(citation: Citation) -> str:
    """Return when a report was published and how that is known."""
    if citation.published is None:
        return "publication date unknown"
    return f"published {day(citation.published)}, {BASES[citation.published_basis]}"


def confidence(score: float) -> str:
    """Return `high`, `medium` or `low` for a probability."""
    if score >= HIGH_CONFIDENCE:
        return "high"
    return "medium" if score >= MEDIUM_CONFIDENCE else "low"


def percent(score: float) -> int:
    """Return a probability as a whole percentage in [0, 100]."""
    return round(100 * min(max(score, 0.0), 1.0))


def days(first: date, last: date) -> str:
    """Return inclusive calendar days as `3 Jan 2018`, `Jan 2018`, `2018` or `A to B`."""
    return written.days(first, last, short=True)


def moment(built: str) -> str:
    """Return an ISO 8601 time as `3 Jan 2018, 14:05 UTC`; what is none, as it is."""
    try:
        at = datetime.fromisoformat(built)
    except ValueError:
        return built
    return f"{day(at.date())}, {at:%H:%M} UTC"


class DateChip(NamedTuple):
    """A time expression of a quote and what it means; `known` is False where no day is known."""

    text: str
    words: str
    known: bool


def date_chips(quote: Quote) -> list[DateChip]:
    """Return what each time expression of a quote means, each once, in the order of the text.

    Lengths of time ("two months") name no day and are left out.
    """
    chips = [chip for resolved in quote.dates if (chip := _chip(resolved))]
    return list(dict.fromkeys(chips))


def _chip(resolved: ResolvedDate) -> DateChip | None:
    if resolved.first is not None and resolved.last is not None:
        meant = f"= {days(resolved.first, resolved.last)}, {basis_in_words(resolved.basis, day)}"
        return DateChip(resolved.text, meant, known=True)
    if not is_open(resolved):
        return None
    return DateChip(
        resolved.text, f"date not known: {basis_in_words(resolved.basis, day)}", known=False
    )


def value(timex: str) -> str:
    """Return a TIMEX3 value in words, its calendar days as a reader writes them."""
    return in_words(timex, day)


KINDS: Final[dict[QuestionKind, str]] = {
    "when": "a question for a time",
    "who": "a question for a person or group",
    "where": "a question for a place",
    "how_many": "a question for a number",
    "what": "a question for a fact",
    "why": "a question for a reason",
    "how": "a question for a way",
    "yes_no": "a question for yes or no",
}


def searched(read: Interpretation) -> str:
    """Return which articles were searched: all, or those that the filters let pass."""
    limits = []
    if read.since or read.until:
        limits.append(published_within(read.since, read.until))
    if read.source:
        limits.append(f"from {', '.join(read.source)}")
    if read.language:
        limits.append(f"in the language {', '.join(read.language)}")
    return f"articles {' and '.join(limits)}" if limits else "all articles"


def published_within(since: date | None, until: date | None) -> str:
    """Return `published from A to B`, with one end or both."""
    if since and until:
        return f"published from {day(since)} to {day(until)}"
    return f"published from {day(since)}" if since else f"published until {day(until or date.max)}"


def period(read: Period) -> str:
    """Return what a time in the question means, and what it does."""
    if read.first and read.last:
        meant = days(read.first, read.last)
    elif read.first:
        meant = f"from {day(read.first)}"
    else:
        meant = f"until {day(read.last)}" if read.last else "any time"
    does = {"filter": "only reports of that time are searched", "boost": "such reports come first",
            "recent": "reports of these days come first"}[read.mode]  # fmt: skip
    return f"“{read.text}” is read as {meant}; {does}."


def reports(quotes: Sequence[Quote]) -> str:
    """Return `2 reports` for the number of different articles quoted."""
    return plural(len({quote.article.id for quote in quotes}), "report")


def plural(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def outlets(article: Article) -> str:
    """Return `1 report, 4 outlets` for an article and its near copies."""
    names = {each.source or each.path or each.id for each in (article.citation, *article.copies)}
    return f"1 report, {plural(len(names), 'outlet')}"


# What a timeline shows of a quote is one line on a phone.
GIST_CHARACTERS: Final = 160


def gist(quote: Quote) -> str:
    """Return the answering words of a quote within their neighbours: a slice, cut at blanks."""
    start, end = quote.highlights[0] if quote.highlights else (quote.start, quote.start)
    room = max(GIST_CHARACTERS - (end - start), 0)
    first = max(quote.start, start - room // 2)
    last = min(quote.end, max(end, first) + room // 2)
    text = quote.article.text
    if first > quote.start:
        first = min(text.find(" ", first) + 1 or first, start)
    if last < quote.end:
        last = max(text.rfind(" ", 0, last), end)
    last = min(last, first + GIST_CHARACTERS)
    before, after = "… " * (first > quote.start), " …" * (last < quote.end)
    return f"{before}{text[first:last].strip()}{after}"


def cited(quote: Quote) -> str:
    """Return a quote with its citation, as a reporter pastes it."""
    article = quote.article
    date_line = day(article.published) if article.published else "undated"
    parts = [article.author, f"“{article.title}”", article.source, date_line]
    line = f"“{shown_text(quote)}”\n— {', '.join(part for part in parts if part)}"
    link = safe_url(article.url)
    return f"{line}. {link}" if link else f"{line}."
