"""The phrases of a conversation that a follow-up may stand for: names, topics, other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final

from assistant.answer.clause import Clause, parse
from assistant.answer.clause_words import TIME, is_bare_name, tokens
from assistant.answer.conversation import Turn
from assistant.answer.event_words import ALSO_VERBS, EVENT_WORDS
from assistant.answer.kinds import question_kind
from assistant.answer.names import Name, name_stems
from assistant.answer.places import is_place
from assistant.answer.question_verbs import base_of
from assistant.answer.speech import PERSONS, listed
from assistant.answer.words import STOP_WORDS, content_words, stem, word_spans

_BRACKETS: Final = re.compile(r"\s*[(\[][^)\]]*[)\]](?!\w)")
_PAIR: Final = re.compile(r"(.+?) (?:and|&) (.+)")
_OWNER: Final = re.compile(r"[’']s? ")
_POSSESSIVE: Final = re.compile(r"[’']s$")
_DETERMINER: Final = re.compile(
    r"^(?:the|an?|this|that|these|those|all|both|another|any|some|each|every) ", re.IGNORECASE
)
_OWN: Final = re.compile(r"^(?:his|her|its|their|my|our|your) ", re.IGNORECASE)
# Short for months; they are no names.
_MONTHS: Final = frozenset({"Jan", "Feb", "Mar", "Apr", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"})
# A phrase of a text is kept together up to here; longer runs are sentences without small words.
_LONGEST: Final = 4


@dataclass(slots=True)
class Mention:
    """A phrase of the conversation.

    `places` says where it occurs ("title", "lastq", "lastq.subject", ...), `text` is its fullest
    form, `beside` holds the stems of the words around it, `count` how many turns have it, `led`
    the word before it; `part_of_event` tells that it only says which event ("the Maui wildfire").
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

    @property
    def head(self) -> str:
        """The noun that says what it is."""
        return head_of(self.text)


_ROLES: Final = frozenset(stem(word) for word in PERSONS)
JOINED: Final = re.compile(r" (?:of|in|on|at|near|for|against|between|among|about|over|from|to) ")


@lru_cache(maxsize=1024)
def head_of(text: str) -> str:
    """Return the noun that says what a phrase is, in lower case: "ban" of "the ban on sales"."""
    words = [token.low for token in tokens(JOINED.split(text, maxsplit=1)[0])]
    return next((word for word in reversed(words) if word[0].isalnum()), "")


def mentions(turns: Sequence[Turn]) -> list[Mention]:
    """Return the phrases of a conversation; no two have the same stems."""
    last_question = max((i for i, t in enumerate(turns) if t.form == "question"), default=-1)
    asked = turns[last_question] if last_question >= 0 else None
    clause = parse(asked.text, asked.names) if asked else None
    found = _Found([], clause)
    for index, turn in enumerate(turns):
        found.add(turn, _place(turns, index, last_question), len(turns) - index)
    if clause:
        _note_answers(found.mentions, clause)
    for mention in found.mentions:
        if mention.is_name and (pair := _PAIR.fullmatch(mention.text)):
            mention.text = " and ".join(_fullest(name, found.mentions) for name in pair.groups())
    return found.mentions


def _fullest(name: str, among: Sequence[Mention]) -> str:
    """Return "Ada Brook" of "Brook", where she is named in full."""
    stems = name_stems(name)
    alone = [m.text for m in among if m.is_name and not _PAIR.fullmatch(m.text)]
    full = [text for text in alone if same_name(name_stems(text), stems)]
    return max(full, key=len, default=name)


def asks_for_subject(clause: Clause) -> bool:
    """Tell "who won?" and "who is the mayor?" from "whom did the mayor meet?"."""
    return bool(clause.asked) and not (clause.subject and clause.verb)


def _note_answers(among: Sequence[Mention], clause: Clause) -> None:
    """Mark the names that were shown, and not asked with, as what may have been asked for."""
    kind = question_kind(clause.text)
    # "who won?" and "which town is it?" ask for the one that is spoken of.
    of_subject = asks_for_subject(clause)
    for mention in among:
        if mention.is_name and not mention.places & {"lastq", "question", "title", "text"}:
            mention.places.add(f"answers.{kind}")
            if of_subject and kind in {"who", "what", "where"}:
                mention.places.add("answered")


# "any other songs": they are not known yet.
_OTHERS: Final = re.compile(r"(?:any |some )?others?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    """The phrases found so far; `clause` is the last question, in its parts."""

    mentions: list[Mention]
    clause: Clause | None

    def add(self, turn: Turn, place: str, ago: int) -> None:
        if turn.form == "topic":
            self.add_topic(turn, place, ago)
        for order, name in enumerate(_with_pairs(turn)):
            self.add_name(turn, name, place, ago, first=order == 0)
        if place in {"lastq", "question"}:
            self.add_parts(turn, parse(turn.text, turn.names), place, ago)
        if place == "lasttext":
            self.add_chunks(turn, place, ago)
            self.add_times(turn, place, ago)

    def add_name(self, turn: Turn, name: Name, place: str, ago: int, *, first: bool) -> None:
        bare = _without_title(name.text)
        known = self.note(bare, place, ago, is_name=True)
        if not known:
            return
        start, after = name.end - len(bare), turn.text[name.end :]
        known.places.add(f"{place}.{'first' if first else 'later'}")
        if (noun := re.match(r" ([a-z]+)", after)) and noun[1] in PERSONS:
            # "a Milford man"
            known.places.add("modifies")
        if _OWNER.match(after):
            known.places.add(f"{place}.owner")
        known.part_of_event |= _says_which_event(after)
        if "lastq.behind" not in known.places:
            known.led = _word_before(turn.text, start) or known.led
        known.beside |= _around(turn.text, start, name.end)
        if self.clause and place == "lasttext":
            known.places |= set(_does(turn.text, name, self.clause))

    def add_topic(self, turn: Turn, place: str, ago: int) -> None:
        bare = _BRACKETS.sub("", turn.text)
        bare = re.sub(r"^[\W\d]*\W(?=[^\W\d])", "", bare) if place == "section" else bare
        bare = bare.strip(" \"“”'‘’")
        if content_words(bare):
            self.note(bare, place, ago, is_name=place == "title")

    def add_parts(self, turn: Turn, clause: Clause, place: str, ago: int) -> None:
        """Add the phrases of a question by their part in it, and its times."""
        for phrase in clause.phrases:
            little = phrase.text.lower() in {"first", "next", "last", "part", "place"}
            if (
                little
                or _OTHERS.match(phrase.text)
                or not content_words(phrase.text)
                or _OWN.match(phrase.text)
            ):
                continue
            is_name = _is_bare_name(phrase.text, turn)
            text = _without_title(phrase.text) if is_name else phrase.text
            known = self.note(text, place, ago, is_name=is_name)
            if known:
                known.places.add(f"{place}.{phrase.role}")
                known.led = phrase.led or known.led
                known.beside |= _around(turn.text, phrase.start, phrase.end)
        self.add_times(turn, place, ago)

    def add_times(self, turn: Turn, place: str, ago: int) -> None:
        for match in TIME.finditer(turn.text):
            known = self.note(match.group(), place, ago, is_name=False)
            if known:
                known.places.add(f"{place}.time")

    def add_chunks(self, turn: Turn, place: str, ago: int) -> None:
        for start, end in _chunks(turn):
            known = self.note(turn.text[start:end], place, ago, is_name=False)
            if known:
                known.beside |= _around(turn.text, start, end)

    def note(self, text: str, place: str, ago: int, *, is_name: bool) -> Mention | None:
        """Add a phrase, or count it with the one it is a part or a fuller form of."""
        own = frozenset(name_stems(text))
        if not own or (is_name and text.lower().rstrip(".") in _TITLES):
            return None
        for known in self.mentions:
            both = is_name and known.is_name and not _OWNER.search(f"{text} {known.text}")
            # "Kim" is no short form of "Brook and Kim".
            both = both and bool(_PAIR.fullmatch(text)) == bool(_PAIR.fullmatch(known.text))
            same = both and same_name(name_stems(known.text), name_stems(text))
            if known.stems == own or same:
                _widen(known, text, own)
                known.count += known.ago != ago
                known.ago = ago
                known.places.add(place)
                known.is_name |= is_name
                return known
        self.mentions.append(Mention(text, own, is_name, {place}, set(), 1, ago))
        return self.mentions[-1]


def _widen(known: Mention, text: str, own: frozenset[str]) -> None:
    """Give a mention its fullest form; of equal ones that with capitals."""
    fuller = len(own) > len(known.stems) and "title" not in known.places
    cased = own == known.stems and known.text.islower() and not text.islower()
    if fuller or cased:
        known.text, known.stems = text, own


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


def _without_title(name: str) -> str:
    """Return "Ada Brook" of "Northport Police Chief Ada Brook"."""
    parts = name.split()
    last = max((i for i, part in enumerate(parts) if part.lower() in _TITLES), default=-1)
    return " ".join(parts[last + 1 :]) if last + 1 < len(parts) else name


_TITLES: Final = PERSONS | listed(
    "cfo cto mp congressman sir dame lord lady trooper corporal sergeant sgt. cpl. lt. gen. sen."
    " rep. gov. dr. mr. mrs. ms. prof. rev. sen rep gov dr pm diplomat lieutenant captain major"
    " reporter"
) - listed("king queen prince princess pope")


def _with_pairs(turn: Turn) -> list[Name]:
    """Return the names of a turn, and "Ada and Tom Hill" as one: together they are "they"."""
    names = _mended(turn)
    pairs = [
        Name(one.start, other.end, turn.text[one.start : other.end])
        for one, other in pairwise(names)
        if turn.text[one.end : other.start] in {" and ", " & "}
    ]
    return [*names, *pairs]


def _is_bare_name(text: str, turn: Turn) -> bool:
    """Tell a phrase that is one name, also in lower case, where it has no article."""
    if any(name.text == text for name in turn.names):
        return True
    # Capitals would have told.
    return turn.text == turn.text.lower() and is_bare_name(text)


def _does(text: str, name: Name, clause: Clause) -> Iterator[str]:
    """Tell whether somebody does, or has done by them, what the question before asked about."""
    wanted = base_of(clause.verb)
    if not wanted:
        return
    behind = [t.low for t in tokens(text[name.end : name.end + 40])][:3]
    before = [t.low for t in tokens(text[max(0, name.start - 30) : name.start])][-3:]
    if any(base_of(word) == wanted for word in behind) or (
        "by" in before and any(base_of(word) == wanted for word in before)
    ):
        yield "does"


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


def same_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether one name is how the other begins or ends: Kim Jong-un and Kim, but not China.

    Both are the stems of a name's words, in order.
    """
    long, short = sorted((tuple(one), tuple(other)), key=len, reverse=True)
    if not short or is_place(" ".join(short)):
        return False
    # "Fed Chair Jerome Powell" is not the Fed.
    first = len(short) == 1 and long[:1] == short and not _ROLES.intersection(long)
    return long[-len(short) :] == short or first


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


def has_article(text: str) -> bool:
    """Tell whether a phrase begins with "the", "a", "that" and the like."""
    return _DETERMINER.match(text) is not None


def is_plural(text: str) -> bool:
    """Tell a phrase for several: "the boats", "people", "Brook and Hill"."""
    head = JOINED.split(text.lower(), maxsplit=1)[0].split()
    if re.search(r" (?:and|&) ", text) or head and head[-1] in _PEOPLE:
        return True
    last = head[-1] if head else ""
    return len(last) > _SHORT_WORD and last.endswith("s") and not last.endswith(("ss", "us", "is"))


_PERSON_NOUNS: Final = PERSONS | listed(
    "gunman shooter attacker bomber killer driver winner loser successor predecessor trooper sniper"
    " player swimmer runner boxer golfer passenger prisoner hostage widow heir premier"
)


def names_person(mention: Mention) -> bool:
    """Tell whether a phrase is somebody by its noun: "the new mayor of Northport"."""
    if mention.is_name:
        return mention.led in PERSONS
    return mention.head in _PERSON_NOUNS and not is_plural(mention.text)


_PEOPLE: Final = listed("people men women children police troops staff crew")
# "gas", "bus" are one.
_SHORT_WORD: Final = 3
