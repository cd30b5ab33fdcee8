"""The year that the sentence before names for one that goes on: "in 2023 ... It began May 10"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from assistant.answer.timex.context import Context
from assistant.answer.timex.grammar import Found
from assistant.answer.timex.lexicon import word_set
from assistant.answer.timex.stretch import Stretch
from assistant.answer.timex.tense import ends_sentence
from assistant.answer.timex.tokens import Token

# A sentence that begins with these is about what the one before tells of.
_GOING_ON: Final = word_set("it he she they")
# With these it tells of something else, unless of how the same went on: "Her tour ended".
_OWNERS: Final = word_set("his her its their")
# What was begun so lasts, and what is told of it next may be news.
_LASTING: Final = word_set(
    "founded established born created built formed incorporated joined married moved bought "
    "acquired"
)
# Characters of two or three sentences, and the sentences that may go on one after another.
_REACH: Final = 400
_SENTENCES: Final = 3
# How what the sentence before tells of went on, however long ago.
_PHASES: Final = word_set(
    "began started opened ran lasted continued resumed closed concluded ended finished kicked "
    "wrapped"
)
# A date without a year that lies no farther back is of the last months, as in most news.
_RECENT: Final = timedelta(days=120)
# So many letters are the same in "toured" and "tour"; between "the" and the noun stands one word.
_STEM: Final = 4
_NOUN_REACH: Final = 2


def year_before(found: Found, context: Context, make: Callable[[int], Stretch]) -> int | None:
    """Return the one year of the sentence before, where the sentence of a match goes on with it.

    Args:
        found: a date without a year.
        context: what it is read in.
        make: gives the date in a year.
    """
    published, cue = context.published, context.tense(found)
    if published is None or cue.tense is None or cue.at is None:
        return None
    year = _told_year(found)
    if year is None or (year < published.year) != (cue.tense == "past"):
        return None
    if cue.tense == "future" or found.tokens[cue.at].word in _PHASES:
        return year
    return None if _is_recent(make, published) else year


def _told_year(found: Found) -> int | None:
    tokens, end = found.tokens, found.first
    start = _sentence_start(tokens, end)
    if any(token.kind == "year" for token in tokens[start:end]):
        return None
    for _ in range(_SENTENCES):
        end, start = start, _sentence_start(tokens, start - 1)
        before = tokens[start:end]
        if not before or found.start - before[0].start > _REACH or before[-1].kind == "gap":
            return None
        if not _goes_on(tokens[end : found.first], before):
            return None
        years = [n for n, token in enumerate(before) if token.kind == "year"]
        if years:
            return _only_year(before, years)
    return None


def _sentence_start(tokens: Sequence[Token], end: int) -> int:
    start = max(0, end)
    while start and not ends_sentence(tokens, start - 1):
        start -= 1
    return start


def _goes_on(sentence: Sequence[Token], before: Sequence[Token]) -> bool:
    """Tell "It began" and, behind "They toured", "The tour began" from another matter."""
    if sentence[0].word in _GOING_ON:
        return True
    if sentence[0].word in _OWNERS and any(token.word in _PHASES for token in sentence):
        return True
    if sentence[0].kind != "the" and sentence[0].word not in _OWNERS:
        return False
    nouns = [token.word for token in sentence[1 : 1 + _NOUN_REACH] if len(token.word) >= _STEM]
    stems = {noun[:_STEM] for noun in nouns}
    return any(token.word[:_STEM] in stems for token in before)


def _only_year(sentence: Sequence[Token], years: Sequence[int]) -> int | None:
    """Return the year of a sentence that tells of one, "in 2023", and of nothing that lasts."""
    at = years[0]
    alone = len(years) == 1 and at > 0 and sentence[at - 1].word == "in"
    lasts = any(token.word in _LASTING for token in sentence)
    return int(sentence[at].word) if alone and not lasts else None


def _is_recent(make: Callable[[int], Stretch], published: date) -> bool:
    near = make(published.year)
    last = near if near.first <= published else make(published.year - 1)
    return published - last.last <= _RECENT
