"""Tells where an abbreviation ends a sentence, since a name with its own verb begins the next.

"... ties with the U.S. Ada Brook, a professor, said ..." are two sentences; "the U.S. President Ada
Brook" is one name. What tells them apart: the words before are a clause of their own, whose
preposition takes the abbreviation; the name is none that goes on from it; and a verb follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assistant.answer.speech import AUXILIARY, IRREGULAR, listed

_ABBREVIATION: Final = re.compile(
    r"(?:U\.S\.|U\.K\.|U\.N\.|E\.U\.|U\.S\.A\.|U\.A\.E\.|D\.C\.|N\.Y\.|L\.A\.|Inc\.|Corp\.|Ltd\.|Jr\.|Sr\.)"
    r"[”\"’)]?(?=\s+[A-Z])"
)
# Looked at behind the match: a pattern that begins with it is searched slowly.
_WITHIN: Final = re.compile(r"[\w.]")
_NAME: Final = re.compile(
    r"\s+((?:(?:Mr|Mrs|Ms|Dr|Prof)\.\s)?[A-Z][\w’'-]+(?:\s(?:(?:de|van|von|der|al|bin)\s)?(?:[A-Z]\.|[A-Z][\w’'-]+)){0,3})"
)
# Words that go on from a place or a company: its bodies, offices, titles and teams.
_GOES_ON: Final = listed(
    """
    president vice secretary ambassador attorney attorneys senate senator senators house congress
    congressman congresswoman representative representatives rep sen gov gen adm capt lt col maj
    judge judges district supreme court courts circuit appeals department departments treasury
    defense defence state justice homeland trade commerce energy interior labor education
    agriculture transportation veterans army navy air force forces marine marines coast guard
    military special national central federal bureau agency administration service services
    commission committee council embassy consulate consul mission envoy capitol census geological
    survey postal customs border immigration food fish wildlife forest park parks environmental
    nuclear securities chamber conference steel bank bancorp soccer olympic olympics olympian open
    women men women’s women's men’s men's team postmaster marshal marshals solicitor surgeon
    inspector comptroller speaker majority minority leader whip deputy assistant under acting chief
    ceo chairman chairwoman chair director executive cfo coo founder spokesman spokeswoman minister
    prime parliament government general security human high world international climate children’s
    refugee peacekeeping virgin naval african cyber northern southern eastern pacific atlantic
    republican republicans democrat democrats democratic catholic muslim jewish figure ski swimming
    gymnastics anti doping tennis golf cellular airways news dollar tax code constitution civil
    mayor governor councilmember councilman councilwoman commissioner superintendent police
    fire health mint opens act controlled union tenants elect economy exports
    imports troops officials population stocks citizens citizen borders officer officers
    holocaust patent institute center office library association league green gulf west east north
    south asia europe midterm election elections independence
    """
)
# "North" goes on from a place, but not as part of another's name.
_COUNTRY: Final = re.compile(r"^(?:North|South) (?:Korea|Africa|Sudan|Macedonia)n?s?\b")
_VERB: Final = (
    rf"(?:[a-z]+ed|{AUXILIARY}|{IRREGULAR}|says|tells|wants|plans|hopes|believes|thinks|argues|warns"
    r"|adds|notes|calls|runs|leads|lives|works|plays|makes|takes|gets|goes|comes|knows|needs|owns"
    r"|agrees|expects|remains|seems|say|want|hope|believe|think|argue|warn|expect)"
)
_HAS_VERB: Final = re.compile(rf"\b{_VERB}\b|^(?:They|We|I|You|He|She|It)\s")
_FOLLOWS: Final = re.compile(
    rf"(?:,\s[^,.;:“”\"]{{3,100}},|\s\([^()]{{1,40}}\))?\s(?:[a-z]+ly\s|also\s|then\s)?{_VERB}\b"
)
_PREPOSITION: Final = (
    r"(?:in|to|from|with|into|across|for|by|than|through|of|at|against|toward|towards|between"
    r"|outside|within|throughout|and|via|over|around|on|like|near|left|met|beat|[a-z]+ed|[a-z]+ing"
    r"|(?:visit|leave|enter|join|blame|praise|attack|fear|trust)s?)"
)
_TAKES_IT: Final = re.compile(rf"(?:\b(?i:{_PREPOSITION})\s(?:the\s)?|,\s|\s[A-Z][\w’'-]*,?\s)$")
_AFTER_COMMA: Final = re.compile(r"[,;:]\s(?:[Tt]he\s)?$")
_RELATIVE: Final = re.compile(r"\b(?:who|which|that|whose|whom)\b[^,;]*")
# Characters looked at on each side; the bound keeps hostile text linear.
_WINDOW: Final = 300


def abbreviation_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where an abbreviation ends a sentence, in the stretch [start:end] of a text."""
    for match in _ABBREVIATION.finditer(text, start, end):
        if match.start() and _WITHIN.match(text, match.start() - 1):
            continue
        name = _NAME.match(text, match.end(), min(end, match.end() + _WINDOW))
        if name is None or _goes_on(name[1]) or not _FOLLOWS.match(text, name.end(), end):
            continue
        before = text[max(start, match.start() - _WINDOW) : match.start()]
        if _is_taken(before, match.group()) and _is_clause(before):
            yield match.end()


def _goes_on(name: str) -> bool:
    words = re.split(r"[\s-]", _COUNTRY.sub("", name).lower().replace(".", ""))
    return not _GOES_ON.isdisjoint(words)


def _is_taken(before: str, abbreviation: str) -> bool:
    """Tell whether a preposition takes the abbreviation, or the name of a place or body does."""
    place = abbreviation.startswith(("U", "E"))
    if place and _AFTER_COMMA.search(before):
        return False
    return _TAKES_IT.search(before) is not None


def _is_clause(before: str) -> bool:
    """Tell whether the words before, from their sentence on, have a verb of their own."""
    clause = re.split(r"[.!?][”\"’)]?\s+(?=[A-Z“\"])|\n", before)[-1]
    return _HAS_VERB.search(_RELATIVE.sub("", clause).strip()) is not None
