"""Finds a report's publication date in the lines of its page, its dateline or its address."""

# ruff: noqa: E501 (patterns stay whole)
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from assistant.corpus import furniture
from assistant.corpus.lines import Line

# Month names by their beginnings: English, Spanish, Portuguese, French, German, Italian.
MONTH_STEMS: Final = (
    "jan ene gen", "feb fév fev", "mar mär", "apr abr avr", "may mai mag mayo maio", "jun jui-n giu", "jul juil lug",
    "aug ago aoû", "sep set", "oct okt out ott", "nov", "dec dez déc dic",
)  # fmt: skip
_STEMS: Final = {
    stem: month for month, stems in enumerate(MONTH_STEMS, 1) for stem in stems.split()
}
_MONTH: Final = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|gen|fév|fev|mär|abr|avr|mai|mag|giu|lug|jui|ago|aoû|"
    r"set|okt|out|ott|dez|déc|dic)[a-zéûç]{0,7}\.?"
)
_DATES: Final = (
    re.compile(
        rf"\b(?P<m>{_MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|º|\.)?[\s-]+(?:de\s+|of\s+)?(?P<m>{_MONTH})"
        rf"[\s,-]+(?:de\s+|del\s+)?(?P<y>\d{{4}})\b",
        re.IGNORECASE,
    ),
    re.compile(r"(?<!\d)(?P<y>\d{4})\s?([./-])\s?(?P<m>\d{1,2})\s?\2\s?(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]"),
    re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})(?!\d)"),
    re.compile(r"(?<![\d/-])(?P<a>\d{1,2})([/-])(?P<b>\d{1,2})\2(?P<y>\d{4})(?!\d)"),
)
# Newspapers in reach were printed from here on; later years are misprints or prices.
YEARS: Final = range(1800, 2101)

_POSTED: Final = re.compile(
    r"\b(?:publi(?:shed|cado|é|cato|cación)|posted|created|first published|issued|filed|entered|input|pubblicato|veröffentlicht)\b"
    r"|입력|등록|발행|게시",
    re.IGNORECASE,
)
_UPDATED: Final = re.compile(
    r"\b(?:updated?|modified|last (?:updated|modified|changed)|revised|edited|atualizado|actualizado|aggiornato|aktualisiert)\b"
    r"|수정",
    re.IGNORECASE,
)
_NOT_PUBLICATION: Final = re.compile(
    r"\b(?:born|died|since|until|till|accessed|retrieved|archived|expires?|deadline|taken|pictured|from .* to)\b|©|copyright",
    re.IGNORECASE,
)
_AROUND: Final = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?\s?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b"
    r"|\b(?:e[ds]?t|p[ds]?t|c[ds]?t|gmt|utc|kst|jst|bst|ist|cet|at|on|by|in|last|first|date|min(?:ute)?s?|read)\b"
    r"|\b[A-Z]{2,4}T\b|[+-]\d{2}:?\d{2}\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")

# A stand-alone date line says little else: a name, a section.
LINE_CHARS: Final = 120
OTHER_WORDS: Final = 5
LABELLED_OTHER_WORDS: Final = 9
# Date lines stand within a few lines of headline and byline.
ABOVE_HEADLINE: Final = 6
INTO_BODY: Final = 3
BELOW_BODY: Final = 6

DATELINE_CHARS: Final = 120
_DATELINE_BEFORE: Final = re.compile(
    r"^\W*[A-Z][A-Z .'’/-]{2,}(?:,\s*[\w .'’/-]{2,30})?[,(]?\s*(?:\w{3,9}\.?,\s*)?\(?$"
)
_DATELINE_AFTER: Final = re.compile(r"^\)?,?\s*(?:\([^)]{1,40}\)|/[\w -]{1,30}/)?\s*(?:--|[—–:-])")

_URL_DATE: Final = re.compile(
    r"/(?P<y>(?:19|20)\d{2})[/_-]?(?P<m>0[1-9]|1[0-2]|[a-z]{3})[/_-]?(?P<d>0[1-9]|[12]\d|3[01])(?=\D|$)"
    r"|[/=_-](?P<y2>(?:19|20)\d{2})-(?P<m2>\d{2})-(?P<d2>\d{2})(?=\D|$)",
    re.IGNORECASE,
)
_URL_SHORT: Final = re.compile(
    r"/(?P<y>(?:19|20)\d{2})/(?P<m>[a-z]{3}|\d{1,2})/(?P<d>\d{1,2})(?=/|$)", re.IGNORECASE
)


def _day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _month(month)
    if number is None or int(year) not in YEARS:
        return None
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _month(name: str) -> int | None:
    word = name.lower().rstrip(".")
    if word.startswith("jui"):
        return 7 if word.startswith("juil") else 6
    return _STEMS.get(word[:3])


def full_dates(text: str) -> list[tuple[int, int, date]]:
    """Return the dates in `text` that name day, month and year, as (start, end, date) in order.

    `03/04/2018` is left out, because readers differ on it; `29/03/2018` is not.
    """
    found: list[tuple[int, int, date]] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            day = _matched_day(match)
            clash = any(match.start() < end and start < match.end() for start, end, _ in found)
            if day and not clash:
                found.append((match.start(), match.end(), day))
    return sorted(found)


def _matched_day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    if "a" not in parts:
        return _day(parts["y"], parts["m"], parts["d"])
    first, second = int(parts["a"]), int(parts["b"])
    if first != second and max(first, second) <= 12:
        return None
    day, month = (parts["a"], parts["b"]) if first > 12 else (parts["b"], parts["a"])
    return _day(parts["y"], month, day)


def _labelled(text: str) -> Iterator[tuple[int, date]]:
    """Yield (rank, date) for the dates of a stand-alone line; 3 posted, 2 without a word, 1 updated."""
    dates = full_dates(text) if len(text) <= LINE_CHARS else []
    if not dates or _NOT_PUBLICATION.search(text):
        return
    rest, last = "", 0
    ranked = []
    for start, end, day in dates:
        before = text[last:start]
        posted, updated = _POSTED.search(before), _UPDATED.search(before)
        ranked.append((1 if updated else 3 if posted else 2, day))
        rest += " " + before
        last = end
    rest = _AROUND.sub(" ", rest + " " + text[last:])
    labels = any(rank != 2 for rank, _ in ranked)
    if len(_WORD.findall(rest)) <= (LABELLED_OTHER_WORDS if labels else OTHER_WORDS):
        yield from ranked


def published_on_page(
    lines: Sequence[Line], headline: int | None, body: tuple[int, int]
) -> date | None:
    """Return the date of a stand-alone line near the headline or around the body, None where none stands.

    Args:
        lines: the page.
        headline: its place in `lines`.
        body: the first kept line and the place behind the last.
    """
    first, last = body
    low = max(0, (headline if headline is not None else first) - ABOVE_HEADLINE)
    best: tuple[int, date] | None = None
    for at in range(low, min(len(lines), last + BELOW_BODY)):
        text = lines[at].text
        near = at < first + INTO_BODY
        kinds = furniture.marks(text)
        if kinds.sure_caption or (at >= last and kinds.related):
            continue
        for rank, day in _labelled(text):
            if (near or rank != 2) and (best is None or rank > best[0]):
                best = (rank, day)
    return best[1] if best else None


def published_in_dateline(paragraphs: Sequence[str]) -> date | None:
    """Return the date of a dateline with a full year (`SEOUL, March 29, 2018 (Agency) --`) that opens the report."""
    for paragraph in paragraphs[:INTO_BODY]:
        opening = paragraph[:DATELINE_CHARS]
        for start, end, day in full_dates(opening)[:1]:
            if _DATELINE_BEFORE.match(opening[:start]) and _DATELINE_AFTER.match(opening[end:]):
                return day
    return None


def published_in_url(url: str) -> date | None:
    """Return the day that a web address names (`/2018/03/29/`, `/2018-03-29-`, `/20180329`), None where it names none."""
    for pattern in (_URL_SHORT, _URL_DATE):
        for match in pattern.finditer(url):
            parts = match.groupdict()
            year, month, day = (parts.get(key) or parts.get(key + "2") for key in "ymd")
            found = _day(year, month, day) if year and month and day else None
            if found and found.year >= FIRST_WEB_YEAR:
                return found
    return None


# There was no web page to have an address before.
FIRST_WEB_YEAR: Final = 1990
