"""Finds the headline of a report among the lines of its page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from assistant.corpus import furniture
from assistant.corpus.lines import Line
from assistant.corpus.signals import DATE_WORD

HEADLINE_WORDS: Final = range(3, 31)
# A full stop ends few headlines, and hardly one of this length.
SENTENCE_WORDS: Final = 12
# Below this a line is a menu item or a label rather than a headline.
HEADLINE_SCORE: Final = 1.6
# A report follows its headline within these lines, though buttons and captions come between.
BELOW: Final = 25
ABOVE: Final = 12
# Four full paragraphs are report enough.
PROSE_ENOUGH: Final = 2.0
BELOW_GAIN: Final = 1.5
ABOVE_COST: Final = 2.5
# Each further line of prose that a candidate lies behind makes the page's own headline more likely.
LATE_COST: Final = 0.15
# Less is a long headline that reads like a sentence.
PROSE: Final = 0.3
# What stands between the items of breadcrumbs, sections and rows of buttons.
_BETWEEN: Final = re.compile(r"\s*[|>»›·/•]\s*|\s+[-–—]\s+|\s{2,}|\t")
ITEM_WORDS: Final = 3
# A page says its headline again in its breadcrumbs, its share text or above its picture.
TWICE_GAIN: Final = 1.0
# Lines between headline and report are few; each one costs.
DISTANCE_COST: Final = 0.08


def find_headline(lines: Sequence[Line], prose_of: Sequence[float]) -> int | None:
    """Return the place of the headline in `lines`, None where none looks like one."""
    times = Counter(line.text for line in lines)
    total = [0.0, *accumulate(prose_of)]
    ahead = _lines_to_prose(prose_of)
    best, best_at = HEADLINE_SCORE, None
    for at, line in enumerate(lines):
        score = _look(lines, at, times[line.text]) if total[at] < 4 * PROSE_ENOUGH else 0.0
        if score <= 0.0:
            continue
        below = total[min(len(lines), at + 1 + BELOW)] - total[at + 1]
        above = total[at] - total[max(0, at - ABOVE)]
        score += BELOW_GAIN * min(below, PROSE_ENOUGH) / PROSE_ENOUGH
        score -= ABOVE_COST * min(above, 1.0) + LATE_COST * total[at]
        score -= max(0.0, prose_of[at] - PROSE)
        score -= DISTANCE_COST * min(ahead[at], BELOW)
        if score > best:
            best, best_at = score, at
    return best_at


def _lines_to_prose(prose_of: Sequence[float]) -> list[int]:
    """Return for each line how many lines come before the next one of prose."""
    ahead = [BELOW] * len(prose_of)
    distance = BELOW
    for at in range(len(prose_of) - 1, -1, -1):
        ahead[at] = distance
        distance = 0 if prose_of[at] >= PROSE else distance + 1
    return ahead


def _look(lines: Sequence[Line], at: int, times: int) -> float:
    """Return how much a line looks like a headline by itself; not above 0 where it is furniture."""
    line = lines[at]
    words = len(line.text.split())
    if words not in HEADLINE_WORDS or _is_furniture(line) or _is_row(line.text):
        return 0.0
    score = 1.0 + min(words, 10) / 10
    score += TWICE_GAIN if times in (2, 3) and words > 4 else 0.0
    score += 0.5 if at == 0 or line.gap else 0.0
    score += 0.5 if at + 1 == len(lines) or lines[at + 1].gap else 0.0
    score += 0.5 if at == 0 else 0.0
    score -= 1.0 if line.bullet else 0.0
    score -= 1.0 if furniture.marks(line.text).url or ": " in line.text[:12] else 0.0
    if line.text.endswith((".", ":", ",", ";")):
        score -= 1.2 if words < SENTENCE_WORDS else 3.0
    return score


def _is_row(text: str) -> bool:
    """Tell a row of short items: breadcrumbs, sections, buttons."""
    items = _BETWEEN.split(text)
    return len(items) > 1 and all(len(item.split()) <= ITEM_WORDS for item in items)


def _is_furniture(line: Line) -> bool:
    kinds = furniture.marks(line.text)
    marked = kinds.share or kinds.menu or kinds.subscribe or kinds.legal or kinds.related
    stamp = (
        len(line.text) < 60
        and any(map(str.isdigit, line.text))
        and DATE_WORD.search(line.text) is not None
    )
    return marked or kinds.sure_caption or kinds.email or kinds.byline or stamp
