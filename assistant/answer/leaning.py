"""Tells what a sentence needs beside it to be understood: the name, the day, the speaker."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from assistant.answer.words import STOP_WORDS, word_spans, words
from assistant.corpus import furniture
from assistant.models import Span

Side = Literal["before", "after"]

# Shorter sentences say too little alone: "The company will move in January."
SHORT_WORDS: Final = 10
# A line this short without a full stop is a headline, a caption or a label.
_LABEL_WORDS: Final = 14
# One that stands alone may be longer.
_HEADLINE_WORDS: Final = 20
_END: Final = re.compile(r"[.!?…:;][\"”’'»)\]]*$")
_SHOUTED: Final = re.compile(r"^[^a-z]*$")
_PROMOTION: Final = re.compile(
    r"^(?:more|read(?: more)?|related|see also|watch|listen|photos?|video|gallery|opinion|analysis"
    r"|sign up|subscribe|click|follow|ad feedback|editor[’']s note|updates?|live)\b"
    r"[^.]{0,40}(?::|$)"
    r"|\b(?:sign up for|follow (?:him|her|us|them) on|contact (?:him|her|us|reporter))\b|@\w+"
    r"|https?://|\bfollow here for\b|\bjust watched\b|\bmust watch\b|\bmore videos\b"
    r"|\bhide caption\b|\bad feedback\b|\bnow playing\b|\d:\d\d\s*-\s*source: "
    r"|\bshare this update\b"
    r"|\((?:image|photo|picture)s? (?:credits?|courtesy|by)\b",
    re.IGNORECASE,
)
# An answer to choose in a quiz: "D. Kansas".
_CHOICE: Final = re.compile(r"[A-H][.)]\s+\S+(?:\s+\S+){0,2}(?<![.!?])")
# When a page was last changed: "May 2, 2024 Updated May 3, 2024, 7:50 p.m. ET".
_STAMP: Final = re.compile(
    r"^(?:published|updated|posted|last updated)\b|\b(?:updated|published)\b.*\b[ap]\.?m\b"
    r"|^[A-Z][a-z]+\.? \d{1,2}, \d{4}\b.{0,24}$",
    re.IGNORECASE,
)
# Author, paper and place above a report: "Ada Brook", "Special to The Echo", "Tolby (AP) —".
_BYLINE: Final = re.compile(
    r"^(?:(?:[^\W\d_a-z][\w.’'-]*[^\W_]\s){1,2}[^\W\d_a-z][\w’'-]*[^\W_]"
    r"|Special (?:to|for)\b.{2,40}[^.!?]|.{2,40}\s[—–]\s?)$"
)
# A link to another report, as pages print it: "Sharp words:How the row began".
_GLUED_LINK: Final = re.compile(r"^[^.!?]{3,80}[\w'’?!]:[A-Z‘'“\"]")

_SINGULAR: Final = re.compile(r"\b(?:he|she|his|her|hers|him|himself|herself)\b", re.IGNORECASE)
_PLURAL: Final = re.compile(r"\b(?:it|its|they|their|them|theirs|both)\b", re.IGNORECASE)
_JOINING_WORDS: Final = "although though because since unless until despite besides whether without"
_JOINING: Final = frozenset(_JOINING_WORDS.split())
_OPENING: Final = r"[\s\"“‘'(\[]*"
_POINTING: Final = re.compile(
    rf"{_OPENING}(?:(?:But|And|So|Then|There|Yet|Also|Instead|However|Still|Nor|Or|Neither|Either)\b"
    r"|(?:This|That|These|Those|Such|Another|Here)\b)"
)
_ROLE: Final = (
    r"company|firm|agency|bank|group|team|club|band|party|union|university|school|hospital|airline"
    r"|network|studio|store|chain|retailer|brand|court|panel|committee|couple|pair|duo|trio|two|three|four"
    r"|man|woman|boy|girl|child|children|teen(?:ager)?|victims?|suspects?|gunman|shooter|driver|pilot|officers?"
    r"|student|actor|actress|singer|rapper|musician|author|director|comedian|player|star|quarterback|coach"
    r"|golfer|athlete|billionaire|politician|lawmaker|senator|congressman|congresswoman|governor|mayor"
    r"|president|minister|leader|chancellor|king|queen|prince|princess|pope|judge|lawyer|doctor"
    r"|film|movie|show|series|book|novel|album|song|game|match|race|tournament|trial|case|bill|law|measure"
    r"|ruling|lawsuit|deal|agreement|policy|plan|proposal|project|program|study|report|survey|poll|vote"
    r"|storm|hurricane|fire|blaze|quake|earthquake|flood|crash|attack|shooting|explosion|incident|accident"
    r"|ship|vessel|plane|aircraft|rocket|spacecraft|mission|launch|missile|test|building|bridge|dam|site"
    r"|city|town|village|country|nation|state|county|island|region|event|ceremony|meeting|summit|visit|trip"
    r"|disease|virus|outbreak|drug|vaccine|product|device|app|site|website|animal|dog|statement|announcement"
)
_DESCRIBED: Final = re.compile(
    rf"{_OPENING}(?:The|His|Her|Its|Their|Both)\s+(?:[\w-]+\s+){{0,2}}?(?:{_ROLE})\b(?!\s+(?:of\s+(?:the\s+)?)?[A-Z])"
)
_THAT_DAY: Final = re.compile(
    r"\b(?:(?:that|the same|the next|the following|the previous) (?:day|night|morning|evening"
    r"|afternoon|week|weekend|month|year|season)"
    r"|(?:(?:a|two|three|four|five|six|\d+) )?(?:days?|weeks?|months?|years?|hours?)"
    r" (?:later|earlier|before that|after that))\b",
    re.IGNORECASE,
)
_MARKS: Final = '“"'
_QUOTED: Final = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_CALENDAR: Final = """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    i i'm i’m mr mrs ms dr
"""
_NO_NAMES: Final = frozenset(_CALENDAR.split())


def is_page_mark(line: str) -> bool:
    """Tell whether a sentence is a link, an invitation, a stamp or a byline: no answer."""
    stamp = len(line.split()) <= _LABEL_WORDS and _STAMP.search(line) is not None
    stamp = stamp or _BYLINE.match(line) is not None
    link = _GLUED_LINK.match(line) is not None or _PROMOTION.search(line) is not None
    return stamp or link or _CHOICE.fullmatch(line) is not None


def is_furniture(line: str) -> bool:
    """Tell whether a sentence is a label, link, byline or caption rather than reporting."""
    if is_page_mark(line):
        return True
    if len(line.split()) > _LABEL_WORDS:
        return False
    if _SHOUTED.match(line):
        return True
    kinds = furniture.marks(line)
    return is_label(line) or kinds.byline or kinds.email or kinds.share or kinds.subscribe


def is_label(line: str) -> bool:
    """Tell whether a sentence is a heading: short, and without the mark that ends a sentence."""
    return len(line.split()) <= _LABEL_WORDS and not _END.search(line)


def is_headline(text: str, span: Span) -> bool:
    """Tell whether a sentence is a line of its own, short and without the mark that ends one."""
    line = text[slice(*span)]
    short = len(line.split()) <= _HEADLINE_WORDS and not _END.search(line)
    return short and stands_alone(text, span)


def stands_alone(text: str, span: Span) -> bool:
    """Tell whether a sentence is a line of its own."""
    start, end = span
    return (start == 0 or text[start - 1] == "\n") and text[end : end + 1] in ("\n", "")


def leads_on(sentence: str) -> bool:
    """Tell whether a sentence is a heading or a question, which the text after it answers."""
    return is_label(sentence) or re.search(r"\?[\"”’)]*$", sentence) is not None


@lru_cache(maxsize=2048)
def name_spans(sentence: str) -> tuple[Span, ...]:
    """Return the spans of capitalised words that are names, the first word only beside another."""
    spans = word_spans(sentence)
    capital = [sentence[start].isupper() and _may_name(sentence[start:end]) for start, end in spans]
    if not capital:
        return ()
    begins = not any(capital[1:2])
    return tuple(
        span for n, (span, is_name) in enumerate(zip(spans, capital, strict=True))
        if is_name and not (n == 0 and begins and not sentence[span[0] : span[1]].isupper())
    )  # fmt: skip


def _may_name(word: str) -> bool:
    lowered = word.lower()
    return lowered not in STOP_WORDS and lowered not in _NO_NAMES


def speaker_side(run: str, opening: str) -> Side | None:
    """Return on which side sentences of direct speech have their speaker; None where within.

    Args:
        run: the sentences.
        opening: their paragraph up to them, to know whether a quotation is open.
    """
    inside = _is_open(opening)
    if not inside and run[0] not in _MARKS:
        return None
    if len(_outside(run, inside=inside).split()) > 1:
        return None
    return "after" if _is_open(opening + run) else "before"


def leans_back(sentence: str, opening: str, *, named_first: bool) -> bool:
    """Tell whether a sentence is understood only after the one before.

    Args:
        sentence: one sentence.
        opening: its paragraph up to the sentence.
        named_first: its first word is known to be a name.
    """
    said = _outside(sentence, inside=_is_open(opening))
    names = name_spans(said)
    first_name = 0 if named_first else min((start for start, _ in names), default=len(said))
    described = _DESCRIBED.match(said)
    return (
        _refers(said, first_name)
        or _THAT_DAY.search(said) is not None
        or _POINTING.match(said) is not None
        or (described is not None and described.end() <= first_name)
    )


def _refers(sentence: str, first_name: int) -> bool:
    person = _SINGULAR.search(sentence)
    if person and person.start() < first_name:
        return True
    thing = _PLURAL.search(sentence)
    if thing is None or thing.start() > first_name:
        return False
    # What "they" or "it" stands for is mostly in the same sentence, if any noun comes before it.
    before = [word.lower() for word in words(sentence[: thing.start()])]
    return all(word in STOP_WORDS or word in _JOINING for word in before)


def _outside(text: str, *, inside: bool) -> str:
    """Return the words outside quotation marks, the others blank."""
    closing = re.search(r"[”\"]", text) if inside else None
    start = (closing.end() if closing else len(text)) if inside else 0
    return " " * start + _QUOTED.sub(lambda match: " " * len(match.group()), text[start:])


def _is_open(text: str) -> bool:
    return text.count('"') % 2 == 1 or text.rfind("“") > text.rfind("”")
