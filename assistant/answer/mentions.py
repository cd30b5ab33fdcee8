"""The phrases of a conversation that a follow-up may stand for: names, topics, other words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from assistant.answer.conversation import Turn
from assistant.answer.event_words import ALSO_VERBS, EVENT_WORDS
from assistant.answer.names import Name, name_stems
from assistant.answer.places import is_place
from assistant.answer.words import STOP_WORDS, content_words, stem, word_spans

_BRACKETS: Final = re.compile(r"\s*[(\[][^)\]]*[)\]](?!\w)")
_POSSESSIVE: Final = re.compile(r"[’']s$")
# Short for months; they are no names.
_MONTHS: Final = frozenset({"Jan", "Feb", "Mar", "Apr", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"})
# A phrase is kept together up to here; longer runs are sentences without small words.
_LONGEST: Final = 4


@dataclass(slots=True)
class Mention:
    """A phrase of the conversation.

    `places` says where it occurs ("title", "lastq", ...), `text` is its fullest form, `beside`
    holds the stems of the words around it, `count` how many turns have it; `part_of_event` tells
    that it only says which event ("the Maui wildfire").
    """

    text: str
    stems: frozenset[str]
    is_name: bool
    places: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)
    count: int = 0
    ago: int = 0
    led: str = ""
    part_of_event: bool = False


def mentions(turns: Sequence[Turn]) -> list[Mention]:
    """Return the phrases of a conversation, the names of it first; no two have the same stems."""
    found: list[Mention] = []
    last_question = max((i for i, t in enumerate(turns) if t.form == "question"), default=-1)
    for index, turn in enumerate(turns):
        place = _place(turns, index, last_question)
        ago = len(turns) - index
        if turn.form == "topic":
            _add_topic(found, turn, place, ago)
        for order, name in enumerate(_mended(turn)):
            known = _noted(found, name.text, place, ago, is_name=True)
            if known:
                known.places.add(f"{place}.{'first' if order == 0 else 'later'}")
                known.part_of_event |= _says_which_event(turn.text[name.end :])
                known.led = _word_before(turn.text, name.start) or known.led
                known.beside |= _around(turn.text, name.start, name.end)
        if turn.form != "topic" and place in {"lastq", "lasttext"}:
            for start, end in _chunks(turn):
                known = _noted(found, turn.text[start:end], place, ago, is_name=False)
                if known:
                    known.beside |= _around(turn.text, start, end)
    return found


def _mended(turn: Turn) -> list[Name]:
    """Return the names of a turn without months, and without the score behind a team."""
    names = [name for name in turn.names if name.text.rstrip(".") not in _MONTHS]
    found = []
    for name in names:
        score = re.search(r" \d+$", name.text)
        if score and re.match(r"[-–]\d", turn.text[name.end :]):
            name = Name(name.start, name.start + score.start(), name.text[: score.start()])
        found.append(name)
    return found


def _says_which_event(after: str) -> bool:
    match = re.match(r"(?: [a-z]+)? ([a-z]+)\b", after)
    return match is not None and match[1] in EVENT_WORDS - ALSO_VERBS


def _place(turns: Sequence[Turn], index: int, last_question: int) -> str:
    turn = turns[index]
    if turn.form == "topic":
        return "title" if index == 0 else "section"
    if turn.form == "question":
        return "lastq" if index == last_question else "question"
    return "lasttext" if index > last_question else "text"


def _add_topic(found: list[Mention], turn: Turn, place: str, ago: int) -> None:
    bare = _BRACKETS.sub("", turn.text)
    bare = re.sub(r"^[\W\d]*\W(?=[^\W\d])", "", bare) if place == "section" else bare
    bare = bare.strip(" \"“”'‘’")
    if content_words(bare):
        _noted(found, bare, place, ago, is_name=place == "title")


def _noted(
    found: list[Mention], text: str, place: str, ago: int, *, is_name: bool
) -> Mention | None:
    """Add a phrase, or count it with the one it is a part or a fuller form of."""
    own = frozenset(name_stems(text))
    if not own:
        return None
    for known in found:
        both = is_name and known.is_name
        if known.stems == own or (both and same_name(name_stems(known.text), name_stems(text))):
            # A heading names its topic in full.
            if len(own) > len(known.stems) and "title" not in known.places:
                known.text, known.stems = text, own
            known.count += known.ago != ago
            known.ago = ago
            known.places.add(place)
            return known
    found.append(Mention(text, own, is_name, {place}, set(), 1, ago))
    return found[-1]


def same_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether one name is how the other begins or ends: Kim Jong-un and Kim, but not China.

    Both are the stems of a name's words, in order.
    """
    long, short = sorted((tuple(one), tuple(other)), key=len, reverse=True)
    if not short or is_place(" ".join(short)):
        return False
    return long[-len(short) :] == short or (len(short) == 1 and long[:1] == short)


def _chunks(turn: Turn) -> list[tuple[int, int]]:
    """Return the spans of runs of content words that lie outside the names."""
    taken = [(name.start, name.end) for name in turn.names]
    spans: list[tuple[int, int]] = []
    for start, end in word_spans(turn.text):
        word = _POSSESSIVE.sub("", turn.text[start:end])
        end = start + len(word)
        if word.lower() in STOP_WORDS or any(a < end and start < b for a, b in taken):
            continue
        joined = spans and turn.text[spans[-1][1] : start] in {" ", "-"}
        if joined and len(word_spans(turn.text[spans[-1][0] : end])) <= _LONGEST:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _around(text: str, start: int, end: int) -> set[str]:
    near = text[max(0, start - 40) : start]
    words = [near[a:b] for a, b in word_spans(near)][-3:]
    after = text[end : end + 40]
    words += [after[a:b] for a, b in word_spans(after)][:3]
    return {stem(word) for word in words if word.lower() not in STOP_WORDS}


def _word_before(text: str, start: int) -> str:
    spans = word_spans(text[:start])
    return text[slice(*spans[-1])].lower() if spans else ""
