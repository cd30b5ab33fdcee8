"""The words of questions: the closed words of English, words and marks with their place, times."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from assistant.answer.speech import listed

_TOKEN: Final = re.compile(
    r"[’']s\b|[^\W_]+(?:[’'](?!s\b)[^\W_]+|[.&-][^\W_]+)*(?:\.(?=\s+[^\W_]))?|[’'](?=\s)|[^\w\s]"
)
BE: Final = listed("is are was were am isn't aren't wasn't weren't")
_HAVE: Final = listed("has have had hasn't haven't hadn't")
DO: Final = listed(
    "do does did don't doesn't didn't will would can could should may might must won't wouldn't"
    " can't couldn't shouldn't"
)
AUXILIARIES: Final = BE | _HAVE | DO
WH: Final = listed("who whom whose what which when where why how")
DETERMINERS: Final = listed(
    "the a an this that these those his her its their my our your no any some each every another"
    " all both"
)
PREPOSITIONS: Final = listed(
    "of in on at to from for with by about against over under into onto near between among during"
    " before after since until through within without across behind around outside inside amid"
    " toward towards upon off as than like via besides despite per beyond above below along"
)
PRONOUNS: Final = listed(
    "i you he she it we they me him them himself herself itself themselves one ones there here"
    " who whom which what when where why how whose hers theirs anyone anybody someone somebody"
    " everyone nobody anything something nothing else"
)
_BREAKS: Final = listed(
    "and or but so because if while though although that not n't also too ever never now then"
    " already still just yet again away back out up down early late later soon ago exactly"
    " so-called according besides only even really actually first-ever recently"
)
_MONTHS: Final = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
_YEAR: Final = r"(?:1[6-9]|20)\d\d"
# A time as a phrase of its own, with the words that lead it in.
TIME: Final = re.compile(
    r"\b(?:(?:in|on|since|before|after|during|by|until|of|from|through) )?"
    r"(?:the )?(?:(?:early|late|mid|last|next|this|that|mid)[ -])?(?:"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTHS}(?: \d{{1,2}}(?!\d)(?:st|nd|rd|th)?)?(?:,? {_YEAR})?"
    rf"|{_YEAR}s?"
    r"|(?<=last )(?:week|month|year|summer|spring|winter|autumn|fall|night)"
    r"|(?<=next )(?:week|month|year|summer|spring|winter|autumn|fall)"
    r"|(?<=this )(?:week|month|year|summer|spring|winter|autumn|fall|time|season)"
    r"|yesterday|today|tomorrow|tonight)(?!\w)",
    re.IGNORECASE,
)


class Token(NamedTuple):
    """A word or mark with its place; `low` is in lower case, with a plain apostrophe."""

    text: str
    start: int
    end: int
    low: str


def tokens(text: str) -> list[Token]:
    """Return the words and marks of a text; a possessive ending is one of its own."""
    return [
        Token(match.group(), *match.span(), match.group().lower().replace("’", "'"))
        for match in _TOKEN.finditer(text)
    ]


_LONGEST_NAME: Final = 4
_CLOSED: Final = PREPOSITIONS | PRONOUNS | _BREAKS | AUXILIARIES | DETERMINERS


def is_noun_word(low: str) -> bool:
    """Tell whether a word, in lower case, may stand in a noun phrase: it is no small word."""
    return low not in _CLOSED and (low[0].isalnum() or low in "$£€%&")


def is_bare_name(text: str) -> bool:
    """Tell whether a phrase in lower case is some two words without an article: a name, mostly."""
    parts = text.split()
    if parts[0] in DETERMINERS or not 1 < len(parts) <= _LONGEST_NAME:
        return False
    plural = parts[-1].endswith("s") and not parts[-1].endswith("ss")
    return not plural and text.replace(" ", "").isalpha()
