"""Lines that were broken for their width: which breaks mean something, and the text without others.

Wire copy is wrapped at some seventy characters; a blank line, a list item or a short line ends what
stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

_LIST_MARK: Final = re.compile(r"[^\S\n]*(?:[-*•·▪‣◦–—]|\d{1,3}[.)])[^\S\n]+\S")
# A line much shorter than the widest of its paragraph was not wrapped: a headline or a list.
_SHORT_LINE: Final = 0.6
_WRAPPED_WIDTH: Final = 40
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n")


def line_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a line of a slice without blank lines begins that ends the one before it."""
    piece = text[start:end]
    if "\n" not in piece.strip():
        return
    lines = piece.split("\n")
    widest = max(len(line.strip()) for line in lines)
    position = start
    for line, following in pairwise(lines):
        position += len(line) + 1
        short = len(line.strip()) < _SHORT_LINE * max(widest, _WRAPPED_WIDTH)
        if _LIST_MARK.match(following) or (short and not following.strip()[:1].islower()):
            yield position


def unwrapped(text: str, start: int, end: int) -> str:
    """Return `text[start:end]` with a blank for each line break inside a paragraph.

    It is as long as the slice, so that offsets into the slice hold. The paragraphs around it are
    looked at, because the slice may begin in the middle of a line.
    """
    if "\n" not in text[start:end]:
        return text[start:end]
    first = max((match.end() for match in _BLANK_LINE.finditer(text, 0, start)), default=0)
    last = _BLANK_LINE.search(text, end)
    stop = last.start() if last else len(text)
    blank = [match.span() for match in _BLANK_LINE.finditer(text, first, stop)]
    kept = {at for span in blank for at in range(*span)}
    bounds = [first, *(edge for span in blank for edge in span), stop]
    for begin, finish in zip(bounds[::2], bounds[1::2], strict=True):
        kept.update(at - 1 for at in line_ends(text, begin, finish))
    return "".join(
        " " if text[at] == "\n" and at not in kept else text[at] for at in range(start, end)
    )
