"""The lines of a text dump as slices of it; hard-wrapped paragraphs are put together again."""

from __future__ import annotations

import re
import statistics
from dataclasses import dataclass
from typing import Final

# Marks that text browsers and converters put before a list item.
BULLET: Final = re.compile(r"(?:[•◦▪▸●○■□·*+‣⁃–-]|\d{1,2}\.)(?:[ \t\u00a0]+|$)")
STRONG_BULLET: Final = frozenset("•◦▪▸●○■□·‣⁃")

# Editors and mailers wrap at 60 to 100 columns; shorter columns are lists or verse.
WRAP_WIDTHS: Final = range(45, 121)
# A wrapped line is filled: the next word would not have fitted.
WRAP_FILLED: Final = 0.75
WRAP_MIN_LINES: Final = 3

SENTENCE_END: Final = re.compile(r"""[.!?…。！？؟।][\"'”’»)\]]*$""")

_CONTENT: Final = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line or re-joined paragraph: `dump[start:end] == text`, without outer blanks and bullet."""

    start: int
    end: int
    text: str
    indent: int
    bullet: bool
    gap: bool


def split_lines(dump: str) -> list[Line]:
    """Return the lines of `dump` that hold text, in order; `gap` tells a blank line before."""
    return _join_wrapped(dump, _plain_lines(dump))


def _plain_lines(dump: str) -> list[Line]:
    lines: list[Line] = []
    last_end = 0
    for match in _CONTENT.finditer(dump):
        raw = match.group()
        text = raw.strip()
        if not text:
            continue
        start = match.start() + raw.index(text[0])
        indent = start - match.start()
        mark = BULLET.match(text)
        # A hyphen or a number opens many sentences of prose, a round mark none.
        bullet = mark is not None and (text[0] in STRONG_BULLET or indent > 0)
        if mark is not None and bullet:
            start += mark.end()
            text = text[mark.end() :]
        if not text:
            continue
        gap = _breaks(dump, last_end, match.start()) > 1
        lines.append(Line(start, start + len(text), text, indent, bullet, gap))
        last_end = match.end()
    return lines


def _breaks(dump: str, start: int, end: int) -> int:
    between = dump[start:end].replace("\r\n", "\n").replace("\r", "\n")
    return between.count("\n")


def _join_wrapped(dump: str, lines: list[Line]) -> list[Line]:
    joined: list[Line] = []
    block: list[Line] = []
    for line in lines:
        if block and (line.gap or line.bullet):
            joined += _join_block(dump, block)
            block = []
        block.append(line)
    return joined + (_join_block(dump, block) if block else [])


def _join_block(dump: str, block: list[Line]) -> list[Line]:
    """Return one line for a hard-wrapped block, the block itself otherwise."""
    if len(block) < WRAP_MIN_LINES:
        return block
    widths = [line.indent + len(line.text) for line in block[:-1]]
    width = max(widths)
    if width not in WRAP_WIDTHS or statistics.median(widths) < WRAP_FILLED * width:
        return block
    closed = sum(1 for line in block[:-1] if SENTENCE_END.search(line.text))
    if closed > len(block) // 2:
        return block
    first, last = block[0], block[-1]
    text = dump[first.start : last.end]
    return [Line(first.start, last.end, text, first.indent, first.bullet, first.gap)]
