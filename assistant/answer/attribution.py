"""Finds the phrases of a sentence that say who says it ("Shin said", "according to police")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Final, Literal

from assistant.answer.labels import find_label
from assistant.answer.places import is_place
from assistant.answer.quotations import QUOTED
from assistant.answer.speakers import PRONOUNS, head_of, is_person_role, is_thing, speaker_in
from assistant.answer.speech import BODIES, DAY, REPORTS, SUBORDINATE, listed
from assistant.answer.subjects import (
    BREAKS,
    Subject,
    first_subject,
    has_verb,
    is_many,
    shared_subject,
    subject_before,
    subject_of_infinitive,
    subject_of_ing,
)
from assistant.answer.verbs import VERBS, Verb, attributes, finds, has_agent, inverts, needs_more

_WORD: Final = re.compile(r"(?<![\w’'-])[a-z]+(?![\w-])")
_CAPITALISED: Final = re.compile(r"(?<![\w’'-])[A-Z][a-z]+(?![\w-])")
_SPACE: Final = re.compile(r"\s")
# A body whose name is a list: its commas are none of the sentence's.
_ITEM: Final = r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2}"
_LISTED_BODY: Final = re.compile(
    r"\b(?:Department|Ministry|Office|Bureau|Agency|Committee|Commission|Board|Directorate)"
    rf" (?:for|of|on) {_ITEM}(?:, {_ITEM})+,? (?:and|&) {_ITEM}"
)
_ACCORDING_BODY: Final = re.compile(r"[Aa]ccording to (?:[A-Za-z]+ ){0,6}$")
_INNER_COMMA: Final = "‚"
_ASIDE: Final = re.compile(r"\([^()]{1,40}\)")
# "What do the neighbours say?"
_ASKED: Final = re.compile(rf"\b(?:do|does|did)\b[^,{QUOTED}]*$", re.IGNORECASE)
_ACCORDING: Final = re.compile(
    r"\b[Aa]ccording to\s+|(?:(?<=, )(?:as )?per|^Per)\s+"
    r"|\b[Ii]n the (?:words|view|opinion|eyes) of\s+"
)
# `was reported by Brook`.
_AGENT: Final = re.compile(
    r"\b(?:is|are|was|were|been|being)\s(?:first\s|also\s|[a-z]+ly\s)?([a-z]+)\s"
    rf"(?:as\s[^,;:{QUOTED}]{{1,40}}\s)?by\s+"
)
_QUOTED_AS: Final = re.compile(
    rf"\b(?:quot|cit)(?:ed|es|ing)\s+([^,;:{QUOTED}]{{2,80}}?)\s+as saying\b"
)
# "Brook's claim that ...".
_NOUN: Final = re.compile(
    r"(?:^|(?<=\s))((?:[A-Z][\w.-]*\s){0,3}[A-Z][\w.-]*|(?:[Tt]he|[Aa]n?)\s[a-z]+)[’']s?\s(?:[a-z-]+\s)?"
    r"(?:claims?|assertions?|arguments?|contention|belief|statements?|suggestions?|warnings?|promise"
    r"|pledge|vow|accusations?|allegations?|insistence|declaration|predictions?|admission"
    r"|acknowledge?ment|emphasis|complaints?|comments?|remarks?)\s(?=that\b)"
)
_NO_SOURCE: Final = re.compile(
    r"(?:plan|custom|schedule|whether|how|where|age|size|type|what|legend|lore|folklore|tradition"
    r"|some|this|these|those|each|rumou?rs?|law|need|taste)\b|(?:him|her|them)$"
)
_SOURCE_END: Final = re.compile(
    r"\s(?:who|which|that|released|published|obtained|posted|issued|seen|reviewed|cited|provided"
    rf"|on {DAY}|in (?:a|an|the|her|his) |said|has|have|was|were|is|are|and)\b"
)
_HEARER: Final = re.compile(
    rf"\s+(?:[a-z]+s(?=\s?{QUOTED}|,|:| that\b)|"
    r"(?:[a-z]+ ){0,5}?(?:[A-Z][\w&’'-]*|reporters?|journalists?|police|officers?"
    r"|lawmakers?|investigators?|detectives?|fans|supporters|them|him|her|us|me)"
    r"(?:(?: newspaper| magazine| network| broadcaster| station| website)? [A-Z][\w&’'-]*)*"
    r"|(?:an?|the|his|her|their|its|one|two|several) (?!stor|lie|truth|tale|joke|secret)"
    rf"[^,;:{QUOTED}]{{2,50}}?(?=\s?{QUOTED}|,|:| that\b"
    r"| (?:how|why|he|she|it|they|the|over|in|on|at|during)\b))"
    r"(?!\w)"
)
# Part of what attributes, where the verb does so only with it: "put it", "called for".
_PARTICLE: Final = re.compile(r" (?:it|out|on|for|of|back|against)(?=[ ,:])")
# What follows a speaker behind the verb: "said Brook in a statement on Monday".
_CIRCUMSTANCE: Final = re.compile(
    r"\s(?:(?:in|at) (?:an?|his|her|their|its|prepared|court|response|reference|part|which|\d{4})"
    rf"|(?:on|about) (?:the )?(?:[a-z]+|Twitter|Facebook|X|Instagram|{DAY})|{DAY}"
    r"|during|after|before|as|when|while|last|this|earlier|later|via|through|following|who|which"
    r"|whose|that|if|upon|and [a-z]+ing|adding|citing|referring"
    r"|(?<!aide )(?<!adviser )(?<!advisor )to|because|since)\b"
)
# What may stand between a phrase that closes a sentence and the sentence's end.
_CLOSING: Final = re.compile(
    r"(?:\s+[a-z]+ly)?(?:[.!?]|$)|\s+(?:in|on|at|during|to|of|via|earlier|later|last|this|after"
    rf"|{DAY}|[A-Z]|and (?:the )?[A-Z])\b(?:(?!\bthat\b)[^;:{QUOTED}]){{0,90}}$"
)
_JOINED: Final = re.compile(r"(?:;\s+|[,;]\s+(?:and|but|while|though|although|whereas)\s*)$")
_LEADING_CLAUSE: Final = re.compile(
    r"(?:^|[,;—–]\s+|\s)(?:even )?as\s*$|^(?:while|even though|though|although)\s*$", re.IGNORECASE
)
_PUT: Final = re.compile(rf"[,:]?\s*(?:,|{QUOTED}|$)")
# Whose name ends like a possessive still says these ("Brook's said sales fell").
_OF_BODIES: Final = frozenset({"say", "tell", "announce"})
# `said her lawyer, Ada Brook.`
_LEADS_TO_PLACE: Final = re.compile(r"\b(?:in|at|near|from|to) $")
_OWN_NAME: Final = re.compile(r",\s([A-Z][\w’'-]+(?:\s(?:[A-Z]\.|[A-Z][\w’'-]+)){1,3})(?=[,.;]|$)")
_SOURCE_WORDS: Final = 12
# Longer ones are text without full stops; the bound keeps hostile text quick.
_LONGEST_SENTENCE: Final = 2_000
_MOST_VERBS: Final = 40
# Of a headline's longer words so many are capitalised, and its verbs with them.
_HEADLINE_SHARE: Final = 0.75
_HEADLINE_WORDS: Final = 4
_SMALL: Final = listed("as after on for of to that about over out his her its their")
# As capitalised words of a headline these are mostly part of a name: "the Post".
_NAME_WORDS: Final = frozenset({"post", "state", "report", "reports", "mark", "grant"})

Place = Literal["main", "closing", "credit", "joined", "aside", "embedded"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says something, by the slice [start:end] of the text that says so.

    `place` is where the phrase stands to its sentence: behind all that it says ("closing", or
    "credit" of `according to ...`), in a clause joined to another's ("..., while Brook said ..."),
    in one that only leads to the sentence's own ("While Brook said so, ...", an aside), or within
    another's ("when Brook said").
    """

    name: str
    start: int
    end: int
    place: Place = "main"

    @property
    def of_sentence(self) -> bool:
        """Whether the phrase is of the sentence itself, not of a clause within it."""
        return self.place not in ("aside", "embedded")

    @property
    def pronoun(self) -> bool:
        """Whether the speaker is only called he, she, they or it."""
        return self.name.lower() in PRONOUNS


@lru_cache(maxsize=4096)
def find_attributions(
    masked: str, start: int, end: int, *, leads: bool = False
) -> tuple[Attribution, ...]:
    """Return the attributions of one sentence of a text whose quotations are masked, in order.

    `leads` takes the sentence for one that leads to a quotation behind it: `Brook added:`.
    """
    sentence = masked[start : min(end, start + _LONGEST_SENTENCE)]
    read = _lowered_headline(_plain(sentence)) + QUOTED * leads
    found: dict[int, Attribution] = {}
    for item in (*_verbs(read), *_sources(read), *_agents(read), *_named(read)):
        found.setdefault(item.start, item)
    if label := find_label(masked, start, start + len(sentence)):
        begin, stop = label.start - start, label.end - start
        found[begin] = Attribution(label.name, begin, stop)
    return tuple(
        replace(item, name=name, start=start + item.start, end=start + item.end)
        for _, item in sorted(found.items())
        if (name := _literal(item, sentence))
    )


def outermost(found: Sequence[Attribution], start: int, end: int) -> Attribution | None:
    """Return the attribution whose clause holds the most of the sentence [start:end]."""
    if closing := [item for item in found if item.place in ("closing", "credit")]:
        return closing[-1]
    clauses = sorted((item for item in found if item.of_sentence), key=lambda item: item.end)
    clauses = clauses[:1] + [item for item in clauses[1:] if item.place == "joined"]
    stops = [*(item.start for item in clauses[1:]), end]
    held = [stop - item.end for item, stop in zip(clauses, stops[: len(clauses)], strict=True)]
    if held:
        return clauses[held.index(max(held))]
    # A clause within another's counts where it is most of the sentence.
    within = (item for item in found if 2 * (end - item.end) >= end - start)
    return next((item for item in within if item.place == "embedded"), None)


def introduction(masked: str, start: int, end: int) -> Attribution | None:
    """Parse `Ada Brook has a motto:` before a quotation: its subject says what follows."""
    sentence = masked[start:end]
    found = first_subject(_lowered_headline(_plain(sentence)))
    if found is None:
        return None
    item = Attribution(found[0], found[1], len(sentence.rstrip()))
    name = _literal(item, sentence)
    return Attribution(name, start + item.start, start + item.end) if name else None


def _plain(sentence: str) -> str:
    """Return a sentence with blanks for asides and for other white space; offsets stay.

    Commas inside the name of a body become marks that part nothing.
    """
    plain = _SPACE.sub(" ", _ASIDE.sub(lambda aside: " " * len(aside.group()), sentence))
    return _LISTED_BODY.sub(_whole_body, plain)


def _whole_body(body: re.Match[str]) -> str:
    """Return a body's name without its commas, unless they end a phrase before a subject.

    "According to the Department of Health, Brook and Hill left."
    """
    ends = body.string[body.end() : body.end() + 1] in (",", ".", ";", ":", "")
    if not ends and _ACCORDING_BODY.search(body.string[: body.start()]):
        return body.group()
    return body.group().replace(",", _INNER_COMMA)


def _literal(item: Attribution, sentence: str) -> str:
    """Return the name as it stands in the sentence, up to what an aside cuts off."""
    words = item.name.replace(_INNER_COMMA, ",").split(" ")
    own = sentence[item.start : item.end]
    read = _SPACE.sub(" ", own)
    while words and " ".join(words) not in read:
        words.pop()
    name = " ".join(words)
    begin = read.find(name)
    return own[begin : begin + len(name)]


def _lowered_headline(sentence: str) -> str:
    """Return a headline with its verbs in lower case, any other sentence as it is."""
    words = [word for word in sentence.split() if len(word) > _HEADLINE_WORDS - 1]
    capital = sum(word[0].isupper() for word in words)
    if len(words) < _HEADLINE_WORDS or capital < _HEADLINE_SHARE * len(words):
        return sentence
    return _CAPITALISED.sub(_lowered_verb, sentence)


def _lowered_verb(word: re.Match[str]) -> str:
    lowered = word.group().lower()
    small = lowered in _SMALL or (lowered in VERBS and lowered not in _NAME_WORDS)
    return lowered if word.start() and small else word.group()


def _verbs(sentence: str) -> Iterator[Attribution]:
    words = (word for word in _WORD.finditer(sentence) if word.group() in VERBS)
    for word in islice(words, _MOST_VERBS):
        verb = VERBS[word.group()]
        if found := _inverted(sentence, word, verb) or _with_subject(sentence, word, verb):
            yield found


def _inverted(sentence: str, word: re.Match[str], verb: Verb) -> Attribution | None:
    """Parse `said Ada Brook` behind a quotation or a comma."""
    before = sentence[: word.start()].rstrip()
    if not before or before[-1] not in f",{QUOTED}—–―" or not inverts(verb):
        return None
    # Behind a comma others may begin a clause: "Brook, ..., alleged Hill lied".
    comma = before[-1] == "," and before[-2:-1] != QUOTED
    if comma and verb.base != "say":
        return None
    adverb = re.compile(r"\s+(?:[a-z]+ly\s+)?").match(sentence, word.end())
    if not adverb:
        return None
    stop = BREAKS.search(sentence, adverb.end())
    if comma and stop and stop.group() == QUOTED:
        return None
    piece = sentence[adverb.end() : stop.start() if stop else len(sentence)].rstrip(" .!?\n")
    name, length = _longest_speaker(piece)
    if not name or name.lower() in PRONOUNS:
        return None
    end = adverb.end() + length
    if is_person_role(name) and (own := _OWN_NAME.match(sentence, end)):
        name, end = own[1], own.end()
    closing = _CLOSING.match(sentence, end) is not None
    return Attribution(name, word.start(), end, "closing" if closing else "main")


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


def _with_subject(sentence: str, word: re.Match[str], verb: Verb) -> Attribution | None:
    """Parse `Ada Brook, who owns the bakery, said`, and verbs that share a subject."""
    left = sentence[: word.start()]
    found, shared = _subject(left, sentence, word, verb)
    if not found:
        return None
    name, begin = _without_place(sentence, *found)
    # "Brook's claims" are no verb.
    if name.endswith(("’s", "'s", "s’")) and verb.base not in _OF_BODIES:
        return None
    # What is said stands beside the subject; where that is another verb's too, beside the verb.
    before = left if shared else left[:begin]
    if not attributes(verb, before, sentence[word.end() :]):
        return None
    if not _may_find(name, finds(verb, sentence[word.end() :])):
        return None
    if sentence.rstrip().endswith("?") and _ASKED.search(sentence[:begin]):
        return None
    end = word.end()
    if verb.base == "tell":
        hearer = _HEARER.match(sentence, end)
        if not hearer:
            return None
        end = hearer.end()
    elif needs_more(verb) and (particle := _PARTICLE.match(sentence, end)):
        end = particle.end()
    return Attribution(name, begin, end, _place(sentence, begin, end))


def _without_place(sentence: str, name: str, begin: int) -> Subject:
    """Leave Tolby out of "met in Tolby, bakers and farmers said"."""
    place, comma, rest = name.partition(", ")
    placed = comma and is_place(place) and _LEADS_TO_PLACE.search(sentence, 0, begin)
    return (rest, begin + len(place + comma)) if placed else (name, begin)


def _may_find(name: str, finding: Literal["report", "body"] | None) -> bool:
    finders = REPORTS | BODIES if finding == "body" else REPORTS
    return finding is None or not finders.isdisjoint(name.lower().split())


def _subject(
    left: str, sentence: str, word: re.Match[str], verb: Verb
) -> tuple[Subject | None, bool]:
    """Return the subject of a verb, by its form, and whether it is another verb's too."""
    if verb.form == "ing":
        found = subject_of_ing(left) if left.strip() else _subject_behind(sentence, word.end())
        return found, True
    if found := subject_before(left) or subject_before(left, embedded=True):
        return (found, False) if _agrees(found[0], word.group(), verb) else (None, False)
    if verb.form == "base" and (found := subject_of_infinitive(left)):
        return found, True
    found = shared_subject(left, third=word.group() == f"{verb.base}s")
    return (found, True) if found and _agrees(found[0], word.group(), verb) else (None, False)


def _agrees(name: str, word: str, verb: Verb) -> bool:
    """Tell whether a subject takes a form of a verb: many take the base, one takes -s."""
    if verb.form == "base":
        return is_many(name)
    head = head_of(name).split()[-1]
    several = head.islower() and head.endswith("s") and not is_person_role(name)
    return not (several and word == f"{verb.base}s")


def _subject_behind(sentence: str, end: int) -> Subject | None:
    """Parse `Citing the flood, Ada Brook closed the dam`."""
    comma = sentence.find(",", end)
    found = first_subject(sentence[comma + 1 :]) if comma > 0 else None
    return (found[0], comma + 1 + found[1]) if found else None


def _place(sentence: str, begin: int, end: int) -> Place:
    """Tell where a phrase stands to what its sentence says."""
    # "As Brook put it, ..." holds all of the sentence.
    if _LEADING_CLAUSE.search(sentence[:begin]) and not _PUT.match(sentence, end):
        return "aside"
    if within := SUBORDINATE.search(sentence[:begin]):
        return "embedded" if within.start() > 0 else "aside"
    if _JOINED.search(sentence[:begin]):
        return "joined"
    before = sentence[:begin].rstrip()
    behind = before.endswith((",", QUOTED, "—", "–", "―")) and _CLOSING.match(sentence, end)
    return "closing" if behind and (before[-1] == QUOTED or has_verb(before)) else "main"


def _sources(sentence: str) -> Iterator[Attribution]:
    """Yield `according to ...`."""
    for match in _ACCORDING.finditer(sentence):
        stop = BREAKS.search(sentence, match.end())
        piece = sentence[match.end() : stop.start() if stop else len(sentence)].rstrip(" .!?\n")
        name, length = _longest_speaker(piece)
        if not name and not match.group().strip().lower().endswith("per"):
            cut = _SOURCE_END.search(piece)
            name = piece[: cut.start()] if cut else piece
            length = len(name)
        if name and _is_source(name):
            end = match.end() + length
            closing = match.start() > 0 and bool(_CLOSING.match(sentence, end))
            yield Attribution(name.strip(), match.start(), end, "credit" if closing else "main")


def _is_source(name: str) -> bool:
    counted = 0 < len(name.split()) <= _SOURCE_WORDS
    return counted and not _NO_SOURCE.match(name) and not is_thing(name)


def _agents(sentence: str) -> Iterator[Attribution]:
    """Yield `was reported by ...`."""
    for match in _AGENT.finditer(sentence):
        verb = VERBS.get(match[1])
        if verb is None or not has_agent(verb):
            continue
        stop = BREAKS.search(sentence, match.end())
        piece = sentence[match.end() : stop.start() if stop else len(sentence)].rstrip(" .!?\n")
        name, length = _longest_speaker(piece)
        if name:
            yield Attribution(name, match.start(1), match.end() + length)


def _named(sentence: str) -> Iterator[Attribution]:
    """Yield `quoted Brook as saying ...` and `Brook's claim that ...`."""
    for match in _QUOTED_AS.finditer(sentence):
        if name := speaker_in(match[1], described=True):
            yield Attribution(name, match.start(), match.end())
    for match in _NOUN.finditer(sentence):
        if name := speaker_in(match[1]):
            yield Attribution(name, match.start(1), match.end() - 1, "embedded")
