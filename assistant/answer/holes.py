"""What a question leaves open: pronouns, "that album", "there", "any others", a mere fragment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answer.kinds import OPENING
from assistant.answer.names import find_names
from assistant.answer.pronouns import has_pronoun, open_pronouns
from assistant.answer.words import STOP_WORDS, content_words, stem, words

# "there" of place: not "there is", "are there".
_THERE: Final = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )(?<!\bbeen )(?<!\bwill )\bthere\b"
    r"(?! (?:is|are|was|were|be|been|any|a|an|will|has|have|had|anything|something|another|other))",
    re.IGNORECASE,
)
# "this week" is a time, not something said before; "that year" may be.
_POINTED: Final = re.compile(
    r"\b(?:this(?! (?:day|week|weekend|month|year|spring|summer|autumn|fall|winter|season|morning"
    r"|afternoon|evening|decade|century)\b)|that|these|those|such)\s+((?:[\w'’-]+\s*){1,3})",
    re.IGNORECASE,
)
_BARE: Final = re.compile(
    r"\b(?:this|that|these|those)\b(?=\s*(?:[?.!,]|$|(?:is|was|are|were|did|do|does|has|had|have"
    r"|happen|happened|true|mean|in|on|at|for|from|with|by|to|and|affect|change|help|work)\b))",
    re.IGNORECASE,
)
_DEFINITE: Final = re.compile(r"\bthe\s+((?:[\w'’-]+\s*){1,3})", re.IGNORECASE)
_OTHER: Final = re.compile(r"\b(?:other|others|else|another|besides|additional)\b", re.IGNORECASE)
_MORE: Final = re.compile(r"\b(?:more|further|similar|same|next|also|again|too)\b", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"\b(?:this|the) (?:article|page|text|story|report)\b", re.IGNORECASE)
# "And what did Putin say?" has a clause of its own; "and to Russia?" has not.
_CLAUSE: Final = re.compile(
    r"\b(?:is|are|was|were|did|does|do|has|have|had|will|would|can)\b", re.I
)
# "the CEO" is nobody's name, nor is what "who was blamed?" asks for.
_NO_NAME: Final = re.compile(r"(?:CEO|CFO|MVP|PM|VP)$|[a-z]+ed$")
# Up to this many content words a question is a fragment; from _LONG on it says what it is about.
_TINY: Final = 1
_SHORT: Final = 2
_LONG: Final = 5
_DEFINITION: Final = re.compile(
    r"^(?:what|who)(?:[’']?s| is| are| was| were) "
    r"(?!the\b|this\b|that\b|these\b|those\b|his\b|her\b|their\b|its\b|he\b|she\b|it\b|they\b"
    r"|there\b|else\b|another\b|other\b|some\b|any\b|one\b|your\b|in\b|on\b)(?:an? )?"
    r"(?!\w+(?:ed|ing)\b|born\b|shot\b|hurt\b|hit\b)[^\W\d][\w'’-]*(?: [\w'’-]+){0,2}\W*$",
    re.IGNORECASE,
)
_PRONOUNS: Final = frozenset({"he", "she", "they", "it", "there"})
_REFERRING: Final = _PRONOUNS | {"that", "bare", "other", "more", "article", "opening"}


@dataclass(frozen=True, slots=True)
class Holes:
    """What a question leaves open, as labels, and the stems of the nouns it points at.

    `stems` are those of all its words, `names` those of each of its names.
    """

    labels: frozenset[str]
    nouns: frozenset[str]
    stems: frozenset[str]
    names: tuple[tuple[str, ...], ...] = ()

    @property
    def refers(self) -> bool:
        """Whether the question points back by its form alone; a long one by pronouns only."""
        return bool(self.labels & (_PRONOUNS if "long" in self.labels else _REFERRING))

    @property
    def stands_alone(self) -> bool:
        """Whether nothing is open: it names what it is about, defines it or says it at length."""
        if self.refers:
            return False
        return bool(self.labels & {"named", "definition", "long", "explained"})


def find_holes(text: str) -> Holes:
    """Return what `text` leaves open."""
    names = [name for name in find_names(text) if not _NO_NAME.match(name.text)]
    found = content_words(OPENING.sub("", text))
    pointed, definite = _nouns(_POINTED.findall(text)), _nouns(_DEFINITE.findall(text))
    tests: dict[str, object] = {
        "there": _THERE.search(text),
        "bare": _BARE.search(text),
        "that": pointed,
        "the": definite,
        "other": _OTHER.search(text),
        "more": _MORE.search(text),
        "article": _ARTICLE.search(text),
        "opening": OPENING.match(text) and not (names and _CLAUSE.search(text)),
        "named": names,
        "definition": _DEFINITION.match(text),
        "tiny": len(found) <= _TINY,
        "short": _TINY < len(found) <= _SHORT,
        "long": len(found) >= _LONG,
    }
    labels = {label for label, present in tests.items() if present}
    open_ones = open_pronouns(text, names)
    if not open_ones and has_pronoun(text):
        labels.add("explained")
    return Holes(
        frozenset(labels | open_ones),
        frozenset(pointed | definite),
        frozenset(stem(part) for word in words(text) for part in (word, *word.split("-"))),
        tuple(name.stems for name in names),
    )


def _nouns(phrases: Sequence[str]) -> set[str]:
    """Return the stems of the words behind "the" or "that", up to the first that is no noun."""
    found = set()
    for phrase in phrases:
        for word in words(phrase):
            if word.lower() in STOP_WORDS or word[0].isupper():
                break
            found.add(stem(word))
    return found
