"""Turns the text dump of a web page into a report: body word for word, headline, byline, date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from assistant.corpus import furniture
from assistant.corpus.byline import clean_name, find_author, find_source
from assistant.corpus.draft import Draft
from assistant.corpus.header import Header, read_header, url_line
from assistant.corpus.headline import find_headline
from assistant.corpus.line_weights import WEIGHTS
from assistant.corpus.lines import SENTENCE_END, Line, split_lines
from assistant.corpus.odds import Columns, Weights, best_cut, body_odds
from assistant.corpus.outlets import host_of, outlet_of
from assistant.corpus.prose import WIDE_SCRIPT, main_block, prose
from assistant.corpus.published import full_dates, published_in_dateline, published_on_page
from assistant.corpus.signals import DATE_WORD, line_signals

# Kept lines with less of the page's prose than this have missed the report: it is then taken whole.
MIN_PROSE_KEPT: Final = 0.3
# A clean text's lists belong to it: of its words 1 % more are kept (news_qa), and it costs .003
# of F1 on main contents.
CLEAN_SHARE: Final = 0.8
CLEAN_ODDS: Final = 2.5
CLEAN_JUNK: Final = 0.05
# So little beside the report that even a page of lists is one: winners, dates of a tour.
SPOTLESS_JUNK: Final = 0.005
# Longer lines are sentences that merely speak of sharing, cookies or newsletters.
FURNITURE_WORDS: Final = 14
CAPTION_WORDS: Final = 70
# A shorter one names no deed.
CAPTION_LENGTH: Final = range(8, CAPTION_WORDS + 1)
# The first picture stands above the report, with its credit and a byline between.
CAPTION_LINES: Final = 4

# Two capitalised words: "Kim Jong-un".
_SOMEBODY: Final = re.compile(r"\b[^\W\d_a-z][\w’'-]+ [^\W\d_a-z][\w’'-]+")
_ARCHIVED: Final = re.compile(r"\bfile (?:photo|picture|image)\b", re.IGNORECASE)
_LETTER: Final = re.compile(r"[^\W\d_]")


def read_dump(text: str) -> Draft:
    """Return the report in the text dump of a page.

    Every paragraph of the draft's text is a slice of `text`; nothing is rewritten. A text without
    furniture keeps its whole body. A caption that says who is in a picture stays, at its place, as
    a paragraph. A title, name or date that the page does not state is None.
    """
    lines = split_lines(text)
    header = read_header(lines)
    lines = lines[header.size :]
    if not lines:
        return _draft(header, [], None, [], [])
    prose_of = [prose(line) for line in lines]
    title = None if "title" in header.fields else find_headline(lines, prose_of)
    keep = body_lines(lines, prose_of, title)
    return _draft(header, lines, title, keep, _captions(lines, keep))


def body_text(text: str, weights: Weights) -> str:
    """Return the body of a dump as other weights than the shipped ones find it."""
    lines = split_lines(text)
    prose_of = [prose(line) for line in lines]
    keep = body_lines(lines, prose_of, find_headline(lines, prose_of), weights) if lines else []
    return "\n\n".join(lines[at].text for at in keep)


def body_lines(
    lines: Sequence[Line],
    prose_of: Sequence[float],
    title: int | None,
    weights: Weights = WEIGHTS,
) -> list[int]:
    """Return the places of the lines that are the report's body, in order."""
    signals = line_signals(lines, prose_of, title)
    odds = body_odds(signals, weights)
    cut, share = best_cut(signals, odds)
    if _looks_clean(signals, share):
        cut -= CLEAN_ODDS
    chosen = _bridge(lines, {int(at) for at in np.flatnonzero(odds > cut)})
    keep = _clean(lines, [at for at in chosen if at != title], title)
    first, last = main_block(lines, prose_of, title)
    if sum(prose_of[at] for at in keep) >= MIN_PROSE_KEPT * sum(prose_of[first:last]) and keep:
        return keep
    return _whole(lines, title, range(first, last))


def _looks_clean(signals: Columns, share: float) -> bool:
    """Tell a text without menus, buttons and remarks of readers."""
    if signals["after_comments"].any():
        return False
    junk, bullets = signals["junk_share"][0], signals["bullet_share"][0]
    return (junk <= CLEAN_JUNK and share >= CLEAN_SHARE) or max(junk, bullets) <= SPOTLESS_JUNK


def _bridge(lines: Sequence[Line], chosen: set[int]) -> list[int]:
    """Return `chosen` with the short sentences between its lines, or in one block with them."""
    if not chosen:
        return []
    kept = set(chosen)
    last = max(chosen)
    for at in range(last - 1, -1, -1):
        line, below = lines[at], lines[at + 1]
        if at in kept or at + 1 not in kept or line.bullet or not SENTENCE_END.search(line.text):
            continue
        if not below.gap or at - 1 in kept:
            kept.add(at)
    return sorted(kept)


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
    texts = [lines[at].text for at in keep]
    wide = any(map(WIDE_SCRIPT.search, texts)) and _mostly_wide(texts)
    headline = None if title is None else lines[title].text
    seen: set[str] = set()
    kept: list[int] = []
    for at in keep:
        text = lines[at].text
        foreign = not kept and not wide and WIDE_SCRIPT.search(text) is not None
        said_twice = times[text] > 1 and _beside_itself(lines, at)
        again = times[text] == 2 and text in seen and len(text.split()) > FURNITURE_WORDS
        if text == headline or again or foreign or said_twice or _is_furniture(text):
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
    kinds = furniture.marks(text)
    if words <= CAPTION_WORDS and kinds.sure_caption:
        return True
    if words > FURNITURE_WORDS:
        return False
    stamp = words <= 8 and DATE_WORD.search(text) and bool(full_dates(text))
    byline = kinds.byline and clean_name(text.partition(" ")[2])
    return bool(stamp or byline or kinds.share or kinds.menu or kinds.legal or kinds.email)


def _captions(lines: Sequence[Line], keep: Sequence[int]) -> list[int]:
    """Return the captions beside the body that say who is in a picture, each once."""
    if not keep:
        return []
    first, last = max(0, keep[0] - CAPTION_LINES), keep[-1]
    told = {lines[at].text for at in keep}
    found = []
    for at in range(first, last):
        text = lines[at].text
        length = len(text.split()) in CAPTION_LENGTH and text not in told
        if length and furniture.marks(text).sure_caption and _tells(text):
            told.add(text)
            found.append(at)
    return found


def _tells(caption: str) -> bool:
    # An archive's picture is of another day than the report.
    return _SOMEBODY.search(caption) is not None and not _ARCHIVED.search(caption)


def _draft(
    header: Header,
    lines: Sequence[Line],
    title: int | None,
    keep: Sequence[int],
    captions: Sequence[int],
) -> Draft:
    fields = header.fields
    span = (keep[0], keep[-1] + 1) if keep else (0, 0)
    paragraphs = [lines[at].text for at in keep]
    url = fields.get("url") or url_line(lines)
    dates = full_dates(fields.get("published", ""))
    published = dates[0][2] if dates else published_on_page(lines, title, span)
    dateline = None if published else published_in_dateline(paragraphs)
    named = fields.get("source")
    return Draft(
        text="\n\n".join(lines[at].text for at in sorted((*keep, *captions))),
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
