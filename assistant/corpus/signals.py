"""What tells a report's lines from the page around them, as numbers; no word of any one site."""

# ruff: noqa: E501, SIM905 (patterns stay whole)
from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from assistant.corpus import furniture
from assistant.corpus.lines import SENTENCE_END, Line

# Short words that prose is full of and menus are not (English, Spanish, Portuguese, Italian,
# German, French, Indonesian, Russian).
FUNCTION_WORDS: Final = frozenset(
    "the of and a to in is was for that on with as at by it from be are this has have he she his her they their "
    "its an were not but had who said will would which or we you i been about after more than into "
    "de la que el en y los del las un una por con para se su o da do no na em os um uma ao mais foi di il che è per "
    "una del della le non si der die und den von mit ist im das des zu auf für ein eine dem nicht et les est dans "
    "du pour pas qui sur yang dan di dari ini itu untuk dengan pada и в не на что с как по это к из у за от".split()
)
DATE_WORD: Final = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.? \d|\b\d{4}[./-]\d\d?[./-]\d|"
    r"\b\d\d?[./-]\d\d?[./-]\d{2,4}\b|\b\d\d?:\d\d\b|\b\d+ (?:minutes?|hours?|days?|weeks?|months?|years?) ago\b",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile(r"\d")
ADDRESSED: Final = re.compile(r"\b(?:your|you|our|we)\b", re.IGNORECASE)
AGO: Final = re.compile(r"\b(?:ago|reply|report|at \d\d?:\d\d)\b", re.IGNORECASE)
COMMENTS: Final = re.compile(
    r"^(?:(?:all |top )?comments?\b.{0,20}|\d+ (?:comments?|replies|responses)|.{0,20}\b(?:commentaires|comentários|comentarios|"
    r"kommentare|commenti|комментарии|komentar|댓글)\b.{0,12}|leave a (?:reply|comment).{0,20}|log ?in to (?:comment|reply).{0,20}|"
    r"join the (?:conversation|discussion).{0,20}|(?:reader|user) comments.{0,20}|discussion|responses)$",
    re.IGNORECASE,
)

# A main block gains a line's words where it reads as prose and pays this for each other line.
PROSE_COST: Final = 9.0
# Twice this many words are no more prose than this many.
PROSE_WORDS: Final = 40
# Words of prose, less the cost of the lines between, after which an end marker is believed.
REPORT_ENOUGH: Final = 100.0
SENTENCE_WORDS: Final = 8
WIDE_SCRIPT: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")

NAMES: Final = (
    "bias", "log_words", "words_8", "words_15", "words_30", "ends_sentence", "ends_colon",
    "lower_share", "function_share", "commas", "digits", "upper_line", "bullet", "indent", "gap",
    "gap_after", "twice", "share", "menu", "subscribe", "legal", "related", "end", "caption",
    "email", "url", "byline", "dated", "separators", "starts_lower", "prose", "first_person",
    "question", "prev_prose", "prev2_prose", "next_prose", "next2_prose", "near_share",
    "wide_share", "run_bullets", "run_short", "in_block", "before_block", "after_block",
    "block_share", "after_end", "after_furniture", "furniture_near", "page_prose", "after_title",
    "before_title", "prev_bullet", "next_bullet", "short_in_block", "bullet_in_block",
    "twice_in_block", "ends_in_block", "prev_related", "title_distance", "near_title", "in_span",
    "comments", "near_ago", "junk_share", "bullet_share", "short_clean", "short_in_prose",
    "bullet_in_prose", "twice_words", "long_bullet",
)  # fmt: skip


GAP_AFTER: Final = NAMES.index("gap_after")
TWICE_AT: Final = NAMES.index("twice")
SENTENCE_AT: Final = NAMES.index("ends_sentence")
RELATED_AT: Final = NAMES.index("related")
# The kinds of furniture stand in a row: share, menu, subscribe, legal, related, then end.
SHARE_AT: Final = NAMES.index("share")
END_AT: Final = NAMES.index("end")


def prose(line: Line) -> float:
    """Return how far a line reads as sentences of a report, 0 to 1."""
    words = line.text.split()
    count = len(words)
    if WIDE_SCRIPT.search(line.text):
        count = max(count, len(line.text) // 4)
        lower = 1.0
    else:
        lower = sum(1 for word in words if word[0].islower()) / max(1, count)
    if count < SENTENCE_WORDS or lower < 0.3:
        return 0.0
    size = min(count, PROSE_WORDS) / PROSE_WORDS
    return size if SENTENCE_END.search(line.text) else 0.4 * size


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
        if value < 0.5 and (furniture.marks(lines[at].text).end or COMMENTS.search(lines[at].text)):
            if best > REPORT_ENOUGH:
                break
            gain -= 3 * PROSE_COST
        if total <= 0:
            total, first = 0.0, at
        total += gain
        if total > best:
            best, best_span = total, (first, at + 1)
    return best_span


def _own(line: Line, prose_of: float, count: int) -> list[float]:
    """Return the signals that a line carries by itself."""
    text = line.text
    words = text.split()
    size = len(words)
    lower = sum(1 for word in words if word[0].islower()) / size
    known = sum(1 for word in words if word.lower() in FUNCTION_WORDS) / size
    kinds = furniture.marks(text)
    flags = (
        *kinds[:7],
        *kinds[8:],
        size < 12 and DATE_WORD.search(text),
        "|" in text or "»" in text or "›" in text,
    )
    return [
        1.0,
        math.log1p(size),
        float(size >= 8),
        float(size >= 15),
        float(size >= 30),
        float(SENTENCE_END.search(text) is not None),
        float(text.endswith(":")),
        lower,
        min(known, 0.6),
        min(text.count(","), 4) / 4,
        len(_DIGIT.findall(text)) / len(text),
        float(text.isupper()),
        float(line.bullet),
        float(line.indent > 0),
        float(line.gap),
        0.0,
        float(count > 1),
        *(float(bool(flag)) for flag in flags),
        float(text[0].islower()),
        prose_of,
        float(size < 25 and ADDRESSED.search(text) is not None),
        float(text.endswith("?")),
    ]


def _run(flags: Sequence[bool]) -> list[int]:
    """Return for each place the length of the run of equal flags it lies in, 0 where the flag is off."""
    lengths = [0] * len(flags)
    at = 0
    while at < len(flags):
        end = at
        while end < len(flags) and flags[end] == flags[at]:
            end += 1
        if flags[at]:
            lengths[at:end] = [end - at] * (end - at)
        at = end
    return lengths


def line_signals(
    lines: Sequence[Line], prose_of: Sequence[float], title: int | None
) -> list[list[float]]:
    """Return for each line its signals, in the order of `NAMES`."""
    seen = Counter(line.text for line in lines)
    own = [_own(line, value, seen[line.text]) for line, value in zip(lines, prose_of, strict=True)]
    around = Surroundings(lines, own, prose_of, title)
    for at, row in enumerate(own):
        row[GAP_AFTER] = float(at + 1 == len(lines) or lines[at + 1].gap)
        row += around.signals(at)
    return own


class Surroundings:
    """What stands around each line of a page."""

    def __init__(
        self,
        lines: Sequence[Line],
        own: Sequence[Sequence[float]],
        prose_of: Sequence[float],
        title: int | None,
    ) -> None:
        size = len(lines)
        self._lines, self._own, self._prose, self._title = lines, own, prose_of, title
        self._words = [len(line.text.split()) for line in lines]
        self._short = [count < SENTENCE_WORDS for count in self._words]
        self._junk = [any(row[SHARE_AT:END_AT]) for row in own]
        self._bullets = _run([line.bullet for line in lines])
        self._shorts = _run(self._short)
        self._total = [0.0, *accumulate(prose_of)]
        self._all_words = [0.0, *accumulate(self._words)]
        counted = zip(self._words, prose_of, strict=True)
        self._prose_words = [0.0, *accumulate(w if v >= 0.2 else 0.0 for w, v in counted)]
        self._first, self._last = main_block(lines, prose_of, title)
        self._junk_share = sum(self._junk) / size
        self._bullet_share = sum(line.bullet for line in lines) / size
        self._ago = [0, *accumulate(self._is_stamp(at) for at in range(size))]
        self._ends = [at for at in range(size) if own[at][END_AT] and prose_of[at] < 0.5]
        self._end_at = self._first_end()
        self._comments_at = next(
            (at for at in range(self._first, size) if COMMENTS.search(lines[at].text)), size
        )

    def signals(self, at: int) -> list[float]:
        """Return the signals of the line at `at`, in the order of `NAMES`."""
        return [*self._beside(at), *self._in_block(at), *self._below(at), *self._on_page(at)]

    def _is_stamp(self, at: int) -> bool:
        return self._words[at] < 12 and AGO.search(self._lines[at].text) is not None

    def _first_end(self) -> int:
        """Return the place of the first end marker below some prose of the main block."""
        begin = max(self._first, self._title or 0)
        for at in self._ends:
            if at >= begin and self._total[at] - self._total[self._first] > 1.0:
                return at
        return len(self._lines)

    def _near(self, at: int, reach: int) -> float:
        """Return the share of words in prose among the lines within `reach`."""
        low, high = max(0, at - reach), min(len(self._lines), at + reach + 1)
        words = self._all_words[high] - self._all_words[low]
        return (self._prose_words[high] - self._prose_words[low]) / max(1.0, words)

    def _beside(self, at: int) -> list[float]:
        beside = (
            self._prose[other] if 0 <= other < len(self._prose) else 0.0
            for other in (at - 1, at - 2, at + 1, at + 2)
        )
        return [
            *beside,
            self._near(at, 3),
            self._near(at, 10),
            math.log1p(self._bullets[at]),
            math.log1p(self._shorts[at]),
        ]

    def _in_block(self, at: int) -> list[float]:
        first, last = self._first, self._last
        inside = first <= at < last
        ends = sum(1 for end in self._ends if first <= end < at)
        return [
            float(inside),
            math.log1p(max(0, first - at)),
            0.0 if inside else math.log1p(max(0, at - last + 1)),
            (at - first) / max(1, last - first) if inside else 0.0,
            min(1.0, 0.5 * ends),
            float(not self._junk[at] and any(self._junk[max(0, at - 2) : at])),
            sum(self._junk[max(0, at - 3) : at + 4]) / 7,
            self._total[-1] / len(self._lines),
        ]

    def _below(self, at: int) -> list[float]:
        title, lines, row = self._title, self._lines, self._own[at]
        inside = self._first <= at < self._last
        return [
            float(title is not None and at > title),
            float(title is not None and at <= title),
            float(at > 0 and lines[at - 1].bullet),
            float(at + 1 < len(lines) and lines[at + 1].bullet),
            float(inside and self._short[at]),
            float(inside and lines[at].bullet),
            float(inside and row[TWICE_AT] > 0),
            float(inside and row[SENTENCE_AT] > 0),
            float(at > 0 and self._own[at - 1][RELATED_AT] > 0),
            0.0 if title is None else math.log1p(max(0, at - title)),
            float(title is not None and 0 < at - title <= 4),
            float((title is None or at > title) and at < self._end_at),
        ]

    def _on_page(self, at: int) -> list[float]:
        short, bullet = float(self._short[at]), float(self._lines[at].bullet)
        return [
            float(at > self._comments_at),
            (self._ago[min(len(self._lines), at + 5)] - self._ago[max(0, at - 4)]) / 9,
            self._junk_share,
            self._bullet_share,
            short * (1 - self._bullet_share),
            short * self._near(at, 3),
            bullet * self._near(at, 10),
            self._own[at][TWICE_AT] * self._own[at][1],
            bullet * self._prose[at],
        ]
