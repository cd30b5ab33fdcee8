"""Find a publication date that a page writes out for its readers."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from assistant.corpus.dates import parse_date

# "Published on", as the larger languages of the web say it.
_LABEL: Final = (
    r"(?:publish(?:ed)?|posted|veröffentlicht|erschienen|erstellt|publié|mis en ligne|publicado|"
    r"publicada|pubblicato|gepubliceerd|geplaatst|publicerad|julkaistu|opublikowano|opublikowane|"
    r"опубликовано|게시|입력|등록|发布|發布|公開)"
)
_MIDDLE: Final = r"\W{0,4}(?:(?:on|am|at|le|el|il|em|op|den|date)\b)?\W{0,4}"
_DATE: Final = (
    r"(\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}[-./]\d{1,2}[-./]\d{1,2}"
    r"|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9}\.? \d{4}"
    r"|[A-Za-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?, \d{4})"
)
_LABELLED: Final = re.compile(rf"\b{_LABEL}{_MIDDLE}{_DATE}(?!\d)", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_SCRIPT: Final = re.compile(r"<(script|style)\b.{0,500000}?</\1>", re.IGNORECASE | re.DOTALL)


def published_by_label(page: str) -> date | None:
    """Return the one day that the page labels as its publication; None where it labels several."""
    text = _TAG.sub(" ", _SCRIPT.sub(" ", page))
    days = {parse_date(match[1]) for match in _LABELLED.finditer(text)} - {None}
    return days.pop() if len(days) == 1 else None


def is_written(day: date, page: str) -> bool:
    """Whether a page that is said to be from the first of a month really writes that day.

    A search for dates completes a year or a month that stands alone to its first day. Other days
    are not made up in this way, so they are believed.
    """
    if day.day != 1:
        return True
    year, month = day.year, f"0?{day.month}"
    forms = (
        rf"{year}\s?[-/.년年]\s?{month}\s?[-/.월月]\s?0?1(?!\d)",
        rf"(?<!\d)(?:0?1[-/.]{month}|{month}[-/.]0?1)[-/.]{year}(?!\d)",
        rf"(?<!\d)0?1(?:st|er|º|°|\.)?[\s-]+(?:de )?[^\W\d]{{3,10}}\.?,?[\s-]+(?:de )?{year}",
        rf"[^\W\d]{{3,10}}\.?\s+0?1(?:st)?,?\s+{year}(?!\d)",
        rf"{year}{day.month:02}01(?!\d)",
    )
    return any(re.search(form, page) for form in forms)
