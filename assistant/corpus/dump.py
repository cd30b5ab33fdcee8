"""Turns the text dump of a web page into a report: its body word for word, its headline, byline and date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from assistant.corpus import furniture
from assistant.corpus.byline import clean_name, find_author, find_source
from assistant.corpus.draft import Draft
from assistant.corpus.header import Header, read_header, url_line
from assistant.corpus.headline import find_headline
from assistant.corpus.line_weights import WEIGHTS
from assistant.corpus.lines import Line, split_lines
from assistant.corpus.outlets import host_of, outlet_of
from assistant.corpus.published import full_dates, published_in_dateline, published_on_page
from assistant.corpus.signals import DATE_WORD, WIDE_SCRIPT, line_signals, main_block, prose

# Kept lines with less of the page's prose than this have missed the report: it is then taken whole.
MIN_PROSE_KEPT: Final = 0.3
# Longer lines are sentences that merely speak of sharing, cookies or newsletters.
FURNITURE_WORDS: Final = 14
CAPTION_WORDS: Final = 70

_STRICT: Final = (furniture.SHARE, furniture.MENU, furniture.LEGAL, furniture.EMAIL_LINE)
_LETTER: Final = re.compile(r"[^\W\d_]")


def read_dump(text: str) -> Draft:
    """Return the report in the text dump of a page.

    Every paragraph of the draft's text is a slice of `text`; nothing is rewritten. A text without
    furniture keeps its whole body. A title, name or date that the page does not state is None.
    """
    lines = split_lines(text)
    header = read_header(lines)
    lines = lines[header.size :]
    if not lines:
        return _draft(header, [], None, [])
    title = None if "title" in header.fields else find_headline(lines)
    return _draft(header, lines, title, body_lines(lines, title))


def body_lines(lines: Sequence[Line], title: int | None) -> list[int]:
    """Return the places of the lines that are the report's body, in order."""
    keep = [
        at
        for at, row in enumerate(line_signals(lines, title))
        if at != title and sum(map(float.__mul__, WEIGHTS, row)) > 0
    ]
    keep = _clean(lines, keep, title)
    value = [prose(line) for line in lines]
    first, last = main_block(lines, value)
    if sum(value[at] for at in keep) >= MIN_PROSE_KEPT * sum(value[first:last]) and keep:
        return keep
    return _whole(lines, title, range(first, last))


def _whole(lines: Sequence[Line], title: int | None, block: range) -> list[int]:
    """Return the densest prose, else every line that is no furniture, else every line."""
    below = range(0 if title is None else title + 1, len(lines))
    for places in (block, below, range(len(lines))):
        kept = _clean(lines, [at for at in places if at != title], title)
        if kept:
            return kept
    return [at for at in range(len(lines)) if at != title] or [0]


def _clean(lines: Sequence[Line], keep: Sequence[int], title: int | None) -> list[int]:
    """Return `keep` without the lines that are furniture whatever stands around them."""
    times = Counter(line.text for line in lines)
    wide = _mostly_wide([lines[at].text for at in keep])
    headline = None if title is None else lines[title].text
    seen: set[str] = set()
    kept = []
    for at in keep:
        text = lines[at].text
        foreign = not kept and WIDE_SCRIPT.search(text) is not None and not wide
        said_twice = times[text] > 1 and _beside_itself(lines, at)
        if text == headline or text in seen or foreign or said_twice or _is_furniture(text):
            continue
        seen.add(text)
        kept.append(at)
    return kept


def _beside_itself(lines: Sequence[Line], at: int) -> bool:
    """Tell a caption that the page says twice in a row."""
    text = lines[at].text
    return any(0 <= other < len(lines) and lines[other].text == text for other in (at - 1, at + 1))


def _mostly_wide(texts: Sequence[str]) -> bool:
    letters = sum(len(_LETTER.findall(text)) for text in texts)
    return sum(len(WIDE_SCRIPT.findall(text)) for text in texts) * 2 > letters


def _is_furniture(text: str) -> bool:
    words = len(text.split())
    if words <= CAPTION_WORDS and furniture.SURE_CAPTION.search(text):
        return True
    if words > FURNITURE_WORDS:
        return False
    stamp = DATE_WORD.search(text) and bool(full_dates(text)) and words <= 8
    byline = furniture.BYLINE_LIKE.match(text) and clean_name(text.partition(" ")[2])
    return bool(stamp or byline) or any(pattern.search(text) for pattern in _STRICT)


def _draft(header: Header, lines: Sequence[Line], title: int | None, keep: Sequence[int]) -> Draft:
    fields = header.fields
    span = (keep[0], keep[-1] + 1) if keep else (0, 0)
    paragraphs = [lines[at].text for at in keep]
    url = fields.get("url") or url_line(lines)
    dates = full_dates(fields.get("published", ""))
    published = dates[0][2] if dates else published_on_page(lines, title, span)
    dateline = None if published else published_in_dateline(paragraphs)
    named = fields.get("source")
    return Draft(
        text="\n\n".join(paragraphs),
        title=fields.get("title") or (None if title is None else lines[title].text),
        source=(outlet_of(host_of(named)) or named)
        if named
        else find_source(lines, title, span, url),
        author=fields.get("author") or find_author(lines, title, span),
        published=published or dateline,
        published_basis="page" if published else "text" if dateline else "unknown",
        url=url,
        language=fields.get("language"),
    )
