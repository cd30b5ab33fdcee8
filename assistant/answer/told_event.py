"""How a sentence tells the event that a question asks about: as no fact, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from assistant.answer.asked_event import AskedEvent, Role, verb_stem
from assistant.answer.words import word_spans
from assistant.models import Span

# Said before a verb they make it a plan, a chance or a denial.
_VERBS_TO: Final = (
    r"(?:expect|schedul|slat|suppos|plan|hop|want|intend|aim|prepar|promis|vow|pledg|threaten|offer"
    r"|seek|agre|need|propos|urg|ask|invit|decid|try|attempt|consider|refus|declin|fail|call|demand"
    r"|allow|order)\w*"
)
_LEAD: Final = (
    r"(?:not|never|cannot|no longer|yet to|[a-z]+n[’']t|will|would|could|may|might|should|can|shall"
    rf"|must|(?:{_VERBS_TO}|set|due|poised|going|ready|willing|about|unable|(?:un)?likely"
    r"|bid|effort|decision|power|right|chance)(?: [a-z]+)? to"
    r"|(?:if|whether|unless)(?: [\w’'.-]+){0,3})"
)
_FILLING: Final = (
    r"(?: (?:also|even|ever|soon|still|then|now|later|yet|again|be|been|have|\w+ly|make|pay|an?))*"
)
_LEADS: Final = re.compile(rf"\b{_LEAD}{_FILLING} $", re.IGNORECASE)
# Before and behind a noun: "a planned visit", "the visit was called off".
_NO_FACT: Final = re.compile(
    r"\b(?:plan(?:s|ned|ning)?(?: for)?|upcoming|proposed|possible|potential|expected|scheduled"
    r"|future|no|without|hopes? for|possibility of|prospect of|calls? for|threat of|risk of"
    r"|instead of|den(?:y|ies|ied|ying)(?: having)?|rejected|cancell?ed|postponed)"
    r"(?: (?:any|an?|the|his|her|their|its|such|further))? $",
    re.IGNORECASE,
)
_NO_FACT_BEHIND: Final = re.compile(
    r" (?:\w+ ){0,4}?(?:is|are|was|were|has|have|would|could|will)(?: (?:not|yet|been|be|being))*"
    r" (?:expected|scheduled|planned|set|slated|due|possible|likely|postponed|cancell?ed|called off"
    r"|delayed|put off|blocked|rejected|denied|ruled out|under consideration|in doubt)\b",
    re.IGNORECASE,
)
_REACH: Final = 70
_PASSIVE: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|being|gets?|got)"
    r"(?: (?:not|also|never|once|first|later|\w+ly))* $",
    re.IGNORECASE,
)
# Between a doer and the verb stand few words, and none that begins another clause or phrase.
_TO_VERB: Final = re.compile(
    r"(?:, who)?(?: (?!(?:and|but|or|that|which|whom|who|when|while|as|after|before|by|with|of|to"
    r"|against|for|from|in|on|at|said)\b)[a-z][\w’'-]*){0,4} "
)
# Between the verb and its target, and between "by" and the doer, stand articles and titles.
_TITLES: Final = (
    r"(?: (?:the|an?|its|his|her|their)"
    r"(?: (?!(?:of|to|in|on|by|for|with|from|at|and)\b)[a-z-]+){0,3})?"
    r"(?: (?:late|former|then|fellow|[A-Z]\w*\.|[A-Z]\.[A-Z]\.|President|Senator|Governor|Prime"
    r"|Minister|Mayor|Republican|Democratic))*"
)
_TO_TARGET: Final = re.compile(rf"{_TITLES} ")
_TO_DOER: Final = re.compile(rf"(?: [a-z]+){{0,3}} by{_TITLES} ")


def unrealised(event: AskedEvent, sentence: str) -> bool:
    """Tell a sentence that has the event only as a plan, a chance or a denial.

    So is "Venn is expected to visit", "Venn did not visit", "the visit was called off".
    """
    found = list(_verbs(event, sentence))
    return bool(found) and all(_is_no_fact(sentence, start, end) for start, end in found)


def exchanged(event: AskedEvent, sentence: str) -> bool:
    """Tell a sentence in which a name has the other part: "Venn sued" for "who sued Venn".

    It must have it wherever the verb stands: "Venn, who sued Brook, was later sued by Ohm".
    """
    verbs = list(_verbs(event, sentence))
    for name, role in event.roles:
        told = [set(_roles(name, sentence, start, end)) for start, end in verbs]
        if told and all(parts and role not in parts for parts in told):
            return True
    return False


def _verbs(event: AskedEvent, sentence: str) -> Iterator[Span]:
    return (span for span, stem in _stemmed(sentence) if stem == event.verb)


# A sentence is looked at for each of these questions, and as its neighbours' neighbour.
@lru_cache(maxsize=1024)
def _stemmed(sentence: str) -> tuple[tuple[Span, str], ...]:
    return tuple((span, verb_stem(sentence[slice(*span)])) for span in word_spans(sentence))


def _is_no_fact(sentence: str, start: int, end: int) -> bool:
    before = sentence[max(0, start - _REACH) : start]
    return bool(
        _LEADS.search(before)
        or _NO_FACT.search(before)
        or _NO_FACT_BEHIND.match(sentence[end : end + _REACH])
    )


def _roles(name: frozenset[str], sentence: str, start: int, end: int) -> Iterator[Role]:
    """Yield the parts that a name has beside one verb."""
    spans = [span for span, stem in _stemmed(sentence) if stem in name]
    before = [last for first, last in spans if last <= start]
    behind = [first for first, _ in spans if first >= end]
    if before and _TO_VERB.fullmatch(sentence, before[-1], start):
        yield "target" if _PASSIVE.search(sentence[:start]) else "doer"
    if behind and _TO_TARGET.fullmatch(sentence, end, behind[0]):
        yield "target"
    if behind and _TO_DOER.fullmatch(sentence, end, behind[0]):
        yield "doer"
