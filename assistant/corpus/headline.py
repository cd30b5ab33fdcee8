"""Finds the headline of a report among the lines of its page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.corpus import furniture
from assistant.corpus.lines import Line
from assistant.corpus.signals import DATE_WORD, main_block, prose

HEADLINE_WORDS: Final = range(3, 31)
# Headlines stand above the report; beyond this many lines a page's menu begins.
HEADLINE_REACH: Final = 60
# A page says its headline again in its breadcrumbs, its share text or above its picture.
TWICE_GAIN: Final = 1.5
# Each line between headline and report (byline, date, share buttons) makes it less likely.
DISTANCE_COST: Final = 0.06


def find_headline(lines: Sequence[Line]) -> int | None:
    """Return the place of the headline in `lines`, None where none looks like one."""
    first, last = main_block(lines, [prose(line) for line in lines])
    if last <= first:
        first = min(1, len(lines))
    texts = [line.text for line in lines]
    best, best_at = 0.0, None
    for at in range(max(0, first - HEADLINE_REACH), min(first + 1, len(lines))):
        score = _score(lines, at, texts.count(texts[at])) - DISTANCE_COST * (first - at)
        if score > best:
            best, best_at = score, at
    return best_at


def _score(lines: Sequence[Line], at: int, count: int) -> float:
    line = lines[at]
    words = len(line.text.split())
    if words not in HEADLINE_WORDS or _is_furniture(line):
        return -1.0
    score = 1.0 + min(words, 10) / 10
    score += TWICE_GAIN if count in (2, 3) and words > 3 else 0.0
    score += 0.5 if at == 0 or line.gap else 0.0
    score += 0.5 if at + 1 == len(lines) or lines[at + 1].gap else 0.0
    score -= 1.5 if line.bullet else 0.0
    score -= 0.8 if line.text.endswith((".", ":", ",", ";")) else 0.0
    return score


def _is_furniture(line: Line) -> bool:
    text = line.text
    return any(
        pattern.search(text)
        for pattern in (
            furniture.SHARE, furniture.MENU, furniture.SUBSCRIBE, furniture.LEGAL, furniture.RELATED,
            furniture.SURE_CAPTION, furniture.EMAIL_LINE, furniture.BYLINE_LIKE,
        )
    ) or bool(DATE_WORD.search(text) and len(text) < 40)  # fmt: skip
