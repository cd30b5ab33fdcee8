"""Finds the labels that name who speaks: `Brook: "..."`, `BROOK: ...`, `"..." — Ada Brook`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assistant.answer.places import is_place
from assistant.answer.quotations import QUOTED, find_quotations
from assistant.answer.speakers import speaker_in
from assistant.answer.speech import REPORTS, listed
from assistant.models import Span
from assistant.settings import CACHED_ARTICLES

_WORD: Final = r"[^\W\d_a-z][\w.’'-]*"
_NAME: Final = rf"{_WORD}(?: (?:de |van |von |al |bin )?{_WORD}){{0,3}}"
_BEFORE_QUOTATION: Final = re.compile(rf"(?:^|[{QUOTED}.!?]\s*)({_NAME}):\s*(?={QUOTED})")
_AT_BEGINNING: Final = re.compile(rf"({_NAME})(?: on [\w’' -]{{3,40}})?: (?=[\w{QUOTED}])")
_HEADING: Final = re.compile(rf"^({_NAME}): (?=\w)", re.MULTILINE)
# `ADA BROOK: We hold.` in a talk as it was written down, at a line's beginning or within it; looked
# for before each colon, since a text has few of them.
_COLON: Final = re.compile(r":(?=\s)")
_TURN: Final = re.compile(
    r"(?:(?:^|\n)[\"“]?|(?<=[.!?…)\]\"”’—–-])[^\S\n]+)([A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]*){0,3})"
    r"(?: ?\([^()\n]{1,40}\))?$"
)
_TURN_WINDOW: Final = 90
# `"We hold." — Ada Brook, engineer` at the end of a line.
_SIGNED: Final = re.compile(
    rf"[\"”’'»][^\S\n]*\n?[^\S\n]*(?:[—–―]|--?)\s*({_NAME})(?=,[^.;!?\n]{{0,80}}$|\s*\(|\s*$|\.$)",
    re.MULTILINE,
)
# A notice, not one who speaks: `Coming Soon: "..."`.
_NOTICE: Final = re.compile(
    r"(?:coming|watch|read|listen|related|now|also|more|next|update|photos?|video|opinion|live"
    r"|note|breaking|editor|analysis|correction|warning|exclusive|question|answer|source|via"
    r"|winners?|nominees?|finalists?|when|where|who|what|why|how|time|tv|streaming|channel|odds"
    r"|cost|tickets?|price|date|final|score|recap|bonus|pro|con)\b",
    re.IGNORECASE,
)
# The parts of a page and of a news round-up, headed by one of these alone.
_SECTIONS: Final = listed(
    "news sport sports weather politics business health world local national crime traffic culture "
    "entertainment science technology travel education economy opinion background summary review "
    "investigation data location place results status"
)
# What stands beside the name of a place, before it and behind it.
_BEFORE_PLACE: Final = r"(?:in|near|outside|across|around|downtown)"
_BEHIND_PLACE: Final = (
    r"(?:[’']s (?:mayor|police|streets|residents|suburbs)"
    r"|[ -](?:[Pp]olice|[Mm]ayor|residents?|area|airport|based|[Cc]ity [Cc]ouncil|County|suburbs?)"
    r"|, (?:Tenn|Calif|Fla|Mass|Mich|Minn|Pa|Va|Wash|Wis|Ore|Ill|Ind|Ga|Ala|Ariz|Colo|Conn|La|Md"
    r"|Mo|Nev|Okla|[A-Z]\.[A-Z])\.)"
)
_UNNAMED: Final = listed("police officials experts analysts sources authorities")
_VERB: Final = r"(?:said|says|told|tells|added|adds|asked|asks|wrote|writes|argued|called)"
_SAYS: Final = re.compile(rf"(?:\s(?:has|had|also|later|then|further))?\s{_VERB}\b")
_SAID: Final = re.compile(rf"\b{_VERB}\s(?:[\w.]+\s){{0,2}}$")
# Paragraphs after which a talk that nobody goes on with is over.
_TURN_PARAGRAPHS: Final = 3
_QUOTED_ON: Final = re.compile(r"\n\n\s*[\"“]")


@dataclass(frozen=True, slots=True)
class Label:
    """A name at [start:end] of a text that says who speaks the words of `scope`."""

    name: str
    start: int
    end: int
    scope: Span


def find_label(masked: str, start: int, end: int) -> Label | None:
    """Return the label that a sentence of a text holds, quotations masked."""
    sentence = masked[start:end]
    if match := _BEFORE_QUOTATION.search(sentence):
        heading = _NOTICE.match(match[1]) or _heads_part(masked, match[1])
        name = None if heading else speaker_in(match[1])
        # Who is named only there is a heading.
        if name and masked.count(name) > 1:
            return Label(name, start + match.start(1), start + match.end(1), (start, end))
    match = _AT_BEGINNING.match(sentence)
    if match is None or _NOTICE.match(match[1]) or not _begins_paragraph(masked, start):
        return None
    if _heads_part(masked, match[1]):
        return None
    if match[1].lower() in REPORTS | _UNNAMED or _speaks(masked, match[1]):
        return Label(match[1], start, start + match.end(1), (start, end))
    return None


@lru_cache(maxsize=2048)
def _heads_part(text: str, name: str) -> bool:
    """Tell a place or subject that heads a part of a text ("Tolby: A man ...") from a speaker."""
    if is_place(name) or name.lower() in _SECTIONS or _is_round_up(text):
        return True
    written = re.escape(name.title() if name.isupper() else name)
    beside = rf"\b{_BEFORE_PLACE} {written}\b|\b{written}{_BEHIND_PLACE}"
    return re.search(beside, text) is not None


@lru_cache(maxsize=CACHED_ARTICLES)
def _is_round_up(text: str) -> bool:
    """Tell news by places: a paragraph of it is headed by one that is known."""
    return any(is_place(match[1]) for match in _HEADING.finditer(text))


@lru_cache(maxsize=CACHED_ARTICLES)
def find_turns(text: str) -> tuple[Label, ...]:
    """Return who speaks in the turns of a talk, and the signed ones of a list of quotations."""
    found = list(_turn_names(text))
    named = [text[slice(*span)] for _, span in found]
    if len(named) == len(set(named)):
        # Nobody speaks twice: headings of a list.
        return tuple(_signed(text))
    ends = [*(span[0] for _, span in found[1:]), len(text)]
    turns = [
        Label(text[slice(*span)], *span, (span[0], _turn_end(text, colon, end)))
        for (colon, span), end in zip(found, ends, strict=True)
    ]
    return (*turns, *_signed(text))


def _turn_names(text: str) -> Iterator[tuple[int, Span]]:
    """Yield the colons behind names of turns, and the span of each name."""
    for colon in _COLON.finditer(text):
        if not (text[colon.start() - 1].isupper() or text[colon.start() - 1] == ")"):
            continue
        begin = max(0, colon.start() - _TURN_WINDOW)
        match = _TURN.search(text[begin : colon.start()])
        if match and not (_NOTICE.match(match[1]) or _heads_part(text, match[1])):
            yield colon.end(), (begin + match.start(1), begin + match.end(1))


def _turn_end(text: str, start: int, following: int) -> int:
    """Return where a turn ends: at the next, or with its paragraph where none follows soon."""
    paragraph = text.find("\n\n", start)
    if paragraph < 0 or paragraph > following:
        return following
    if following < len(text) and text.count("\n\n", start, following) <= _TURN_PARAGRAPHS:
        return following
    # Paragraphs of a quoted turn begin with marks of their own.
    while paragraph >= 0 and _QUOTED_ON.match(text, paragraph):
        paragraph = text.find("\n\n", paragraph + 2)
    return paragraph if paragraph >= 0 else len(text)


def _signed(text: str) -> list[Label]:
    """Return the names behind quotations, as collections of sayings print them."""
    found = []
    for match in _SIGNED.finditer(text):
        name = match[1]
        if speaker_in(name) and not _NOTICE.match(name):
            scope = (_opening(text, match.start() + 1), match.start() + 1)
            found.append(Label(name, *match.span(1), scope))
    return found


def _opening(text: str, end: int) -> int:
    """Return where the quotation opens that closes at `end`, or else where its line begins."""
    found = next((start for start, stop in find_quotations(text) if stop == end), None)
    return text.rfind("\n", 0, end) + 1 if found is None else found


def _begins_paragraph(masked: str, start: int) -> bool:
    return not masked[:start].strip() or masked[:start].rstrip(" ").endswith("\n")


def _speaks(masked: str, name: str) -> bool:
    """Tell whether the one of that name says something elsewhere in the text."""
    last = name.split()[-1]
    position = masked.find(last)
    while position >= 0:
        end = position + len(last)
        if _SAYS.match(masked, end) or _SAID.search(masked[max(0, position - 40) : position]):
            return True
        position = masked.find(last, end)
    return False
