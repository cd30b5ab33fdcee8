"""Finds who the subject of a verb is, in the words before the verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.answer.quotations import QUOTED
from assistant.answer.speakers import CONJUNCTIONS, PRONOUNS, is_person_role, speaker_in
from assistant.answer.speech import (
    AUXILIARY,
    BETWEEN,
    CALENDAR,
    IRREGULAR,
    NOT_SAID,
    SPEAKERS,
    SUBORDINATE,
    TIME,
    listed,
)

# How a subject is called, and where in the words before the verb it begins.
Subject = tuple[str, int]

BREAKS: Final = re.compile(rf"[;:—–―{QUOTED}]|,(?!\d)|\s--?\s|\.{{3}}")
_BETWEEN: Final = re.compile(rf"(?<!\w){BETWEEN}$")
_NEITHER: Final = re.compile(r"\b(?:neither|nor)\s*$", re.IGNORECASE)
# `Ada Brook, Tom Hill` before "and Jo Lake".
_LISTED: Final = re.compile(r"(?:^|(?<=[\s(]))((?:[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){0,3},\s)+)$")
_NO_SUBJECT: Final = re.compile(
    r"(?<![\w-])(?:the|an?|his|her|its|their|my|our|your|of|in|on|at|for|from|with|about|into)$",
    re.IGNORECASE,
)
_BETWEEN_WINDOW: Final = 90
_BE: Final = re.compile(
    r"(?:(?<=\w)[’'](?:s|re)|\b(?:is|are|was|were|been))(?:\s+(?:not only|once again|[a-z]+))?$"
)
_QUOTED_AS: Final = re.compile(
    r"\b(?:is|are|was|were|been)\s+(?:\w+ly\s+|also\s+|later\s+)?(?:quoted|cited|heard|recorded"
    rf"|reported|overheard)(?:\s[^,;:{QUOTED}]{{0,60}})?$"
)
# A verb behind these has the subject of the verb before it.
_SHARING: Final = re.compile(r",?\s+(?:and|but|then|or)$")
_HANGING: Final = re.compile(r"(?:[,—–―]|\s--?|\s(?:and|while|even))$")
_BEGAN_BY: Final = re.compile(
    rf"\b(?:began|started|opened|ended|concluded|responded|replied)\b[^,;:{QUOTED}]{{0,60}} by$"
)
_PASSIVE: Final = re.compile(
    rf"\b(?:is|are|was|were|been|being)\s(?:\w+ly\s)?(?:[a-z]+ed|{IRREGULAR})\s(?:\S+\s){{0,3}}?by\b"
)
_CLAUSE: Final = re.compile(
    r"\b(?:that|who|which|whose|because|if|when|while|after|before|saying)\b"
)
_GOVERNING: Final = re.compile(
    rf"\b(?:w[eo]nt on|goes on|continue[sd]?|proceed(?:s|ed)"
    rf"|took to \w+(?: [^,;:{QUOTED}]{{1,30}})?|use[sd]? [^,;:{QUOTED}]{{3,60}}|rushed|returned"
    rf"|turned|tried|tries|sought|seeks|attempted|appeared|seemed)\s+(?:{TIME}\s+)?to$"
)
# Any finite verb, by its shape: nouns in -s are told apart by having no subject before them.
_FINITE: Final = re.compile(
    rf"(?<![\w’'-])(?:[a-z]+ed|{AUXILIARY}|{IRREGULAR}|[a-z]{{2,}}s)(?![\w’'-])"
)
_THIRD: Final = re.compile(r"(?:\bhas|s$)")
_RELATIVE: Final = re.compile(r"\b(?:who|which|that|whom|whose)$")
_SUBORDINATORS: Final = listed("when after before if that where since until why how what which")
# Behind these a new piece may begin that names the speaker.
_BEFORE_SPEAKER: Final = (
    CONJUNCTIONS
    | CALENDAR
    | listed("week month year night morning afternoon evening")
    | _SUBORDINATORS
)
_MANY: Final = listed("they police people many some media data children women men")
_NO_BARE_ROLE: Final = _MANY | listed("the a an his her its their my our your one another others")
_APPOSITION_WORDS: Final = 40
_LONGEST_NAME: Final = 4
# Verbs looked at for the subject they share; the bound keeps hostile text quick.
_LOOKED_AT: Final = 8


def subject_before(left: str, *, embedded: bool = False) -> Subject | None:
    """Return the subject that stands right before a finite verb, with its apposition.

    One of a clause within another's ("when Brook said") counts only if `embedded`.
    """
    left = _without_between(left)
    if not left or NOT_SAID.search(left) or _NO_SUBJECT.search(left):
        return None
    found = _with_apposition(left) if left[-1] in ",—–―" else _plain_subject(left, embedded)
    if found is None or _NEITHER.search(left[: found[1]]):
        return None
    return found if bool(SUBORDINATE.search(left[: found[1]])) == embedded else None


def shared_subject(left: str, *, third: bool) -> Subject | None:
    """Return the subject of the verb that `opened the letter and` is joined to.

    A form in -s (`third`) is joined only to another: "and protests" is mostly a noun.
    """
    joined = _SHARING.search(_without_between(left))
    if not joined:
        return None
    left = left[: joined.start()]
    for verb in _verbs(left)[: -_LOOKED_AT - 1 : -1]:
        if found := subject_before(left[: verb.start()].rstrip()):
            agrees = not third or _THIRD.search(left[found[1] : verb.end()]) is not None
            return found if agrees and not _CLAUSE.search(left, verb.end()) else None
        if _RELATIVE.search(left[: verb.start()].rstrip()):
            return None
    return None


def subject_of_ing(left: str) -> Subject | None:
    """Return the subject of a form in -ing: `Brook is`, `Brook left,`, `Brook was quoted as`."""
    left = _without_between(left)
    if quoted := _QUOTED_AS.search(left):
        return subject_before(left[: quoted.start()])
    if before := _BE.search(left) or _BEGAN_BY.search(left):
        return subject_before(left[: before.start()])
    hanging = _HANGING.search(left)
    return first_subject(left[: hanging.start()]) if hanging and not _PASSIVE.search(left) else None


def subject_of_infinitive(left: str) -> Subject | None:
    """Return the subject of `went on to`, `used the day to` and the like."""
    governing = _GOVERNING.search(left.rstrip())
    return subject_before(left[: governing.start()]) if governing else None


def first_subject(clause: str) -> Subject | None:
    """Return the subject of the first verb of a clause that has one."""
    subjects = (subject_before(clause[: verb.start()]) for verb in _verbs(clause)[:_LOOKED_AT])
    return next((found for found in subjects if found), None)


def is_many(name: str) -> bool:
    """Tell whether a subject takes the base form of a verb: `officials say`."""
    words = name.lower().split()
    return "and" in words or any(word.endswith("s") or word in _MANY for word in words)


def has_verb(text: str) -> bool:
    """Tell whether a finite verb stands in a text, by the shape of its words."""
    return bool(_verbs(text))


def _verbs(text: str) -> list[re.Match[str]]:
    return [match for match in _FINITE.finditer(text) if match.group() not in SPEAKERS]


def _without_between(left: str) -> str:
    left = left.rstrip()
    tail = left[-_BETWEEN_WINDOW:] + " "
    between = _BETWEEN.search(tail)
    return left[: len(left) + 1 - len(tail) + between.start()].rstrip() if between else left


def _plain_subject(left: str, embedded: bool) -> Subject | None:
    breaks = [match.end() for match in BREAKS.finditer(left)]
    begin = breaks[-1] if breaks else 0
    for start in _piece_starts(left, begin):
        name = speaker_in(left[start:])
        if name and bool(SUBORDINATE.search(left[:start])) == embedded:
            name, start = _before_role(left, name, start)
            return _with_list(left, name, start)
    return None


def _with_list(left: str, name: str, start: int) -> Subject:
    """Return `Ada Brook, Tom Hill and Jo Lake` for its last two names."""
    listed_before = _LISTED.search(left[:start]) if " and " in name else None
    if listed_before is None or not name[0].isupper():
        return name, start
    return listed_before[1] + name, listed_before.start(1)


def _before_role(left: str, role: str, start: int) -> Subject:
    """Return the name before an unclosed role: `Ada Brook, mill spokesperson said`."""
    before = left[:start].rstrip()
    if not before.endswith(",") or not _bare_role(role):
        return role, start
    breaks = [match.end() for match in BREAKS.finditer(before[:-1])]
    begin = breaks[-1] if breaks else 0
    begin += len(before[begin:]) - len(before[begin:].lstrip())
    name = before[begin:-1]
    named = speaker_in(name) == name and all(word[0].isupper() for word in name.split())
    named = named and len(name.split()) <= _LONGEST_NAME
    return (name, begin) if named else (role, start)


def _bare_role(role: str) -> bool:
    """Tell a single person's role without an article, which only stands beside a name."""
    return is_person_role(role) and _NO_BARE_ROLE.isdisjoint(role.lower().split())


def _piece_starts(left: str, begin: int) -> Iterator[int]:
    previous = ""
    for token in re.finditer(r"\S+", left[begin:]):
        word = token.group().lower().strip(".")
        if word in ("'s", "’s"):
            continue
        if word not in CONJUNCTIONS | _SUBORDINATORS and (
            not previous or previous in _BEFORE_SPEAKER or previous.isdigit()
        ):
            yield begin + token.start()
        previous = word


def _with_apposition(left: str) -> Subject | None:
    body = left[:-1].rstrip()
    starts = [0, *(match.end() for match in BREAKS.finditer(body))]
    for start, following in zip(starts, [*starts[1:], len(body)], strict=True):
        piece = body[start : max(start, following - 1)]
        apposition = body[following:]
        if not apposition.strip(f" {QUOTED}") or QUOTED in apposition:
            continue
        if len(apposition.split()) > _APPOSITION_WORDS:
            continue
        for begin in _piece_starts(body[: following - 1], start):
            name = speaker_in(body[begin : following - 1])
            if name and name.lower() not in PRONOUNS and piece.strip():
                return _own_name(name, apposition), begin
    return _last_named(body, starts)


def _own_name(role: str, apposition: str) -> str:
    """Return the name that stands behind a person's role: `her rival, Ada Brook,`."""
    if not is_person_role(role) or " and " in role:
        return role
    name = speaker_in(apposition.split(",")[0], described=True)
    return name if name and " " in name and name[0].isupper() else role


def _last_named(body: str, starts: Sequence[int]) -> Subject | None:
    """Parse `Her rival, the former mayor Ada Brook, said`: the name stands in the apposition."""
    name = speaker_in(body[starts[-1] :]) if len(starts) > 1 else None
    if not name or name.lower() in PRONOUNS:
        return None
    begin = starts[-1] + len(body[starts[-1] :]) - len(body[starts[-1] :].lstrip())
    return name, begin
