"""What the question before was about: the event it named, the role it asked for."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from assistant.answer.event_words import ALSO_VERBS, EVENT_WORDS
from assistant.answer.holes import Holes
from assistant.answer.names import find_names
from assistant.answer.places import is_place
from assistant.answer.pronouns import AFTER_OBJECT, PERSONS, PRONOUNS
from assistant.answer.rewrite import replaced
from assistant.answer.words import STOP_WORDS, content_words, words

_PLURAL: Final = re.compile(r"(?:[^s]s|es|talks)$")
_WORD: Final = r"[\w'’.&-]+"
_UPPER: Final = r"(?:[^\W\d_a-z][\w'’.&-]*|\d[\w-]*)"
_YEAR: Final = r"(?:1[6-9]|20)\d\d"
# "the deadly Maui wildfire", "a summit": an article begins it; "Parkland shooting" has none.
_WITH_ARTICLE: Final = re.compile(rf"\b(?:the|an?)\s+(?=((?:{_WORD}\s+){{0,4}}{_WORD}))", re.I)
_BY_NAME: Final = re.compile(rf"(?<![\w'’-])((?:{_UPPER}\s+){{1,4}}{_WORD})")
# "Hurricane Maria" is called so, without an article.
_CALLED: Final = re.compile(
    rf"\b((?:Hurricane|Typhoon|Cyclone|(?:Tropical )?Storm)\s+{_UPPER})(?:[’']s)?"
)
_WHERE: Final = re.compile(
    rf"\s+(?:in|at|near|of|on|between|with|against)\s+(?:(?:the|last)\s+)?{_UPPER}"
    rf"(?:\s+(?:and\s+)?{_UPPER})*|\s+in\s+{_YEAR}"
)
_ROLE: Final = re.compile(
    r"^(?:and |but )?who(?:[’']s| is| was| are| were)(?: now)? (the (?!next\b)[^?,]{3,70}?)\W*$",
    re.I,
)
# The matter stands last: "... say about gun control?"
_MATTER: Final = re.compile(
    r"\b(?:rule|say|said|vote|agree|report|testify|think|speak|talk)\b[^,?]{0,30}?"
    r" (?:on|about|against) ((?:the )?[a-z][a-z-]*(?: [a-z][a-z-]*)?)\W*$"
)
_ITSELF: Final = re.compile(
    r"^(?:and )?(?:when|where|how|why) (?:did|was) (?:it|that|this)"
    r"(?: happen| occur| take place)?(?: exactly)?\W*$",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(
    r"^(?:how many|which|what) (?!(?:times|years|months|weeks|days|hours)\b)"
    r"([a-z]+s|people|men|women|children) (?:did|does|do|has|have|will)(?= )",
    re.IGNORECASE,
)
_IT: Final = r"it(?![’'])|its"
_POINTER: Final = re.compile(
    r"\b(?:this|that)(?: (?:event|incident|accident|disaster|tragedy))?"
    r"(?=\W*$|\s+(?:happen|occur|take place|start|begin|end|in|on|at|for|with|by|to)\b)",
    re.IGNORECASE,
)
_HAPPENED: Final = re.compile(
    r"\b(?:they|those|these)(?=\s+(?:happen|occur|take place|held)\b)", re.I
)
# "how did Biden react?" says neither to what nor that somebody else is meant.
_REACTION: Final = re.compile(
    r"^(?:and |but |so )?(?:what|how|when)(?: else)? (?:did|does|has|have|do) [^,?]+? "
    r"(?:(say|said|think)|(react|reacted|respond|responded))\W*$",
    re.IGNORECASE,
)
_AUXILIARY: Final = re.compile(
    r"\b(?:did|does|do|will|would|can|could|should)(?:n[’']t)?\s+(?:the\s+)?$", re.IGNORECASE
)
# Up to so many content words a question about nobody by name leaves its event to the one before.
_SHORT: Final = 3
# Verbs and nouns of what is asked about events; others ask for something new.
_ASKED_OF_EVENTS: Final = re.compile(
    r"\b(?:died?|dead|killed|injur\w+|wounded|hurt|missing|surviv\w+|rescued|evacuated|arrested"
    r"|charged|blamed|responsible|accused|suspects?|gun(?:man|men)|shooters?|attackers?|victims?"
    r"|deaths?|casualties|death toll|toll|damage\w*|destroyed|caused?|start\w*|happen\w*|end(?:ed)?"
    r"|last(?:ed)?|score|won|win|winner|winners|lost|lose|mvp|sang|sing|perform\w*|played|attend\w*"
    r"|spoke|host\w*|present|involved|protest\w*|voted|turnout|sentenc\w+|convicted|testif\w+"
    r"|judge|jury|witness\w*|affected|displaced|homeless)\b",
    re.IGNORECASE,
)


def event_of(earlier: str) -> str | None:
    """Return the event that a question names, with its article, or None."""
    called = _CALLED.search(earlier)
    if called:
        return called[1]
    for pattern in (_WITH_ARTICLE, _BY_NAME):
        for match in pattern.finditer(earlier):
            found = _up_to_event(match[1])
            if found and _is_one(found, earlier, match.start(1), named=pattern is _BY_NAME):
                start = match.start(1)
                behind = _WHERE.match(earlier, start + len(found))
                return f"the {found}{behind.group() if behind else ''}"
    return None


def _up_to_event(phrase: str) -> str | None:
    """Return the phrase up to its last event word; None where a small word comes before it."""
    spans = list(re.finditer(_WORD, phrase))
    last = None
    for index, match in enumerate(spans):
        word = re.sub(r"[’']s$", "", match.group()).rstrip(".").lower()
        if word in STOP_WORDS:
            break
        if word in EVENT_WORDS:
            last = match.start() + len(word)
            if index and match.group()[0].islower():
                break
    return phrase[:last] if last else None


def _is_one(found: str, text: str, start: int, *, named: bool) -> bool:
    """Tell a certain event from a verb ("did Kim visit") and from any ("the meeting")."""
    if named:
        verb = found.split()[-1] in ALSO_VERBS
        return not (verb and _AUXILIARY.search(text[:start]))
    return " " in found or found[0].isupper() or bool(_WHERE.match(text, start + len(found)))


def _small_words_apart(phrase: str) -> bool:
    return all(word.lower() not in STOP_WORDS for word in re.sub(r"^the ", "", phrase).split())


def pair_of(earlier: str) -> str | None:
    """Return "Trump and Kim" of "when did Trump and Kim meet?": together they are "they"."""
    for one, other in pairwise(find_names(earlier)):
        joined = earlier[one.end : other.start].strip() in {"and", "&"}
        if joined and not is_place(one.text) and not is_place(other.text):
            return earlier[one.start : other.end]
    return None


def counted_of(earlier: str) -> str | None:
    """Return "the troops" of "how many troops did France send?": a country is hardly "they"."""
    match = _COUNTED.match(earlier)
    names = find_names(earlier[match.end() :]) if match else []
    if not match or not names or not names[0].text.isupper() and not is_place(names[0].text):
        return None
    return f"the {match[1]}"


def matter_of(earlier: str) -> str | None:
    """Return what a question is about: "abortion" of "what did the court rule on abortion?"."""
    match = _MATTER.search(earlier)
    return match[1] if match and _small_words_apart(match[1]) else None


def role_of(earlier: str) -> str | None:
    """Return "the new mayor of Northport" of "who is the new mayor of Northport?"."""
    match = _ROLE.match(earlier)
    return match[1] if match else None


def with_role(asked: str, role: str) -> str:
    """Return the question with the role for its "he" or "she"."""
    for label in sorted(PERSONS):
        asked = replaced(asked, PRONOUNS[label], role)
    return asked


def asks_of_it(asked: str) -> bool:
    """Tell whether a fragment asks about the event itself: "when did it happen?"."""
    return _ITSELF.match(asked) is not None


def about_event(asked: str, holes: Holes, event: str) -> str | None:
    """Return the question with the event in it, None where it asks for something else."""
    if "long" in holes.labels and holes.labels & {"named", "explained"}:
        return None
    if match := _HAPPENED.search(asked):
        return _put(asked, match, event) if _PLURAL.search(event.split(" of ")[0]) else None
    if "it" in holes.labels and (match := re.search(rf"\b(?:{_IT})\b", asked, re.IGNORECASE)):
        return _put(asked, match, event)
    if match := _POINTER.search(asked):
        return _put(asked, match, event)
    if (match := _REACTION.match(asked)) and not holes.labels & PERSONS:
        return _behind(asked, f"{'about' if match[1] else 'to'} {event}")
    small = len(content_words(asked)) <= _SHORT and "definition" not in holes.labels
    small = small and all(_ASKED_OF_EVENTS.fullmatch(name.text) for name in find_names(asked))
    if small and not holes.refers and _ASKED_OF_EVENTS.search(asked):
        return None if _repeats(asked, event) else _behind(asked, f"in {event}")
    return None


def _repeats(asked: str, event: str) -> bool:
    said = {word.lower() for word in words(event)} & EVENT_WORDS
    return bool(said & {word.lower() for word in words(asked)})


def _put(text: str, match: re.Match[str], event: str) -> str:
    owned = match.group().lower() == "its" and not AFTER_OBJECT.match(text[match.end() :])
    return text[: match.start()] + event + ("’s" if owned else "") + text[match.end() :]


def _behind(text: str, phrase: str) -> str:
    bare = text.rstrip(" ?.!")
    return f"{bare} {phrase}{text[len(bare) :].strip() or '?'}"
