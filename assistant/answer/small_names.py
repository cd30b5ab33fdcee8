"""Reads a question that is typed in small letters: its names as the articles write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from assistant.answer.names import CALENDAR, bare_subject, begins_sentence, capitals_tell
from assistant.answer.places import is_place
from assistant.answer.spelling import respelt
from assistant.answer.words import STOP_WORDS
from assistant.known_names import KnownNames, Part, Written, name_parts, usual_form
from assistant.models import Span

# A word is a name where it stands in capitals in so many of the places that tell.
_MOSTLY: Final = 0.5
# A word that is hardly ever small need not stand alone: "Gaetz" in "Matt Gaetz".
_NEARLY_ALWAYS: Final = 0.97
# A known place is a name to articles that do not tell of it, too.
_PLACE_COUNTS: Final = 3
# Inside longer names a common word may stand, too: "Street", "House".
_INSIDE_COUNTS: Final = 0.15
# A question with capitals means its small words to be small, but for those that are so often in
# capitals, and so many times as often as they are small.
_SURELY: Final = 3
_SURELY_LARGER: Final = 10
_SHORTEST: Final = 4
# Words of the longest name that is looked for.
_LONGEST: Final = 7
# What people type without its apostrophe.
_SHORT_FORM_WORDS: Final = """
    arent cant couldnt didnt doesnt dont hadnt hasnt havent hed hes hows id im isnt ive lets shed
    shes shouldnt thats theres theyd theyll theyre theyve wasnt werent weve whats whens wheres whos
    wont wouldnt youd youll youre youve
"""
_NO_NAMES: Final = STOP_WORDS | CALENDAR | frozenset(_SHORT_FORM_WORDS.split())
# Common words that end a name: Theresa May.
_LAST_WORDS: Final = frozenset({"may", "will"})
_ASKING_WORDS: Final = "when where why how what who which whom that it there"
_ASKING: Final = frozenset(_ASKING_WORDS.split())
# What may stand between the words of a name.
_BETWEEN: Final = re.compile(r"[ .&’'-]*")


@dataclass(frozen=True, slots=True)
class Reading:
    """A question with its names in capitals; `first` are those that begin a sentence, small."""

    text: str
    first: frozenset[str] = frozenset()


def read_names(text: str, known: KnownNames) -> Reading:
    """Return a question with the names that are typed small as the articles write them.

    The longest name counts: "iowa state fair" is one. In a question that has capitals of its own,
    only what the articles hardly ever write small is read so.
    """
    text = respelt(unicodedata.normalize("NFC", text), known)
    tells = capitals_tell(text)
    text = text if tells else text.lower()
    finder = _Finder(text, known, strict=tells)
    forms = dict(finder.names())
    if not tells:
        forms |= finder.subject(forms)
    read, done = "", 0
    for (start, end), form in sorted(forms.items()):
        read += text[done:start] + form
        done = end
    return Reading(read + text[done:], finder.first(forms))


class _Finder:
    """Looks up the words of one text; `strict` is for one whose capitals tell names."""

    def __init__(self, text: str, known: KnownNames, *, strict: bool) -> None:
        self._text = text
        self._parts = list(name_parts(text))
        self._known = known
        self._strict = strict
        self._written = cache(known.written)

    def names(self) -> Iterator[tuple[Span, str]]:
        """Yield the span and the form of each name that is typed small, in order."""
        at = 0
        while at < len(self._parts):
            end, form = self._longest(at) or (at + 1, "")
            if form:
                yield (self._parts[at].start, self._parts[end - 1].end), form
            at = end

    def subject(self, names: Mapping[Span, str]) -> dict[Span, str]:
        """Return a subject without an article that no article writes small: an unknown name."""
        span = bare_subject(self._text)
        if not span or any(span[0] < end and start < span[1] for start, end in names):
            return {}
        parts = [part for part in self._parts if span[0] <= part.start and part.end <= span[1]]
        if any(self._written(part.key).small for part in parts):
            return {}
        return {span: usual_form(self._text[slice(*span)])}

    def first(self, names: Mapping[Span, str]) -> frozenset[str]:
        """Return the single words that begin a sentence and are names, in small letters."""
        firsts = [part for part in self._parts if begins_sentence(self._text, part.start)]
        words = {part.start: self._text[part.start : part.end] for part in firsts}
        found = {start: form for (start, _), form in names.items() if start in words}
        known = {p.start: words[p.start] for p in firsts if self._strict and self._is_mostly(p.key)}
        return frozenset(word.lower() for word in (known | found).values())

    def _longest(self, at: int) -> tuple[int, str] | None:
        """Return where the longest name from a word on ends, and its form."""
        key = self._parts[at].key
        found = (at + 1, form) if (form := self._form_of_word(self._parts[at])) else None
        if key in _NO_NAMES and not self._may_begin(at):
            return found
        for last in range(at + 1, min(len(self._parts), at + _LONGEST)):
            if not self._joined(last) or not self._known.goes_on(key):
                break
            key = f"{key} {self._parts[last].key}"
            form = self._form_of_phrase(key)
            if form and self._is_small(at, last) and not self._is_date(at, last):
                found = last + 1, form
        return found

    def _may_begin(self, at: int) -> bool:
        """Tell a common word that may begin a name: US Senate, March Madness, Will Smith."""
        asked = at == 0 or self._parts[at - 1].key in _ASKING
        key = self._parts[at].key
        return key in {"us", "the"} or key in CALENDAR or (key == "will" and not asked)

    def _joined(self, at: int) -> bool:
        between = self._text[self._parts[at - 1].end : self._parts[at].start]
        return _BETWEEN.fullmatch(between) is not None

    def _is_small(self, first: int, last: int) -> bool:
        return self._text[self._parts[first].start : self._parts[last].end].islower()

    def _is_date(self, first: int, last: int) -> bool:
        rest = self._parts[first + 1 : last + 1]
        return self._parts[first].key in CALENDAR and all(part.key.isdigit() for part in rest)

    def _form_of_word(self, part: Part) -> str:
        typed = self._text[part.start : part.end]
        # The beginning of a compound is no abbreviation: "un-retiring".
        begins = len(typed) < _SHORTEST and self._text[part.end : part.end + 1] == "-"
        if begins or not typed.islower():
            return ""
        if self._is_word(part.key):
            return self._written(part.key).form or usual_form(part.key)
        # Without its apostrophe: "ukraines capital".
        owner = part.key[:-1]
        owned = part.key.endswith("s") and part.key not in _NO_NAMES and self._is_word(owner)
        if owned and 20 * self._written(part.key).small <= self._written(owner).capital:
            return (self._written(owner).form or usual_form(owner)) + "'s"
        return ""

    def _form_of_phrase(self, key: str) -> str:
        if key.rpartition(" ")[2] in _NO_NAMES - _LAST_WORDS:
            return ""
        if self._is_phrase(key):
            return self._written(key).form or usual_form(key)
        owned = key.endswith("s") and not self._strict and not self._written(key).small
        if owned and self._is_phrase(key[:-1]):
            return (self._written(key[:-1]).form or usual_form(key[:-1])) + "'s"
        return ""

    def _is_word(self, key: str) -> bool:
        if not self._strict:
            return self._is_mostly(key)
        one = self._written(key)
        return one.capital >= _SURELY and key not in _NO_NAMES and _is_nearly_always(one)

    def _is_mostly(self, key: str) -> bool:
        if key in _NO_NAMES or len(key) < 2 or key[0].isdigit():
            return False
        one = self._written(key)
        alone = one.alone + _INSIDE_COUNTS * one.inside + _PLACE_COUNTS * is_place(key)
        return alone >= _MOSTLY * (alone + one.small) > 0 or _is_nearly_always(one)

    def _is_phrase(self, key: str) -> bool:
        one = self._written(key)
        if is_place(key):
            return True
        if self._strict or key.startswith("the "):
            return one.alone >= max(_SURELY, _SURELY_LARGER * one.small)
        if one.alone >= max(2, one.small):
            return True
        if one.capital < max(1, one.small):
            return False
        if any(map(self._is_word, key.split(" "))):
            return True
        # Two plain words are one where they head a label, too: "Loan Bills", "One-term".
        labelled = not one.alone and " " not in key.partition(" ")[2]
        return not one.small and (not labelled or (one.inside > 1 and "-" not in one.form))


def _is_nearly_always(one: Written) -> bool:
    return one.capital >= _NEARLY_ALWAYS * (one.capital + one.small) > 0
