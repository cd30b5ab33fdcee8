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
    context = _context(lines, own, title)
    for at, row in enumerate(own):
        row[GAP_AFTER] = float(at + 1 == len(lines) or lines[at + 1].gap)
        row += context[at]
    return own


def _context(
    lines: Sequence[Line], own: Sequence[Sequence[float]], title: int | None
) -> list[list[float]]:
    size = len(lines)
    at_ = {name: NAMES.index(name) for name in NAMES}
    value = [row[at_["prose"]] for row in own]
    junk = [
        bool(
            row[at_["share"]]
            or row[at_["menu"]]
            or row[at_["subscribe"]]
            or row[at_["legal"]]
            or row[at_["related"]]
        )
        for row in own
    ]
    ended = [bool(row[at_["end"]]) and row[at_["prose"]] < 0.5 for row in own]
    words = [math.expm1(row[1]) for row in own]
    bullets = _run([line.bullet for line in lines])
    shorts = _run([count < SENTENCE_WORDS for count in words])
    total = [0.0, *accumulate(value)]
    all_words = [0.0, *accumulate(words)]
    prose_words = [
        0.0,
        *accumulate(w if v >= 0.2 else 0.0 for w, v in zip(words, value, strict=True)),
    ]
    first, last = main_block(lines, value, title)
    block = max(1, last - first)

    def near(at: int, reach: int) -> float:
        low, high = max(0, at - reach), min(size, at + reach + 1)
        return (prose_words[high] - prose_words[low]) / max(1.0, all_words[high] - all_words[low])

    rows = []
    ends = 0.0
    commented = 0.0
    ago = [
        0,
        *accumulate(
            words[at] < 12 and AGO.search(line.text) is not None for at, line in enumerate(lines)
        ),
    ]
    junk_share = sum(junk) / size
    bullet_share = sum(line.bullet for line in lines) / size
    end_at = next(
        (
            at
            for at in range(max(first, title or 0), size)
            if ended[at] and total[at] - total[first] > 1.0
        ),
        size,
    )
    since_junk = 99
    for at, line in enumerate(lines):
        inside = first <= at < last
        row = own[at]
        since_junk = 0 if junk[at] else since_junk + 1
        rows.append(
            [
                value[at - 1] if at else 0.0,
                value[at - 2] if at > 1 else 0.0,
                value[at + 1] if at + 1 < size else 0.0,
                value[at + 2] if at + 2 < size else 0.0,
                near(at, 3),
                near(at, 10),
                math.log1p(bullets[at]),
                math.log1p(shorts[at]),
                float(inside),
                math.log1p(max(0, first - at)),
                math.log1p(max(0, at - last + 1)) if not inside else 0.0,
                (at - first) / block if inside else 0.0,
                ends,
                float(since_junk in (1, 2)),
                sum(junk[max(0, at - 3) : at + 4]) / 7,
                total[size] / size,
                float(title is not None and at > title),
                float(title is not None and at <= title),
                float(at > 0 and lines[at - 1].bullet),
                float(at + 1 < size and lines[at + 1].bullet),
                float(inside and words[at] < SENTENCE_WORDS),
                float(inside and line.bullet),
                float(inside and row[at_["twice"]] > 0),
                float(inside and row[at_["ends_sentence"]] > 0),
                float(at > 0 and own[at - 1][at_["related"]] > 0),
                math.log1p(max(0, at - title)) if title is not None else 0.0,
                float(title is not None and 0 < at - title <= 4),
                float((title is None or at > title) and at < end_at),
                commented,
                (ago[min(size, at + 5)] - ago[max(0, at - 4)]) / 9,
                junk_share,
                bullet_share,
                float(words[at] < SENTENCE_WORDS) * (1 - bullet_share),
                float(words[at] < SENTENCE_WORDS) * near(at, 3),
                float(line.bullet) * near(at, 10),
                row[at_["twice"]] * row[1],
                float(line.bullet) * value[at],
            ]
        )
        if at >= first and COMMENTS.search(line.text):
            commented = 1.0
        if ended[at] and at >= first:
            ends = min(1.0, ends + 0.5)
    return rows
