"""The parts of a question: what it asks for, its auxiliary, subject, verb, and the phrases in it.

Rules over the closed words of English and the verbs of `question_verbs`; the case of letters is not
needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from assistant.answer.clause_words import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    DO,
    PREPOSITIONS,
    PRONOUNS,
    TIME,
    WH,
    is_noun_word,
    tokens,
)
from assistant.answer.event_words import EVENT_WORDS
from assistant.answer.kinds import OPENING
from assistant.answer.names import Name
from assistant.answer.question_verbs import is_also_noun, is_verb
from assistant.answer.speech import listed

Role = Literal["subject", "object", "behind", "asked", "owner", "inner"]

# These join what stands behind them to the noun before; the others may tell of the deed.
_OF_NOUNS: Final = listed("of on against over about between for among")
# Said of a subject behind "is", as a verb would be: "are banks open on Sunday".
_PREDICATES: Final = listed(
    "open closed shut alive dead missing available free legal illegal safe responsible guilty"
    " married born able due likely worth true rich ill sick popular involved present"
)
_BEEN: Final = frozenset({"been", "being", "be", "to", "ever", "also", "not", "already", "still"})
_ASKING_HOW: Final = frozenset({"many", "much"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase, `text[start:end]`; `led` is the preposition before it, or empty."""

    start: int
    end: int
    text: str
    role: Role
    led: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A question in parts, each a slice of its text; those that it lacks are empty.

    `asked` is "how many people" or "in which city", `verb` begins behind the subject, or behind
    what is asked for where that is the subject; `rest` follows the verb's first word.
    """

    text: str
    asked: str
    auxiliary: str
    subject: str
    verb: str
    rest: str
    phrases: tuple[Phrase, ...]

    @property
    def asks_subject(self) -> bool:
        """Whether it asks who did, and has no auxiliary of its own for that."""
        return bool(self.asked) and not self.auxiliary


def parse(text: str, names: Sequence[Name] = ()) -> Clause:
    """Return the parts of a question, whatever its case; `names` are those known to stand in it."""
    return _parsed(text, tuple(names))


# A question is looked at for what it lacks, and again as the one before the next.
@lru_cache(maxsize=256)
def _parsed(text: str, names: tuple[Name, ...]) -> Clause:
    return _Parser(text, names).clause()


def _is_plural(low: str) -> bool:
    return low in {"people", "men", "women", "children"} or low.endswith("s") and low[-2:] != "ss"


class _Parser:
    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self.text = text
        self.names = [name for name in names if " " in name.text]
        opening = OPENING.match(text)
        begin = opening.end() if opening else 0
        self.tokens = [token for token in tokens(text) if token.start >= begin]
        while self.tokens and self.tokens[-1].low in {"?", ".", "!", ","}:
            self.tokens.pop()
        self.lows = [token.low for token in self.tokens]
        self.times = [m.span() for m in TIME.finditer(text) if self._is_time(m)]

    def _is_time(self, match: re.Match[str]) -> bool:
        """Tell a time from a year within a name ("the 2018 primary") and from "may" the verb."""
        told = match.group().lower()
        if told == "may":
            return False
        before = next((t for t in reversed(self.tokens) if t.end <= match.start()), None)
        if before and (before.low in {"'", "'s"} or told.isdigit() and is_noun_word(before.low)):
            # "Kim's October 29 rally", "Presidents Day 2019"
            return False
        behind = next((t for t in self.tokens if t.start >= match.end()), None)
        if behind and behind.low in {"'", "'s"}:
            return False
        joined = behind is not None and behind.start - match.end() <= 1 and is_noun_word(behind.low)
        return not joined or told[0].isalpha() and " the " not in told and told[-1].isalpha()

    def clause(self) -> Clause:
        asked, at = self._asked()
        auxiliary = at < len(self.tokens) and self._is_auxiliary(at)
        if not asked and not auxiliary:
            phrases = tuple(self._phrases(0, len(self.tokens), "object"))
            return Clause(self.text, "", "", "", "", "", phrases)
        begin = at + 1 if auxiliary else at
        asked_for = self._low(at - 1) not in {"when", "where", "why", "how"}
        asked_for = asked and asked_for and self._low(at - 2) != "how"
        verb = self._verb(at, begin, asked_for=asked_for) if auxiliary else begin
        subject = self._slice(begin, verb) if auxiliary else ""
        last = len(self.tokens)
        phrases = (
            *self._asked_phrase(asked, at),
            *(self._phrases(begin, verb, "subject") if auxiliary else ()),
            *self._phrases(min(verb + 1, last) if verb < last else last, last, "object"),
        )
        return Clause(
            self.text,
            self._slice(0, at) if asked else "",
            self.tokens[at].text.replace("’s", "is").replace("'s", "is") if auxiliary else "",
            subject,
            self._slice(verb, verb + 1),
            self._slice(verb + 1, last),
            phrases,
        )

    def _slice(self, first: int, behind: int) -> str:
        part = self.tokens[first:behind]
        return self.text[part[0].start : part[-1].end] if part else ""

    def _low(self, index: int) -> str:
        return self.lows[index] if 0 <= index < len(self.lows) else ""

    def _is_form(self, index: int, *tenses: str) -> bool:
        """Tell a verb's form, which no word of a name is: "Tim Cook", "Meghan Markle"."""
        if not is_verb(self._low(index), *tenses):
            return False
        token = self.tokens[index]
        return not any(name.start <= token.start < name.end for name in self.names)

    def _is_auxiliary(self, index: int) -> bool:
        return self._low(index) in AUXILIARIES or (index == 1 and self._low(index) == "'s")

    def _asked(self) -> tuple[bool, int]:
        """Return whether something is asked for, and where the words for it end."""
        at = 1 if self._low(0) in PREPOSITIONS and self._low(1) in WH else 0
        word = self._low(at)
        if word not in WH:
            return False, 0
        at += 1
        if word == "how" and not self._is_auxiliary(at):
            word = self._low(at)
            at += 1
        at += self._low(at) == "else"
        if word in {"what", "which", "whose"} | _ASKING_HOW:
            at = self._behind_noun(at, word)
        return True, at

    def _behind_noun(self, at: int, word: str) -> int:
        """Return where the noun that is asked for ends: at an auxiliary or a finite verb."""
        first = at
        while at < len(self.tokens) and not self._is_auxiliary(at):
            if at > first and self._is_form(at, "past", "s") and not self._verb_follows(at):
                return at
            if at > first and _is_plural(self._low(at - 1)) and self._is_form(at, "base"):
                return at
            if at == first and word != "many" and self._is_form(at, "past"):
                return at
            at += 1
        return at

    def _verb_follows(self, at: int) -> bool:
        # "which suspended accounts returned", "how many fired workers sued"
        return self._is_form(at + 1, "past", "s") and not self._is_form(at, "past")

    def _verb(self, auxiliary: int, begin: int, *, asked_for: bool) -> int:
        """Return where the verb stands: behind an auxiliary and a subject; else at the end."""
        word = self._low(auxiliary)
        tenses = ("participle", "ing") if word in BE | {"'s"} else ("participle",)
        if word in DO:
            tenses = ("base",)
        at = begin if self._low(begin) in _BEEN or asked_for else begin + 1
        while at < len(self.tokens):
            low = self._low(at)
            if low in _BEEN and low != "to" or (word in BE and low in _PREDICATES):
                return at
            if self._is_form(at, *tenses) and self._is_verb_here(at, begin, tenses):
                noun = tenses == ("base",) and is_also_noun(low)
                later = self._later_verb(at, begin, tenses) if noun else None
                return later or at
            at += 1
        return self._predicate(begin) if word not in DO else len(self.tokens)

    def _later_verb(self, first: int, begin: int, tenses: tuple[str, ...]) -> int | None:
        """Return a verb further on: "did the union strike end" asks about a strike."""
        for at in range(first + 1, len(self.tokens)):
            infinitive = self._low(at - 1) == "to" or self._low(at - 1) in PRONOUNS
            if infinitive or not self._is_form(at, *tenses):
                continue
            if self._is_verb_here(at, begin, tenses):
                return at
        return None

    def _is_verb_here(self, at: int, begin: int, tenses: tuple[str, ...]) -> bool:
        before, low, behind = self._low(at - 1), self._low(at), self._low(at + 1)
        if at > begin and before in DETERMINERS | {"'s", "'"} | PREPOSITIONS - {"to"}:
            return False
        if low in EVENT_WORDS and behind not in DETERMINERS and low.endswith("ing"):
            return False
        return not (tenses == ("base",) and is_also_noun(low) and self._is_form(at + 1, "base"))

    def _predicate(self, begin: int) -> int:
        """Return where the subject of "is the mayor rich", "was it the first" ends."""
        at = begin
        pointed = self._low(at) in {"this", "that", "these", "those"} and not (
            at + 1 < len(self.tokens) and self._is_noun(at + 1)
        )
        if self._low(at) in PRONOUNS or pointed:
            return at + 1
        for at in range(begin + 1, len(self.tokens)):
            after_name = self._low(at - 1) not in PREPOSITIONS | DETERMINERS
            if self._low(at) in {"the", "a", "an"} and after_name:
                return at
        return len(self.tokens)

    def _asked_phrase(self, asked: bool, at: int) -> Iterator[Phrase]:
        if asked:
            first = next((i for i in range(at) if self._low(i) in WH), 0) + 1
            first += self._low(first) in _ASKING_HOW
            if first < at and self._low(first - 1) != "how":
                start, end = self.tokens[first].start, self.tokens[at - 1].end
                yield Phrase(start, end, self.text[start:end], "asked")

    def _phrases(self, first: int, behind: int, role: Role) -> Iterator[Phrase]:
        found = list(self._each_phrase(first, behind, role))
        yield from found
        apart = [phrase for phrase in found if phrase.role not in {"owner", "inner"}]
        for one, other in pairwise(apart):
            if self.text[one.end : other.start].lower() in {" and ", " & "}:
                both = self.text[one.start : other.end]
                yield Phrase(one.start, other.end, both, one.role, one.led)

    def _each_phrase(self, first: int, behind: int, role: Role) -> Iterator[Phrase]:
        at = first
        while at < behind:
            end = self._noun_phrase(at, behind)
            if end == at:
                at += 1
                continue
            led = self._low(at - 1) if self._low(at - 1) in PREPOSITIONS else ""
            last = self._extended(at, end, behind)
            yield self._phrase(at, last, "behind" if led else role, led)
            yield from self._owners(at, last)
            for inner in range(end, last):
                if self._low(inner) in PREPOSITIONS and (to := self._noun_phrase(inner + 1, last)):
                    yield self._phrase(inner + 1, to, "inner", self._low(inner))
            at = last

    def _phrase(self, first: int, behind: int, role: Role, led: str = "") -> Phrase:
        start, end = self.tokens[first].start, self.tokens[behind - 1].end
        return Phrase(start, end, self.text[start:end], role, led)

    def _owners(self, first: int, behind: int) -> Iterator[Phrase]:
        for at in range(first + 1, behind):
            if self._low(at) in {"'s", "'"}:
                begin = at - 1
                while begin > first and self._is_noun(begin - 1) and self._low(begin - 1) != "'s":
                    begin -= 1
                yield self._phrase(begin, at, "owner")

    def _noun_phrase(self, at: int, behind: int) -> int:
        """Return where the noun phrase that begins at `at` ends; `at` where none begins."""
        begin = at
        if self._in_time(at):
            return begin
        if self._is_infinitive(at) or self._is_action(at, behind):
            return begin
        while at < behind and (self._is_noun(at) or (at == begin and self._leads(at))):
            if at > begin and self._in_time(at):
                break
            if at > begin and self._breaks_off(at, begin, behind):
                break
            at += 1
        bare = self._low(at - 1) in DETERMINERS if at > begin else True
        return begin if bare else at

    def _is_infinitive(self, at: int) -> bool:
        return self._low(at - 1) == "to" and self._is_form(at, "base")

    def _is_action(self, at: int, behind: int) -> bool:
        """Tell "leaving early" and "accused of" from "mining rights" and "suspended accounts"."""
        low = self._low(at)
        if not self._is_form(at, "past", "participle", "ing") or low in EVENT_WORDS:
            return False
        return at + 1 >= behind or not self._is_noun(at + 1) or self._is_form(at, "ing")

    def _leads(self, at: int) -> bool:
        # "the species that left tracks": it stands for the noun before it.
        before = at > 0 and self._is_noun(at - 1) and not self._is_form(at - 1, "past", "base")
        relative = self._low(at) == "that" and before
        return self._low(at) in DETERMINERS and not relative

    def _in_time(self, at: int) -> bool:
        token = self.tokens[at]
        return any(start <= token.start and token.end <= end for start, end in self.times)

    def _is_noun(self, at: int) -> bool:
        low = self._low(at)
        if low in {"'s", "'"}:
            return True
        return is_noun_word(low)

    def _breaks_off(self, at: int, begin: int, behind: int) -> bool:
        """Tell a verb behind a noun from a word within a noun phrase: "fans storming the field"."""
        low = self._low(at)
        if self._low(at - 1) in DETERMINERS | {"'s", "'"}:
            return False
        if not self._is_form(at, "past", "participle", "ing") or low in EVENT_WORDS:
            return False
        if self._is_form(at, "ing"):
            return self._low(at + 1) in DETERMINERS | PRONOUNS
        return not (at + 1 < behind and self._is_noun(at + 1))

    def _extended(self, begin: int, end: int, behind: int) -> int:
        """Return where the phrase ends with what is joined to it: "the ban on sales in Texas"."""
        common = self._low(begin) in DETERMINERS or any(
            self._low(at) in {"'s", "'"} for at in range(begin, end)
        )
        while end + 1 < behind and self._low(end) in PREPOSITIONS:
            joins = self._low(end) in _OF_NOUNS or (
                common and self._low(end) in {"in", "at", "near"}
            )
            if not joins or (self._low(end) != "of" and not common):
                break
            after = self._noun_phrase(end + 1, behind)
            if after == end + 1:
                break
            end = after
        return end
