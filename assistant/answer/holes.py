"""What a question leaves open: pronouns, "that album", "there", "any others", a mere fragment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answer.clause import Clause, Phrase, parse
from assistant.answer.clause_words import TIME, is_bare_name
from assistant.answer.conversation import names_of
from assistant.answer.kinds import OPENING
from assistant.answer.names import Name
from assistant.answer.pronouns import has_pronoun, open_pronouns
from assistant.answer.question_verbs import is_verb
from assistant.answer.speech import PERSONS, listed
from assistant.answer.words import STOP_WORDS, content_words, stem, words

# "there" of place: not "there is", "are there".
_THERE: Final = re.compile(
    r"(?<=^which )\w+ there\b|"
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )(?<!\bwill )\bthere\b"
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
_THAT: Final = re.compile(r"(?:this|that|these|those) [a-z]", re.IGNORECASE)
_A_TIME: Final = re.compile(r"\b(?:day|night|week|weekend|month|year|season|time|century)$")
# "are banks open then", "the same day": a time said before.
_THEN: Final = re.compile(
    r"\bthen\W*$|\bthe (?:day|week|month|year) (?:before|after)\W*$"
    r"|\b(?:by|since|until) then\b|\bat (?:the|that) time\W*$"
    r"|\b(?:that|the same) (?:day|night|week|month|year|season|summer|spring|winter|fall)\b",
    re.IGNORECASE,
)
_ONE: Final = re.compile(
    r"\b(?:which|what|the|that|this|first|last|second|third|\d{4}) ones?\b(?! of)"
    r"|\b(?:how many|some|most|all|none|both|any) of (?:them|those)\b",
    re.IGNORECASE,
)
# "the judge" of which case? Such nouns are known without one.
_KNOWN_NOUNS: Final = listed(
    "world time year police government president court us state public media internet people house"
    " senate first same past last most only end beginning week month day moon sun country pope"
    " queen king economy weather law army military public"
)
_OTHER: Final = re.compile(r"\b(?:other|others|else|another|besides|additional)\b", re.IGNORECASE)
_MORE: Final = re.compile(r"\b(?:more|further|similar|same|next|also|again|too)\b", re.IGNORECASE)
# "the end of it": what stands behind says of what.
_OF_IT: Final = re.compile(
    r"\s+(?:of|for|between|against|who|that|which|about|in|at|on|near|over)\b", re.IGNORECASE
)
# "the police chief"
_TITLED: Final = 3
_SAYS_LITTLE: Final[tuple[list[str], ...]] = (
    [], ["new"], ["old"], ["dead"], ["previous"], ["former"], ["other"], ["two"], ["three"],
    ["young"], ["same"], ["next"], ["second"], ["final"],
)  # fmt: skip
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
_LITTLE: Final = 3
_DEFINITION: Final = re.compile(
    r"^(?:what|who)(?:[’']?s| is| are| was| were) "
    r"(?!the\b|this\b|that\b|these\b|those\b|his\b|her\b|their\b|its\b|he\b|she\b|it\b|they\b"
    r"|there\b|else\b|another\b|other\b|some\b|any\b|one\b|your\b|in\b|on\b)(?:an? )?"
    r"(?!\w+(?:ed|ing)\b|born\b|shot\b|hurt\b|hit\b)[^\W\d][\w'’-]*(?: [\w'’-]+){0,2}\W*$",
    re.IGNORECASE,
)
_PRONOUNS: Final = frozenset({"he", "she", "they", "it", "there", "then", "one"})
_REFERRING: Final = _PRONOUNS | {"that", "bare", "other", "more", "article", "opening"}


@dataclass(frozen=True, slots=True)
class Holes:
    """What a question leaves open, as labels, and the stems of the nouns it points at.

    `stems` are those of all its words, `names` are its names, `bare` are "the judge" and "the
    victims", which do not say of what; `pointed` are those and "that album". `asked` are the stems
    of the noun that it asks for.
    """

    labels: frozenset[str]
    nouns: frozenset[str]
    stems: frozenset[str]
    names: tuple[Name, ...] = ()
    bare: tuple[Phrase, ...] = ()
    pointed: tuple[Phrase, ...] = ()
    asked: frozenset[str] = frozenset()
    text: str = ""
    size: int = 0

    @property
    def refers(self) -> bool:
        """Whether the question points back by its form alone; a long one by pronouns only."""
        return bool(self.labels & (_PRONOUNS if "long" in self.labels else _REFERRING))

    @property
    def says_little(self) -> bool:
        """Whether it is brief and tells neither where nor of whom: "how many homes lost power"."""
        if self.labels & {"led", "named"} == {"led", "named"}:
            # "and what did Hill say"
            return "placed" not in self.labels and self.size <= _LITTLE + 1
        return not self.labels & {"named", "placed", "timed", "long"} and self.size <= _LITTLE

    @property
    def stands_alone(self) -> bool:
        """Whether nothing is open: it names what it is about, defines it or says it at length."""
        if self.refers or self.bare or ("led" in self.labels and self.says_little):
            return False
        return bool(self.labels & {"named", "definition", "long", "explained"})


_FORMS: Final[dict[str, re.Pattern[str]]] = {
    "there": _THERE, "then": _THEN, "one": _ONE, "bare": _BARE, "other": _OTHER, "more": _MORE,
    "article": _ARTICLE, "led": OPENING, "timed": TIME, "definition": _DEFINITION,
}  # fmt: skip


def find_holes(text: str, known: frozenset[str] = frozenset()) -> Holes:
    """Return what `text` leaves open; `known` are the words of the conversation's names."""
    names = [name for name in names_of(text, known) if not _NO_NAME.match(name.text)]
    those, definite = _nouns(_POINTED.findall(text)), _nouns(_DEFINITE.findall(text))
    clause = parse(text, names)
    named = {name.end for name in names}
    pointed = tuple(phrase for phrase in pointed_at(clause) if phrase.end not in named)
    size = len(content_words(OPENING.sub("", text)))
    labels = _labels(clause, names, size)
    found = {"that": those, "the": definite, "noun": pointed}
    return Holes(
        frozenset(labels | {label for label, present in found.items() if present}),
        frozenset(those | definite),
        frozenset(stem(part) for word in words(text) for part in (word, *word.split("-"))),
        tuple(names),
        tuple(phrase for phrase in pointed if not _THAT.match(phrase.text)),
        pointed,
        frozenset(stem(w) for p in clause.phrases if p.role == "asked" for w in words(p.text)),
        text,
        size,
    )


def _labels(clause: Clause, names: Sequence[Name], size: int) -> set[str]:
    """Return what the form of a question tells, and which pronouns in it are open."""
    text = clause.text
    found = {label for label, form in _FORMS.items() if form.search(text)}
    pronouns = open_pronouns(text, names)
    tests: dict[str, object] = {
        "placed": any(phrase.role in {"behind", "owner"} for phrase in clause.phrases),
        "opening": "led" in found and not (names and _CLAUSE.search(text)),
        "named": names or _bare_names(clause),
        "tiny": size <= _TINY,
        "short": _TINY < size <= _SHORT,
        "long": size >= _LONG,
        "explained": not pronouns and has_pronoun(text),
    }
    return found | pronouns | {label for label, present in tests.items() if present}


def _bare_names(clause: Clause) -> list[Phrase]:
    """Return subjects like "ada brook" of "when did ada brook die": two words and no article."""
    if clause.text != clause.text.lower():
        return []
    return [p for p in clause.phrases if p.role in {"subject", "owner"} and is_bare_name(p.text)]


def _owns(phrase: Phrase, clause: Clause) -> bool:
    """Tell "the company" of "the company’s shares"."""
    before = clause.text[: phrase.start].lower()
    known = phrase.text.lower() in _KNOWN_NOUNS or " " in phrase.text
    return phrase.role == "owner" and before.endswith("the ") and not known


def _is_bare(phrase: Phrase, clause: Clause) -> bool:
    """Tell "the judge" and "the repairs" from "the Texas ban", "the end of it", "the police"."""
    parts = phrase.text.lower().split()
    says_little = parts[1:-1] in _SAYS_LITTLE or (len(parts) == _TITLED and parts[-1] in PERSONS)
    if parts[0] != "the" or not says_little or len(parts) == 1:
        return False
    behind = _OF_IT.match(clause.text, phrase.end)
    next_word = re.match(r"\s+([a-z]+)", clause.text[phrase.end :])
    if next_word and next_word[1] != clause.verb and is_verb(next_word[1], "participle", "ing"):
        behind = next_word
    named = any(character.isupper() or character.isdigit() for character in phrase.text[1:])
    return not (behind or named or parts[-1] in _KNOWN_NOUNS)


def _nouns(phrases: Sequence[str]) -> set[str]:
    """Return the stems of the words behind "the" or "that", up to the first that is no noun."""
    found = set()
    for phrase in phrases:
        for word in words(phrase):
            if word.lower() in STOP_WORDS or word[0].isupper():
                break
            found.add(stem(word))
    return found


def pointed_at(clause: Clause) -> list[Phrase]:
    """Return "that album", "the judge", "those men": the phrases that point back, last first."""
    found = []
    for phrase in clause.phrases:
        if (
            (_THAT.match(phrase.text) and not _A_TIME.search(phrase.text))
            or _is_bare(phrase, clause)
            or _owns(phrase, clause)
        ):
            found.append(phrase)
    return sorted(found, key=lambda phrase: -phrase.start)
