"""What a question asks for: its kind, its names and content words, and the query to search."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.words import STOP_WORDS, content_words, stem, words
from assistant.models import QuestionKind

_PERSON = (
    r"(?:\w+ ){0,3}(?:man|woman|person|people|player|actor|actress|singer|rapper|musician|artist"
    r"|author|writer|athlete|coach|politician|senator|leader|president|minister|celebrity|comedian"
    r"|host|director|driver|golfer|boxer|judge|justice|billionaire|governor|mayor|envoy|diplomat"
    r"|official|scientist|researcher|lawmaker|legislator|secretary|secretaries|chief"
    r"|company|firm|pitcher|quarterback|winner)\b"
)
_PLACE = (
    r"(?:\w+ ){0,2}(?:country|countries|city|cities|state|states|town|village|place|province"
    r"|region|continent|county|nation|island|venue|location|capital|stadium|museum|arena|port|site|club"
    r"|building|part of)\b"
)
_TIME = r"(?:\w+ )?(?:year|date|day|days|month|time|week|decade|season)\b"
_QUANTITY = (
    r"(?:\w+ )?(?:percentage|percent|number|share|proportion|price|amount|age|score|fraction)\b"
)
_HOW_MUCH = (
    r"how (?:many|much|old|long|far|tall|often|big|large|high|fast|heavy|deep|wide|late|soon)\b"
)

_CAUSE = r"what (?:(?:is|was|were|are) the (?:reasons?|causes?)|caused|led to)"
_AUXILIARY = r"(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|may|might)"

# The first rule that matches decides; a rule with "^" looks at the beginning only.
_RULES: tuple[tuple[QuestionKind, str], ...] = (
    ("when", r"^(?:when|since when|until when|how long ago)\b"),
    ("who", r"^(?:who|whom|whose|who's)\b"),
    ("where", r"^(?:from |to )?where\b"),
    ("why", rf"^(?:why|how come)\b|\b{_CAUSE}\b|\bfor what reason\b"),
    ("how_many", rf"\b{_HOW_MUCH}|\b(?:what|which) {_QUANTITY}"),
    ("how_many", rf"\bwhat (?:is|was) the {_QUANTITY}"),
    ("when", rf"\b(?:what|which) {_TIME}|^date\b"),
    ("when", r"\bwhat (?:is|was|are|were) the (?:dates?|year)\b"),
    ("where", rf"\b(?:what|which) {_PLACE}"),
    ("who", rf"\b(?:what|which) {_PERSON}"),
    ("how", r"^how\b"),
    ("yes_no", rf"^{_AUXILIARY}\b"),
    ("what", r"\b(?:what|which)\b"),
    ("how_many", r"^(?:the )?(?:number|amount|cost|price|attendance)\b"),
    ("when", r"\bwhen\b"),
    ("who", r"\b(?:who|whom|whose)\b"),
    ("where", r"\bwhere\b"),
    ("why", r"\bwhy\b"),
    ("when", r"\b(?:date|day)\b"),
    ("where", r"\b(?:venue|location|birthplace|hometown)\b"),
)
_FOLLOWS = re.compile(r"^(?:and|but|so|or|what about|how about|also|then)\b", re.IGNORECASE)
_REFERS = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|there|that|this|those|these)\b", re.I
)
_NAME = re.compile(r"\b[^\W\d_a-z][\w’'.-]*(?:\s+[^\W\d_a-z][\w’'.-]*)*")
# Fewer content words than this cannot be searched alone when the question points back.
_FRAGMENT_WORDS = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood.

    `stems` are those of its content words, `names` the stems of the words in its capitalised names.
    `query` is what the retriever is given.
    """

    text: str
    kind: QuestionKind
    query: str
    stems: tuple[str, ...]
    names: frozenset[str]


def understand(text: str, history: Sequence[str] = ()) -> Question:
    """Read a question; one that points back takes the content words of the question before."""
    asked = " ".join(text.split())
    query = asked
    if history and _points_back(asked):
        query = " ".join([asked, *_carried(asked, history[-1])])
    kind = question_kind(asked)
    if (
        kind == "what"
        and query != asked
        and not re.search(r"\b(?:what|which)\b(?! about)", asked, re.I)
    ):
        kind = question_kind(history[-1])
    found = tuple(dict.fromkeys(stem(word) for word in content_words(query)))
    return Question(asked, kind, query, found, _names(query))


def _carried(asked: str, earlier: str) -> list[str]:
    """Return the content words of the question before that a follow-up goes on with.

    A name in the follow-up takes the place of the last name before it: after "when did Kim visit
    China", "and to Russia?" is about Kim and Russia.
    """
    known = {stem(word) for word in words(asked)}
    if _names(asked):
        known.update(_last_name(earlier))
    return [word for word in content_words(earlier) if stem(word) not in known]


def question_kind(text: str) -> QuestionKind:
    """Return what kind of answer a question asks for; `what` where no rule fits."""
    lowered = _FOLLOWS.sub("", text.lower().strip(" \"'“”¿?!.")).strip()
    for kind, rule in _RULES:
        if re.search(rule, lowered):
            return kind
    return "what"


def _points_back(text: str) -> bool:
    content = content_words(_FOLLOWS.sub("", text))
    if _FOLLOWS.match(text):
        return len(content) <= _FRAGMENT_WORDS
    return len(content) < _FRAGMENT_WORDS or (_REFERS.search(text) is not None and not _names(text))


def _last_name(text: str) -> frozenset[str]:
    """Return the stems of the last capitalised name, where it is not the first word."""
    found = [match for match in _NAME.finditer(text) if match.start() > 0]
    return frozenset(stem(word) for word in words(found[-1].group())) if found else frozenset()


def _names(text: str) -> frozenset[str]:
    """Return the stems of capitalised words; the first word only where a name follows it."""
    found: set[str] = set()
    for match in _NAME.finditer(text):
        parts = [part for part in words(match.group()) if part.lower() not in STOP_WORDS]
        if match.start() == 0 and len(words(match.group())) == 1:
            continue
        found.update(stem(part) for part in parts)
    return frozenset(found)
