"""Finds the words in quotation marks of a text: straight, curly, single, and over paragraphs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from assistant.models import Span
from assistant.settings import CACHED_ARTICLES

# Stands for every character of a quotation, its marks too; no cleaned text holds it.
QUOTED: Final = "\x00"
_BREAK: Final = re.compile(r"\n[^\S\n]*\n")
_MARK: Final = re.compile(r"[\"“”„«»]|''|’’")
# A single mark opens before a word, and closes behind a word or its punctuation; what stands
# between letters is an apostrophe. Behind a bare s it may be a possessive ("the workers' union").
# What stands before is looked at behind the mark: a pattern that begins with it is searched fast.
_SINGLE_OPEN: Final = re.compile(r"[‘'](?<![\w.,!?’'].)(?=[\w“\"(…])")
_SINGLE_CLOSE: Final = re.compile(r"[’'](?:(?<=[.,!?…;:%)].)|(?<=[^\W_s].))(?![\w’'])")
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
    breaks = [match.span() for match in _BREAK.finditer(text)]
    begins, ends = [0, *(end for _, end in breaks)], [*(start for start, _ in breaks), len(text)]
    paragraphs = list(zip(begins, ends, strict=True))
    for number, (start, end) in enumerate(paragraphs):
        following = text[end : paragraphs[number + 1][1]] if number + 1 < len(paragraphs) else ""
        goes_on = following.lstrip()[:1] in tuple('"“')
        marked = _double(text, start, end, goes_on=goes_on)
        found += [span for span in marked if not _is_nickname(text, *span)]
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
    inner = False
    for match in _MARK.finditer(text, start, end):
        opens = _opens(text, match.start(), match.end(), inside=opened is not None)
        if inner or (opens and _is_nested(text, opened, match.start(), end)):
            # Curly marks inside straight ones are a quotation's own quotation.
            inner = opens
            continue
        if opens:
            if opened is not None and (line := text.rfind("\n", opened, match.start())) > 0:
                # The line before opened its own and left it open, as paragraphs of a speech do.
                found += [(opened, opened + len(text[opened:line].rstrip()))]
            opened = match.start()
        elif opened is not None:
            found.append((opened, match.end()))
            opened = None
    if opened is not None and goes_on:
        found.append((opened, start + len(text[start:end].rstrip())))
    return found


def _is_nickname(text: str, start: int, end: int) -> bool:
    """Tell a word in marks within a name: `Ada "Addie" Brook`."""
    word = text[start + 1 : end - 1]
    within = text[start - 1 : start] == " " and text[end : end + 1] == " "
    if not within or not word.isalpha() or not word[0].isupper():
        return False
    before = text[:start].rsplit(None, 1)[-1]
    return before[0].isupper() and before.isalpha() and text[end + 1 : end + 2].isupper()


def _is_nested(text: str, opened: int | None, position: int, end: int) -> bool:
    """Tell whether a curly mark opens inside straight marks that close behind it."""
    straight = opened is not None and text[opened] == '"' and text[position] == "“"
    return straight and text.find('"', position, end) > 0


def _opens(text: str, start: int, end: int, *, inside: bool) -> bool:
    mark = text[start:end]
    if mark in "“„«":
        # A mark before a blank closes, whatever its shape ("percent.“").
        return not (inside and (not text[end : end + 1].strip()))
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
