"""Tells whether a piece of a sentence names somebody who can say something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.answer.speech import (
    AUXILIARY,
    CALENDAR,
    IRREGULAR,
    OPENERS,
    PERSONS,
    SPEAKERS,
    listed,
)
from assistant.answer.things import is_agent, is_mute

PRONOUNS: Final = frozenset({"he", "she", "they", "it"})
# A longer piece is a clause, not a name with its description.
_LONGEST: Final = 14
_LONGEST_TAIL: Final = 9
# So many words may stand between an article and a name: "the nonpartisan Commission".
_LONGEST_LED: Final = 2
_PREPOSITIONS: Final = listed(
    """of for at from with in on to near who that which whose behind by inside about familiar
    during over under after before into against across around close within representing"""
)
# Behind a noun they say more of it: "a report released last year", "a person briefed on it".
_PARTICIPLES: Final = listed(
    """released published conducted posted issued written obtained led called titled based given
    shot filed briefed identified named quoted described known involved accused charged hired"""
)
_AFTER_PARTICIPLE: Final = _PREPOSITIONS | listed("as last this earlier to in")
# "For" and "on" belong to their names: "the Venn Department for Transport".
_OFFICES: Final = listed("department ministry office bureau committee commission directorate")
_PARTICLES: Final = listed("de la van von der den ter bin ibn bint al el da dos di du del ben y e")
_JOINING: Final = listed("and & or")
_DETERMINERS: Final = listed(
    """the a an his her its their one two three four five six several some many other another both
    this that these those most multiple local state federal u.s. any each every"""
)
_TIMES: Final = listed("seconds minutes hours days weeks months years decades moments")
_SOME: Final = listed("one two three some many several most all both none few neither")
_SHARE: Final = re.compile(
    r"(?:(?:only|about|nearly|roughly|some|almost|just|another|over|(?:more|less|fewer) than) )?"
    r"\d[\d.,]*(?:%| percent)(?: of .{3,60})?",
    re.IGNORECASE,
)
# Behind a comma these begin a clause about a place or time: "in Tolby, where some say".
_NO_SPEAKER: Final = listed("where when which whose no nobody none nothing anyone anybody")
CONJUNCTIONS: Final = listed(
    """but and so yet then still however meanwhile later as while though although now also earlier
    because or plus nor finally instead moreover"""
)
# What a word before a name is, where it is none of the nouns in `SPEAKERS`: an occupation.
_OCCUPATION: Final = re.compile(
    r"(?:er|or|ist|man|woman|ian|back|ent|ey|ive|ard|ant|ee|ic|ess|men|eur|naire|chairs|ary|guard|chief|fellow|-old)$"
)
_LIKE_A_VERB: Final = re.compile(rf"(?:\w+ed|{AUXILIARY}|{IRREGULAR}|says?)$")
_NOT_VERBS: Final = listed(
    "retired united so-called unnamed red armed elected bound split spread set cut left"
)


def speaker_in(piece: str, *, described: bool = False) -> str | None:
    """Return how `piece` calls the one who speaks, or None where it is no such noun phrase.

    A person or body by its name, without the occupation before it ("Eagles coach Ada Brook"); a
    role as a whole ("a spokesman for the ministry"); he, she, they or it. `described` lets any
    noun stand before a name, where the place in the sentence leaves no doubt.
    """
    tokens = piece.split()
    while len(tokens) > 1 and tokens[0].lower().strip(",") in CONJUNCTIONS:
        tokens = tokens[1:]
    if not tokens or len(tokens) > _LONGEST:
        return None
    phrase = " ".join(tokens)
    if phrase.lower() in PRONOUNS or _SHARE.fullmatch(phrase):
        return phrase
    head, tail = _split(tokens)
    if not head or _is_clause(head) or is_mute(head, tail):
        return None
    if tail and (_role_in_named_body(tokens) or _some_of(head, tail)):
        return phrase
    if len(head) == 1 and tail and (role := _role(head, tail)):
        return role
    if _capital(head[-1]):
        return _named(head, tail, described=described)
    return _role(head, tail)


def _is_clause(head: list[str]) -> bool:
    """Tell words that are a clause, or hang on one ("bringing her to a talk ...")."""
    hangs = head[0].islower() and head[0].endswith("ing")
    return head[0].lower() in _NO_SPEAKER or head[0] == "that" or hangs or not _noun_like(head[:-1])


def _role_in_named_body(tokens: Sequence[str]) -> bool:
    """Tell a role before which the whole name of a body stands: `a Bread for Orvale spokesman`."""
    inside, role = tokens[1:-1], tokens[-1]
    named = bool(inside) and all(map(_in_body, inside)) and _capital(inside[-1])
    return tokens[0].lower() in ("a", "an") and role in PERSONS and named


def _some_of(head: Sequence[str], tail: Sequence[str]) -> bool:
    """Tell `one of her lawyers`."""
    some = len(head) == 1 and head[0].lower() in _SOME and tail[0] == "of"
    last = re.sub(r"[’']s?$", "", tail[-1].lower())
    return some and (last in SPEAKERS or is_agent(last)) and not any(map(_verb_like, tail))


def is_person_role(name: str) -> bool:
    """Tell whether a role ("a spokesman for the ministry") is a single person's."""
    head, _ = _split(name.split())
    role = head[-1] if head else ""
    person = role.lower() in PERSONS or (role.islower() and is_agent(role))
    return person and (not role.endswith("s") or role.endswith("ss"))


def is_thing(phrase: str) -> bool:
    """Tell whether a noun phrase is a thing, or a document that nobody signs."""
    head, tail = _split(phrase.split())
    return bool(head) and is_mute(head, tail)


def head_of(name: str) -> str:
    """Return a speaker's noun phrase up to its noun: "officials" of "officials in Dover"."""
    return " ".join(_split(name.split())[0]) or name


def _split(tokens: Sequence[str]) -> tuple[list[str], list[str]]:
    """Split a noun phrase at the first preposition or relative word behind its head."""
    for index, token in enumerate(tokens):
        small = token in _PREPOSITIONS or (index == 0 and token.lower() in _PREPOSITIONS)
        if index and token in _PARTICIPLES:
            following = tokens[index + 1] if index + 1 < len(tokens) else ""
            small = following in _AFTER_PARTICIPLE or _capital(following) or not following
        if small and (index or token != "that"):
            return list(tokens[:index]), list(tokens[index:])
    return list(tokens), []


def _named(head: list[str], tail: list[str], *, described: bool) -> str | None:
    first = len(head) - 1
    while first and (_capital(head[first - 1]) or _links(head, first - 1)):
        first -= 1
    # Capitalised for its place alone: the first word of all.
    while first < len(head) - 1 and not head[:first] and head[first].lower() in OPENERS:
        head = head[1:]
    before = [token for token in head[:first] if token.lower() not in _DETERMINERS]
    led = bool(before) and head[0].lower() in ("the", "a", "an") and len(before) <= _LONGEST_LED
    if before and not (described or led or _describes(before[-1])):
        return None
    name = head[first:]
    if not head[:first] and name[0].lower().strip(".,") in OPENERS | CALENDAR | _TIMES:
        return None
    office = name[-1].lower() in _OFFICES
    if _names_body(tail, office=office):
        name = [*name, *tail] if len(name) == 1 or tail[0] == "of" or office else name
    elif len(tail) > _LONGEST_TAIL:
        return None
    return " ".join(name)


def _names_body(tail: list[str], *, office: bool) -> bool:
    """Tell `of Health` behind a body's noun, and `on Energy` behind an `office`'s."""
    joined = bool(tail) and (tail[0] in ("of", "for", "at") or (office and tail[0] == "on"))
    return joined and all(map(_in_body, tail[1:])) and _capital(tail[-1])


def _role(head: list[str], tail: list[str]) -> str | None:
    noun = re.sub(r"[’']s?$", "", head[-1].lower())
    led = len(head) > 1 and _led(head[0])
    agent = is_agent(noun) and (led or noun.endswith("s"))
    if not (noun in SPEAKERS or agent) or len(tail) > _LONGEST_TAIL:
        return None
    # A bare singular ("president said") is the end of something else; plurals stand alone.
    if any(_joins_apart(head, index) for index in range(1, len(head) - 1)):
        return None
    bare = len(head) == 1 and not noun.endswith("s")
    if bare and noun not in (
        "police",
        "congress",
        "parliament",
        "others",
        "people",
        "data",
        "media",
    ):
        return None
    if len(tail) == 1 and tail[0] in _PARTICIPLES:
        tail = []
    # Its first word may be a participle: "a report released last year".
    if tail and (tail[0] == "that" or (tail[0] != "who" and any(map(_verb_like, tail[1:])))):
        return None
    return " ".join([*head, *tail])


def _led(token: str) -> bool:
    return token.lower() in _DETERMINERS or re.search(r"[’']s?$", token) is not None


def _joins_apart(tokens: Sequence[str], index: int) -> bool:
    """Tell whether "and" stands between a name and common words: between two clauses."""
    joins = tokens[index] in _JOINING and _capital(tokens[index - 1])
    own = tokens[index + 1] in ("his", "her", "their", "its")
    return joins and not own and not _capital(tokens[index + 1])


def _noun_like(tokens: Sequence[str]) -> bool:
    return not any(
        _verb_like(token)
        or token in ("I", "we", "you", "there")
        or (token in CONJUNCTIONS and token not in _JOINING)
        for token in tokens
    )


def _verb_like(token: str) -> bool:
    return token.islower() and _LIKE_A_VERB.match(token) is not None and token not in _NOT_VERBS


def _describes(token: str) -> bool:
    word = re.sub(r"[’']s?$", "", token.lower())
    possessive = word != token.lower()
    return possessive or word in SPEAKERS or _capital(token) or bool(_OCCUPATION.search(word))


def _in_body(token: str) -> bool:
    return _capital(token) or token.lower() in ("of", "the", "for", "at", "and", "&", "in")


def _links(tokens: Sequence[str], index: int) -> bool:
    """Tell whether a small word stands inside a name: a particle, or "and" between two names."""
    token = tokens[index]
    inside = index > 0 and _capital(tokens[index - 1])
    behind = index == 0 or inside or tokens[index - 1] in _PARTICLES
    return (token in _PARTICLES and behind) or (token in _JOINING and inside)


def _capital(token: str) -> bool:
    word = token.strip('()[]"“”')
    # In capitals a day's name is part of another ("USA TODAY").
    if word.lower().strip(".,") in CALENDAR and not word.isupper():
        return False
    shaped = re.match(r"(?:al-|el-|d[’']|O[’'])?[^\W\d_]|\d+\w*[a-z]", word)
    if not shaped:
        return False
    return word[:1].isupper() or bool(
        re.match(r"(?:al|el|d)[-’'][A-Z]|\d+ers$|[a-z]{1,3}[A-Z]", word)
    )
