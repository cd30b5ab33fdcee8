"""How scores, dates, sources and links are put into words."""

from __future__ import annotations

from datetime import date
from typing import Final
from urllib.parse import urlsplit

from assistant.annotations import ResolvedDate
from assistant.models import Citation, PublishedBasis, Quote

# `strftime("%b")` follows the host's locale; the page is in English.
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun",
                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # fmt: skip
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
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


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


def resolved(value: ResolvedDate) -> str | None:
    """Return the calendar days that a time expression stands for, None where unresolved."""
    if value.first is None or value.last is None:
        return None
    if value.first == value.last:
        return day(value.first)
    return f"{day(value.first)} to {day(value.last)}"


def safe_url(url: str | None) -> str | None:
    """Return `url` if a reader may follow it, else None.

    Only absolute http and https addresses pass, without blanks, control characters or
    backslashes (browsers repair them into other addresses) and without a user name (it can pose as
    the host).
    """
    if not url or "\\" in url or any(c.isspace() or not c.isprintable() for c in url):
        return None
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    allowed = parts.scheme.lower() in {"http", "https"} and host and "@" not in parts.netloc
    return url if allowed else None


def host(url: str) -> str:
    """Return the host of an address that `safe_url` let pass."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def cited(quote: Quote) -> str:
    """Return a quote with its citation, as a reporter pastes it."""
    article = quote.article
    date_line = day(article.published) if article.published else "undated"
    parts = [article.author, f"“{article.title}”", article.source, date_line]
    line = f"“{quote.text}”\n— {', '.join(part for part in parts if part)}"
    link = safe_url(article.url)
    return f"{line}. {link}" if link else f"{line}."
