"""Makes example questions out of articles, for a reader who does not know the corpus yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from assistant.answer.clues import DATE
from assistant.answer.sentences import split_sentences
from assistant.answer.words import STOP_WORDS
from assistant.models import Article

# What stands before a name is no part of it: "Secretary of State Mike Pompeo", "Aug. 3".
_TITLE = (
    r"(?:President|Minister|Secretary|State|Representative|Senator|General"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
_WORD = rf"(?!{_TITLE})[A-Z][\w-]+(?![\w-])"
# The name goes on no further, and is no adjective of what follows ("the North Korean leader").
_WHOLE = r"(?! [A-Z]|’| (?:leader|president|minister|foreign|officials?|counterpart|envoys?)\b)"
_FULL_NAME = rf"(?P<who>{_WORD}(?: {_WORD}){{1,2}})"
_OTHER = rf"(?P<what>{_WORD}(?: {_WORD}){{0,2}})"
_DID = {
    "visited": "visit",
    "met": "meet",
    "signed": "sign",
    "announced": "announce",
    "left": "leave",
}
_DEED = re.compile(rf"\b{_FULL_NAME} (?P<did>{'|'.join(_DID)}) (?:the )?{_OTHER}{_WHOLE}")
_WORDS = re.compile(rf"\b{_FULL_NAME} said\b.*?[a-z,] {_OTHER}{_WHOLE}", re.DOTALL)
# News tells the main thing first; the rest of a long article is left unread.
_READ_CHARACTERS = 2000


def example_questions(articles: Sequence[Article]) -> Iterator[str]:
    """Yield questions that a sentence of the articles answers, those on frequent names first.

    Each is made from a sentence that tells what somebody did on a date, or said of something. The
    same articles give the same questions, at most one on each name of each sort.
    """
    deeds: dict[str, str] = {}
    sayings: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for article in articles:
        text = article.text[:_READ_CHARACTERS]
        counts.update(match.group() for match in re.finditer(rf"{_WORD}(?: {_WORD}){{1,2}}", text))
        for start, end in split_sentences(text):
            _read(text[start:end], deeds, sayings)
    ranked = (sorted(sort, key=lambda name: (-counts[name], name)) for sort in (deeds, sayings))
    first, second = ranked
    pairs = zip_longest((deeds[name] for name in first), (sayings[name] for name in second))
    yield from (question for question in chain.from_iterable(pairs) if question)


def _read(sentence: str, deeds: dict[str, str], sayings: dict[str, str]) -> None:
    deed = _DEED.search(sentence)
    if deed and DATE.search(sentence) and _are_names(deed):
        did = _DID[deed["did"]]
        deeds.setdefault(deed["who"], f"When did {deed['who']} {did} {deed['what']}?")
    said = _WORDS.search(sentence)
    if said and _are_names(said):
        sayings.setdefault(said["who"], f"What did {said['who']} say about {said['what']}?")


def _are_names(match: re.Match[str]) -> bool:
    both = f"{match['who']} {match['what']}"
    common = any(word.lower() in STOP_WORDS for word in both.split())
    return not common and DATE.search(both) is None
