"""The names that a text mentions: capitalised ones, quoted titles, and known ones in lower case."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from assistant.answer.places import LONGEST_NAME, LOWER_CASE_NAMES
from assistant.answer.words import STOP_WORDS, stem, words
from assistant.known_names import NAME, POSSESSIVE, UPPER

# Words that begin a sentence, a question or an order, and are capitalised for that alone.
_OPENING_WORDS: Final = """
    explain describe list give show find state define compare summarize summarise let according
    besides despite since until whether every each another someone anyone everyone nothing
    something anything first last next former latest new old several many today yesterday tomorrow
    start number date year how's what's who's where's when's dont didnt ok okay yes hello hi mr mrs
    ms dr sir lady like however although though during within without among against yet still even
    ever never always often one two three four five six seven eight nine ten such via per aside i
    it's he's she's they're i'm don't upset
"""
_OPENERS: Final = STOP_WORDS | frozenset(_OPENING_WORDS.split())
_CALENDAR_WORDS: Final = """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter
"""
CALENDAR: Final = frozenset(_CALENDAR_WORDS.split())
_NAME: Final = re.compile(NAME)
_TITLE: Final = re.compile(r"[\"“]([^\"“”?]{2,60}?)[,.]?[\"”]")
_AUXILIARY: Final = r"(?:did|does|do|was|is|were|are|has|have|had|will|would|can|could|should)"
# Base forms that follow a bare subject: "when did kim visit", "why did musk buy".
_VERBS: Final = (
    "visit|meet|die|win|lose|say|tell|call|ask|open|close|launch|begin|start|end|become|buy|sell"
    "|make|take|give|get|go|come|leave|join|quit|resign|retire|sign|announce|release|publish"
    "|write|sing|play|marry|divorce|move|live|work|run|fire|hire|kill|shoot|attack|bomb|invade"
    "|arrest|charge|sue|vote|elect|pass|ban|fine|pay|cost|raise|cut|add|find|found|create|build"
    "|break|fall|rise|crash|hit|beat|score|trade|speak|talk|travel|fly|land|arrive|return|stop"
    "|cancel|delay|recall|reject|approve|agree|refuse|deny|admit|apologize|apologise|want|think"
    "|happen|change|need|plan|try|use|test|fail|flee|escape|speak|host|attend|celebrate|withdraw"
    "|drop|file|plead|testify|endorse|appoint|name|nominate|choose|pick|replace|reveal|show|see"
    "|born|dead|married|arrested|killed|elected|fired|charged|sentenced|released|acquitted"
    "|convicted|appointed|named|impeached|indicted|banned|visiting|going|doing|planning"
)
_BARE_SUBJECT: Final = re.compile(
    rf"\b(?:{_AUXILIARY}) ((?!the\b|a\b|an\b)[^\W\d]+(?: [^\W\d]+){{0,2}}?) (?:{_VERBS})\b"
)
_WHO_IS: Final = re.compile(r"^(?:who|where) (?:is|was|are|were) ([^\W\d]+(?: [^\W\d]+){0,2})$")


_TITLE_WORDS: Final = """
    mr mrs ms dr sir dame lord lady king queen prince princess pope president chairman chief ceo
    coach judge justice minister secretary senator sen rep gov governor mayor general gen captain
    officer director former republican democratic democrat jr sr ii iii
"""
# They go before, or behind, the same person's name: "Mr. Parker" is no other than "Mark Parker".
TITLES: Final = frozenset(_TITLE_WORDS.split())
_NEW_PLACES: Final = tuple(name for name in LOWER_CASE_NAMES if name.startswith("new "))
# What headline case leaves small.
_SMALL_WORDS: Final = "a an and as at but by for from in of on or the to with"
_SMALL: Final = frozenset(_SMALL_WORDS.split())
# As many words in capitals may be abbreviations ("FBI CIA NSA").
_ABBREVIATIONS: Final = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A name that a text mentions: `text[start:end]`, without a possessive ending."""

    start: int
    end: int
    text: str

    @property
    def stems(self) -> tuple[str, ...]:
        """Stems of its words; the parts of a compound are words of their own."""
        return name_stems(self.text)


def name_stems(text: str) -> tuple[str, ...]:
    """Return the stems of a name's words, each once; Jong-un counts as two words."""
    parts = [part for word in words(text) for part in re.split(r"[-’']", word)]
    content = [part for part in parts if part and part.lower() not in STOP_WORDS]
    return tuple(dict.fromkeys(stem(part) for part in content or parts))


def find_names(text: str, known: Container[str] = ()) -> list[Name]:
    """Return the names of `text` in order; none overlap.

    `known` holds words of names, in lower case, that are names at the beginning of a sentence too.

    Where capitals say nothing (all lower case, all upper case, Each Word A Capital), known places
    and the subject after an auxiliary stand in for them.
    """
    titles = [Name(*match.span(1), match[1]) for match in _TITLE.finditer(text)]
    titles = [title for title in titles if title.text[0].isupper() and title.stems]
    found = _capitalised(text, known) if capitals_tell(text) else _lower_case(text)
    apart = [n for n in found if not any(n.start < t.end and t.start < n.end for t in titles)]
    return sorted([*titles, *apart], key=lambda name: name.start)


def capitals_tell(text: str) -> bool:
    """Tell whether capitals tell names: not where a text has none, or nothing else."""
    letters = [word for word in words(text) if word[0].isalpha()]
    if text.isupper() and len(letters) > _ABBREVIATIONS:
        return False
    if not any(character.isupper() for character in text):
        return False
    said = [word for word in letters if word.lower() not in _SMALL]
    every = all(word[0].isupper() for word in said)
    return not (every and any(word.lower() in STOP_WORDS for word in said[1:]))


def _capitalised(text: str, known: Container[str]) -> list[Name]:
    found = []
    for match in _NAME.finditer(text):
        for start, end in _without_possessives(text, *match.span()):
            start = _behind_openers(text, start, end)
            while end > start and text[end - 1] in ".’'-" and not _abbreviation(text[start:end]):
                end -= 1
            if start < end and _is_name(text, start, end, known):
                found.append(Name(start, end, text[start:end]))
    return found


def _without_possessives(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split "Kim's China" into Kim and China."""
    spans = []
    for mark in POSSESSIVE.finditer(text, start, min(len(text), end + 2)):
        if mark.start() >= start:
            spans.append((start, mark.start()))
            start = mark.end()
    tail = text[start:end]
    start += len(tail) - len(tail.lstrip())
    return [span for span in [*spans, (start, end)] if span[0] < span[1]]


def _behind_openers(text: str, start: int, end: int) -> int:
    """Return where the name begins: a sentence's first words are capitalised for that alone."""
    if not begins_sentence(text, start):
        return start
    for match in re.finditer(r"\S+\s*", text[start:end]):
        word = match.group().strip()
        rest = text[start + match.start() : end]
        shouted = len(word) > 1 and word.isupper()
        known = any(rest.lower().startswith(name) for name in _NEW_PLACES)
        opens = word.isdigit() or word.lower().replace("’", "'").strip(".,") in _OPENERS
        if shouted or known or not opens:
            return start + match.start()
    return end


def _is_name(text: str, start: int, end: int, known: Container[str]) -> bool:
    name = text[start:end]
    first = re.split(r"[\s.]", name.lower().removeprefix("mid-"))[0]
    if first in CALENDAR and not re.search(r"\s[^\W\d]", name):
        return False
    if " " in name or not begins_sentence(text, start):
        return True
    # A single capitalised word that begins a sentence is a name only by other signs.
    rest = text[end:]
    return (
        name.lower() in LOWER_CASE_NAMES
        or name.lower() in known
        or any(letter.isupper() or letter.isdigit() for letter in name[1:])
        or (POSSESSIVE.match(rest) is not None)
        or name == text.strip(" ?.!")
    )


def begins_sentence(text: str, start: int) -> bool:
    """Tell whether the word that begins at `start` is the first of a sentence."""
    before = text[:start].rstrip(" \"'“‘([")
    return not before or before[-1] in ".!?:\n"


def _abbreviation(name: str) -> bool:
    return re.search(rf"(?:^|[\s.]){UPPER}\.$", name) is not None


def _lower_case(text: str) -> list[Name]:
    lowered = text.lower()
    spans = [match.span() for match in re.finditer(r"[^\W_]+(?:[’'.-](?!s\b)[^\W_]+)*", lowered)]
    found: list[Name] = []
    index = 0
    while index < len(spans):
        for size in range(min(LONGEST_NAME, len(spans) - index), 0, -1):
            start, end = spans[index][0], spans[index + size - 1][1]
            if lowered[start:end] in LOWER_CASE_NAMES:
                found.append(Name(start, end, text[start:end]))
                index += size - 1
                break
        index += 1
    subject = bare_subject(lowered)
    if subject and not any(subject[0] < name.end and name.start < subject[1] for name in found):
        found.append(Name(*subject, text[subject[0] : subject[1]]))
    return sorted(found, key=lambda name: name.start)


def bare_subject(lowered: str) -> tuple[int, int] | None:
    """Return the span of a subject without an article: only a name can stand so, or a plural."""
    match = _BARE_SUBJECT.search(lowered) or _WHO_IS.match(lowered.rstrip(" ?.!"))
    if not match:
        return None
    parts = match[1].split()
    common = any(part in _OPENERS or part in CALENDAR for part in parts)
    return None if common or (len(parts) == 1 and parts[0].endswith("s")) else match.span(1)
