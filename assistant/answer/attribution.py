"""Finds the phrases of a sentence that say who says it ("Shin said", "according to police")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answer.quotations import QUOTED
from assistant.answer.speakers import CONJUNCTIONS, PRONOUNS, is_person_role, speaker_in
from assistant.answer.speech import (
    ADVERB,
    CALENDAR,
    DAY,
    FINDING,
    NOT_SAID,
    PLURAL,
    REPORTS,
    SAYING,
    SUBORDINATE,
    VERB,
    listed,
)

_VERB: Final = re.compile(rf"(?<![\w-]){VERB}(?![\w-])")
_SAYING: Final = re.compile(rf"(?:{SAYING})$")
_FINDING: Final = re.compile(rf"(?:{FINDING})$")
_PLURAL: Final = re.compile(rf"(?:{PLURAL})$")
_MANY: Final = listed("they police people many some media data children women men")
_NO_BARE_ROLE: Final = _MANY | listed("the a an his her its their my our your one another others")
# "What do the neighbours say?"
_ASKED: Final = re.compile(rf"\b(?:do|does|did)\b[^,{QUOTED}]*$", re.IGNORECASE)
_ADVERBS: Final = re.compile(rf"(?<!\w){ADVERB}$")
_BREAKS: Final = re.compile(rf"[;:—–(){QUOTED}]|,(?!\d)|\s-\s|\.{{3}}")
_ACCORDING: Final = re.compile(r"\b[Aa]ccording to\s+|(?<=, )(?:as )?per\s+(?=[A-Z])")
_NO_SOURCE: Final = re.compile(
    r"(?:plan|custom|schedule|whether|how|where|age|size|type|what|legend|lore|folklore|tradition"
    r"|him|her|them|some|this|these|those|each|rumou?rs?|law|need|taste)\b"
)
_SOURCE_END: Final = re.compile(
    r"\s(?:who|which|that|released|published|obtained|posted|issued|seen|reviewed|cited|provided"
    rf"|on {DAY}|in (?:a|an|the|her|his) |said|has|have|was|were|is|are|and)\b"
)
# A notice, not one who speaks: `Coming Soon: "..."`.
_NOTICE: Final = re.compile(r"(?:Coming|Watch|Read|Listen|Related|Now|Also|More|Next|Update)\b")
_NAMED: Final = re.compile(
    rf"(?:^|[{QUOTED}.!?]\s*)([^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){{0,3}}): ?(?={QUOTED})"
)
_HEARER: Final = re.compile(
    r"\s+(?:(?:[a-z]+ ){0,5}?(?:[A-Z][\w&’'-]*|reporters?|journalists?|police|officers?"
    r"|lawmakers?|investigators?|detectives?|fans|supporters|them|him|her|us|me)"
    r"(?:(?: newspaper| magazine| network| broadcaster| station| website)? [A-Z][\w&’'-]*)*)"
    r"(?!\w)"
)
# What follows a speaker behind the verb: "said Brook in a statement on Monday".
_CIRCUMSTANCE: Final = re.compile(
    r"\s(?:(?:in|at) (?:an?|his|her|their|its|prepared|court|response|reference|part|which|\d{4})"
    rf"|(?:on|about) (?:the )?(?:[a-z]+|Twitter|Facebook|X|Instagram|{DAY})|{DAY}"
    r"|during|after|before|as|when|while|last|this|earlier|later|via|through|following|who|which"
    r"|whose|that|if|upon|and [a-z]+ing|adding|citing|referring|to|because|since)\b"
)
# Behind these a new piece may begin that names the speaker.
_BEFORE_SPEAKER: Final = (
    CONJUNCTIONS | CALENDAR | listed("week month year night morning afternoon evening")
)
_SOURCE_WORDS: Final = 12
# Longer ones are text without full stops; the bound keeps hostile text quick.
_LONGEST_SENTENCE: Final = 2_000
_APPOSITION_WORDS: Final = 40


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says something, by the slice [start:end] of the text that says so."""

    name: str
    start: int
    end: int

    @property
    def pronoun(self) -> bool:
        """Whether the speaker is only called he, she, they or it."""
        return self.name.lower() in PRONOUNS


def find_attributions(masked: str, start: int, end: int) -> list[Attribution]:
    """Return the attributions of one sentence of a text whose quotations are masked, in order."""
    sentence = masked[start : min(end, start + _LONGEST_SENTENCE)]
    found = [*_verbs(sentence), *_sources(sentence), *_labels(masked, sentence)]
    found.sort(key=lambda item: item.start)
    return [Attribution(i.name, start + i.start, start + i.end) for i in found]


def _verbs(sentence: str) -> Iterator[Attribution]:
    for verb in _VERB.finditer(sentence):
        found = _inverted(sentence, verb) or _subject(sentence, verb)
        if found:
            yield found


def _inverted(sentence: str, verb: re.Match[str]) -> Attribution | None:
    """Parse `said Ada Brook` behind a quotation or a comma."""
    before = sentence[: verb.start()].rstrip()
    if not before or before[-1] not in f",{QUOTED}—–" or verb.group().startswith(("told", "tell")):
        return None
    # Behind a comma others may begin a clause: "Brook, ..., alleged Hill lied".
    if before[-1] == "," and not verb.group().startswith("sa"):
        return None
    rest = sentence[verb.end() :]
    adverb = re.match(r"\s+(?:[a-z]+ly\s+)?", rest)
    if not adverb:
        return None
    begin = adverb.end()
    stop = _BREAKS.search(rest, begin)
    piece = rest[begin : stop.start() if stop else len(rest)].rstrip(" .!?\n")
    name, length = _longest_speaker(piece)
    if not name or name.lower() in PRONOUNS:
        return None
    return Attribution(name, verb.start(), verb.end() + begin + length)


def _longest_speaker(piece: str) -> tuple[str | None, int]:
    """Return the speaker that `piece` begins with, and how many characters name it."""
    if circumstance := _CIRCUMSTANCE.search(piece):
        piece = piece[: circumstance.start()]
    ends = [match.end() for match in re.finditer(r"\S+", piece)][:_SOURCE_WORDS]
    for end in reversed(ends):
        part = piece[:end]
        goes_on = re.match(
            r"\s+(?!(?:of|for|at|from|with|in|on|to|about|and|near)\b)\w", piece[end:]
        )
        if (
            not goes_on
            and (name := speaker_in(part, described=True))
            and part.rstrip(" .").endswith(name.rstrip(" ."))
        ):
            return name, end
    return None, 0


def _subject(sentence: str, verb: re.Match[str]) -> Attribution | None:
    """Parse `Ada Brook, who owns the bakery, said`."""
    left = sentence[: verb.start()].rstrip()
    adverbs = _ADVERBS.search(left + " ")
    left = left[: adverbs.start()].rstrip() if adverbs else left
    left = re.sub(r"\s*\([^()]*\)$", "", left)
    if not left or NOT_SAID.search(left):
        return None
    found = _with_apposition(left) if left[-1] in ",—–" else _plain_subject(left)
    if not found:
        return None
    name, begin = found
    asked = sentence.rstrip().endswith("?") and _ASKED.search(sentence[:begin])
    if asked or not _agrees(name, verb.group()):
        return None
    if not _is_saying(sentence, begin, verb):
        return None
    end = verb.end()
    if verb.group().startswith(("told", "tell")):
        hearer = _HEARER.match(sentence, end)
        if not hearer:
            return None
        end = hearer.end()
    return Attribution(name, begin, end)


def _agrees(name: str, verb: str) -> bool:
    """Tell whether a verb can be said of a speaker: "find" of reports, base forms of many."""
    words = name.lower().split()
    if _FINDING.match(verb):
        return not REPORTS.isdisjoint(words)
    many = "and" in words or any(word.endswith("s") or word in _MANY for word in words)
    return many or not _PLURAL.match(verb)


def _plain_subject(left: str) -> tuple[str, int] | None:
    breaks = [match.end() for match in _BREAKS.finditer(left)]
    begin = breaks[-1] if breaks else 0
    for start in _piece_starts(left, begin):
        name = speaker_in(left[start:])
        if name and not SUBORDINATE.search(left[:start]):
            return _before_role(left, name, start)
    return None


def _before_role(left: str, role: str, start: int) -> tuple[str, int]:
    """Return the name before an unclosed role: `Ada Brook, mill spokesperson said`."""
    before = left[:start].rstrip()
    if not before.endswith(",") or not _bare_role(role):
        return role, start
    breaks = [match.end() for match in _BREAKS.finditer(before[:-1])]
    begin = breaks[-1] if breaks else 0
    begin += len(before[begin:]) - len(before[begin:].lstrip())
    name = before[begin:-1]
    named = speaker_in(name) == name and all(word[0].isupper() for word in name.split())
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
        if word not in CONJUNCTIONS and (
            not previous or previous in _BEFORE_SPEAKER or previous.isdigit()
        ):
            yield begin + token.start()
        previous = word


def _with_apposition(left: str) -> tuple[str, int] | None:
    body = left[:-1].rstrip()
    starts = [0, *(match.end() for match in _BREAKS.finditer(body))]
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
                if SUBORDINATE.search(body[:begin]):
                    return None
                return _own_name(name, apposition), begin
    return _last_named(body, starts)


def _own_name(role: str, apposition: str) -> str:
    """Return the name that stands behind a person's role: `her rival, Ada Brook,`."""
    name = speaker_in(apposition.split(",")[0], described=True) if is_person_role(role) else None
    return name if name and " " in name and name[0].isupper() else role


def _last_named(body: str, starts: Sequence[int]) -> tuple[str, int] | None:
    """Parse `Her rival, the former mayor Ada Brook, said`: the name stands in the apposition."""
    name = speaker_in(body[starts[-1] :]) if len(starts) > 1 else None
    if not name or name.lower() in PRONOUNS or SUBORDINATE.search(body[: starts[-1]]):
        return None
    begin = starts[-1] + len(body[starts[-1] :]) - len(body[starts[-1] :].lstrip())
    return name, begin


def _is_saying(sentence: str, begin: int, verb: re.Match[str]) -> bool:
    """Tell whether the verb says what stands beside it, rather than having another object."""
    if _SAYING.match(verb.group()) or _FINDING.match(verb.group()):
        return True
    after, before = sentence[verb.end() :], sentence[:begin].rstrip()
    # "responded to a post" says nothing of what was said.
    if after.startswith(" to "):
        return False
    beside = re.match(
        rf"(?:\s+[^,;:{QUOTED}]{{0,60}})?[,:]?\s*{QUOTED}|\s+(?:[\w’'.]+ ){{0,6}}?that\b", after
    )
    return beside is not None or before.endswith(QUOTED) or _trails(before, after)


def _trails(before: str, after: str) -> bool:
    """Tell whether the phrase stands behind what is said: `..., Brook added on Friday`."""
    behind = before.endswith(",") and len(before.split()) > 2
    return (
        behind
        and re.match(
            r"(?:\s+[a-z]+ly)?(?:[,.:;!?]|$)|\s+(?:in|on|at|during|to|of|via|when|as|after|[A-Z])\b",
            after,
        )
        is not None
    )


def _sources(sentence: str) -> Iterator[Attribution]:
    """Yield `according to ...`."""
    for match in _ACCORDING.finditer(sentence):
        stop = _BREAKS.search(sentence, match.end())
        piece = sentence[match.end() : stop.start() if stop else len(sentence)].rstrip(" .!?\n")
        cut = _SOURCE_END.search(piece)
        name, length = _longest_speaker(piece)
        if not name:
            name = piece[: cut.start()] if cut else piece
            length = len(name)
        if name.strip() and len(name.split()) <= _SOURCE_WORDS and not _NO_SOURCE.match(name):
            yield Attribution(name.strip(), match.start(), match.end() + length)


def _labels(masked: str, sentence: str) -> Iterator[Attribution]:
    """Yield `Brook: "..."`, as interviews are printed; who is named only there is a heading."""
    for match in _NAMED.finditer(sentence):
        name = None if _NOTICE.match(match[1]) else speaker_in(match[1])
        if name and masked.count(name) > 1:
            yield Attribution(name, match.start(1), match.end(1))
