"""Finds the words in quotation marks of a text: straight, curly, single, and over paragraphs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from assistant.models import Span
from assistant.settings import CACHED_ARTICLES

# Stands for every character of a quotation, its marks too; no cleaned text holds it.
QUOTED: Final = "\x00"
_PARAGRAPH: Final = re.compile(r"(?:(?!\n[^\S\n]*\n).)+", re.DOTALL)
_MARK: Final = re.compile(r"[\"“”„«»]|''|’’")
# A single mark opens before a word, and closes behind a word or its punctuation; what stands
# between letters is an apostrophe. Behind a bare s it may be a possessive ("the workers' union").
_SINGLE_OPEN: Final = re.compile(r"(?<![\w.,!?’'])[‘'](?=[\w“\"(…])")
_SINGLE_CLOSE: Final = re.compile(r"(?:(?<=[.,!?…;:%)])|(?<=[^\W_s]))[’'](?![\w’'])")
# An opened single mark that does not close within this is an apostrophe ("'tis", "‘90s").
_SINGLE_LONGEST: Final = 600
# Shorter is a word of dropped letters ("rock 'n' roll").
_SINGLE_SHORTEST: Final = 4


@lru_cache(maxsize=CACHED_ARTICLES)
def find_quotations(text: str) -> tuple[Span, ...]:
    """Return the (start, end) of each quotation, marks included, in order; none overlap.

    One that a paragraph opens and does not close ends with the paragraph if the next begins with
    another opening mark, as a speech over several paragraphs is printed; else it is none.
    """
    found: list[Span] = []
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    for number, (start, end) in enumerate(paragraphs):
        following = text[end : paragraphs[number + 1][1]] if number + 1 < len(paragraphs) else ""
        goes_on = following.lstrip()[:1] in tuple('"“')
        found += _double(text, start, end, goes_on=goes_on)
    singles = [span for span in _single(text) if not _touches(span, found)]
    return tuple(sorted([*found, *singles]))


@lru_cache(maxsize=CACHED_ARTICLES)
def mask_quotations(text: str) -> str:
    """Return `text` with every character of a quotation as `QUOTED`, so that offsets stay."""
    pieces, position = [], 0
    for start, end in find_quotations(text):
        pieces += [text[position:start], QUOTED * (end - start)]
        position = end
    return "".join([*pieces, text[position:]])


def _double(text: str, start: int, end: int, *, goes_on: bool) -> list[Span]:
    found: list[Span] = []
    opened: int | None = None
    for match in _MARK.finditer(text, start, end):
        opens = _opens(text, match.start(), match.end(), inside=opened is not None)
        if opens:
            opened = match.start()
        elif opened is not None:
            found.append((opened, match.end()))
            opened = None
    if opened is not None and goes_on:
        found.append((opened, start + len(text[start:end].rstrip())))
    return found


def _opens(text: str, start: int, end: int, *, inside: bool) -> bool:
    mark = text[start:end]
    if mark in "“„«":
        return True
    if mark in ("”", "»", "’’"):
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before or before.isspace() or before in "([—–-‘'":
        # A mark alone between blanks closes what is open.
        return bool(after.strip()) or not inside
    return not inside and (after.isalnum() and not before.isalnum())


def _single(text: str) -> list[Span]:
    found: list[Span] = []
    for opening in _SINGLE_OPEN.finditer(text):
        if found and opening.start() < found[-1][1]:
            continue
        limit = min(len(text), opening.end() + _SINGLE_LONGEST)
        paragraph = text.find("\n\n", opening.end(), limit)
        closing = _SINGLE_CLOSE.search(text, opening.end(), paragraph if paragraph > 0 else limit)
        if closing and closing.end() - opening.start() >= _SINGLE_SHORTEST:
            found.append((opening.start(), closing.end()))
    return found


def _touches(span: Span, others: list[Span]) -> bool:
    return any(span[0] < other[1] and other[0] < span[1] for other in others)
