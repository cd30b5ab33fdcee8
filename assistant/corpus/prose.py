"""Tells sentences of a report from labels, and finds where on a page they stand densest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.corpus import furniture
from assistant.corpus.lines import SENTENCE_END, Line

# Letters of scripts that put no blanks between words, or few.
WIDE_SCRIPT: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
SENTENCE_WORDS: Final = 8
# Headlines and menus capitalise most words, sentences few.
LOWER_SHARE: Final = 0.3
# What ends in no full stop is a label or a cut teaser more often than a paragraph.
UNENDED: Final = 0.4
# Twice this many words are no more prose than this many.
PROSE_WORDS: Final = 40
# A main block gains a line's words where it reads as prose and pays this for each other line.
PROSE_COST: Final = 9.0
# Words of prose, less the cost of the lines between, after which an end marker is believed.
REPORT_ENOUGH: Final = 100.0


def prose(line: Line) -> float:
    """Return how far a line reads as sentences of a report, 0 to 1."""
    words = line.text.split()
    count = len(words)
    if WIDE_SCRIPT.search(line.text):
        count = max(count, len(line.text) // 4)
        lower = 1.0
    elif count < SENTENCE_WORDS:
        return 0.0
    else:
        lower = sum(map(str.islower, [word[0] for word in words])) / count
    if count < SENTENCE_WORDS or lower < LOWER_SHARE:
        return 0.0
    size = min(count, PROSE_WORDS) / PROSE_WORDS
    return size if SENTENCE_END.search(line.text) else UNENDED * size


def main_block(
    lines: Sequence[Line], prose_of: Sequence[float], title: int | None
) -> tuple[int, int]:
    """Return the run `[first, last)` below the title densest in prose (maximum-sum segment).

    A line that ends reports ("Related", "Comments") ends the search once there was report enough.
    """
    best, best_span = 0.0, (0, 0)
    total, first = 0.0, 0
    for at in range(len(lines)):
        if at == title and best < REPORT_ENOUGH:
            total, first, best = 0.0, at + 1, 0.0
        value = prose_of[at]
        gain = value * PROSE_WORDS - PROSE_COST
        kinds = furniture.marks(lines[at].text)
        if value < 0.5 and (kinds.end or kinds.comments):
            if best > REPORT_ENOUGH:
                break
            gain -= 3 * PROSE_COST
        if total <= 0:
            total, first = 0.0, at
        total += gain
        if total > best:
            best, best_span = total, (first, at + 1)
    return best_span
