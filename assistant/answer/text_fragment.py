"""Writes links that open a web page at a quote (WICG URL Fragment Text Directives).

A browser compares words without regard to case and white space, at word bounds, and each piece
only within one block of the page; `textStart,textEnd` may reach over several blocks.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

from assistant.settings import LINK_EXACT_CHARACTERS, LINK_PIECE_WORDS

_DIRECTIVE: Final = ":~:"
_WORD: Final = re.compile(r"\S+")
_UNLINKABLE: Final = re.compile(r"[\s<>\"\\\x00-\x1f\x7f]")


def fragment_link(url: str | None, text: str, start: int, end: int) -> str | None:
    """Return `url` with a text directive for the slice [start:end] of the page's `text`.

    None where a browser could not follow it: no http or https address, a slice cut inside a word,
    or a first or last line without a letter or digit.
    """
    if not url or not _is_web(url) or not _at_word_bounds(text, start, end):
        return None
    directive = _directive(text, start, end)
    if directive is None:
        return None
    page, _, fragment = url.partition("#")
    # A directive that is there already would be followed too: the quote's takes its place.
    kept = fragment.partition(_DIRECTIVE)[0]
    return f"{page}#{kept}{_DIRECTIVE}text={directive}"


def _is_web(url: str) -> bool:
    if _UNLINKABLE.search(url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.netloc)


def _at_word_bounds(text: str, start: int, end: int) -> bool:
    opens = not (start and text[start - 1].isalnum() and text[start].isalnum())
    return opens and not (text[end - 1].isalnum() and text[end : end + 1].isalnum())


def _directive(text: str, start: int, end: int) -> str | None:
    lines = _lines(text, start, end)
    if not lines or not all(_sayable(text[first:last]) for first, last in (lines[0], lines[-1])):
        return None
    first, last = lines[0]
    one_word = not re.search(r"\s", text[first:last])
    if len(lines) == 1 and (one_word or last - first <= LINK_EXACT_CHARACTERS):
        return _exact(text, first, last)
    return _range(text, lines)


def _exact(text: str, start: int, end: int) -> str:
    """Return the slice itself, with the words around it in its line where it is not unique."""
    words = text[start:end]
    if _first_place(text, words) == start:
        return _encoded(words)
    line_end = text.find("\n", end)
    after = _first_words(text[end : line_end if line_end >= 0 else len(text)])
    suffix = f",-{_encoded(after)}" if after else ""
    before = _last_words(_line_before(text, start))
    prefix = f"{_encoded(before)}-," if before else ""
    return f"{prefix}{_encoded(words)}{suffix}"


def _range(text: str, lines: list[tuple[int, int]]) -> str | None:
    """Return textStart,textEnd, with as many words as make the first match the quote itself.

    None where the same words open an earlier line, so that a browser would begin there.
    """
    start, end = lines[0][0], lines[-1][1]
    opening, closing = text[slice(*lines[0])], text[slice(*lines[-1])]
    if len(lines) == 1:
        # The two pieces may not overlap.
        middle = _middle(opening)
        opening, closing = opening[:middle].rstrip(), opening[middle:].lstrip()
    longest = max(len(opening.split()), len(closing.split()))
    # Doubled, so that a long text of few words takes no long time.
    for count in (LINK_PIECE_WORDS << step for step in range(longest.bit_length())):
        head, tail = _first_words(opening, count), _last_words(closing, count)
        if _lands(text, head, tail, start, end):
            return f"{_encoded(head)},{_encoded(tail)}"
    before = _last_words(_line_before(text, start))
    first = start - len(_line_before(text, start)) + _line_before(text, start).rfind(before)
    # A prefix that stands earlier too, perhaps overlapping itself, may lead a browser astray.
    told = bool(before) and _first_place(text, before) == first
    if told and _lands(text, text[first : start + len(opening)], closing, first, end):
        return f"{_encoded(before)}-,{_encoded(opening)},{_encoded(closing)}"
    return None


def _line_before(text: str, start: int) -> str:
    # Of its own line only: between two lines the page may show what cleaning dropped.
    return text[text.rfind("\n", 0, start) + 1 : start]


def _middle(line: str) -> int:
    starts = [match.start() for match in _WORD.finditer(line)]
    return starts[(len(starts) + 1) // 2]


def _lands(text: str, head: str, tail: str, start: int, end: int) -> bool:
    if _first_place(text, head) != start:
        return False
    found = _first_place(text, tail, start + len(head))
    return found is not None and found + len(tail) == end


def _first_place(text: str, words: str, begin: int = 0) -> int | None:
    """Return where a browser would find `words` first, at word bounds."""
    for match in re.compile(f"(?={re.escape(words)})", re.IGNORECASE).finditer(text, begin):
        if _at_word_bounds(text, match.start(), match.start() + len(words)):
            return match.start()
    return None


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the lines of a slice: any line break may be a new block of the page."""
    found = []
    for match in re.finditer(r"[^\n]+", text[start:end]):
        line = match.group()
        first = start + match.start() + len(line) - len(line.lstrip())
        last = start + match.start() + len(line.rstrip())
        if first < last:
            found.append((first, last))
    return found


def _sayable(words: str) -> bool:
    return any(map(str.isalnum, words))


def _first_words(line: str, count: int = LINK_PIECE_WORDS) -> str:
    matches = list(_WORD.finditer(line))[:count]
    return line[matches[0].start() : matches[-1].end()] if matches else ""


def _last_words(line: str, count: int = LINK_PIECE_WORDS) -> str:
    matches = list(_WORD.finditer(line))[-count:]
    return line[matches[0].start() : matches[-1].end()] if matches else ""


def _encoded(words: str) -> str:
    # A dash would be read as the end of a prefix; `quote` leaves it, and encodes the rest.
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")
