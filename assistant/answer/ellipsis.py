"""Fragments that take the rest of their words from the question before: "and to Russia?", "when?".

Each rule gives the whole question in the words of the earlier one, or None where it does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answer.clause import Clause, Phrase, parse
from assistant.answer.clause_words import AUXILIARIES, PREPOSITIONS, TIME, tokens
from assistant.answer.kinds import OPENING
from assistant.answer.mentions import JOINED, has_article, head_of, is_plural
from assistant.answer.names import Name, find_names
from assistant.answer.places import is_place
from assistant.answer.question_verbs import base_of, is_verb
from assistant.answer.speech import listed
from assistant.answer.words import content_words, stem

_AUXILIARY: Final = "|".join(sorted(map(re.escape, AUXILIARIES)))
_AFTERTHOUGHT: Final = re.compile(r"(?: (?:exactly|precisely|though|then))?\W*$", re.IGNORECASE)
# "when was that?", "why did this happen?", "how did it come about?"
_SAME_EVENT: Final = re.compile(
    rf"^(.+?) (?:{_AUXILIARY}) (?:(?:that|this)(?: event| visit| meeting)?"
    r"(?: happen(?:ed|ing)?| occur| take place| be| the case)?|it (?:happen|occur|take place))\W*$",
    re.IGNORECASE,
)
_ELSE: Final = re.compile(r"^(who|what|where|when|how|why)(?:m)? else\W*$", re.IGNORECASE)
# "any others?" asks the same once more.
_ANY_MORE: Final = re.compile(
    r"^(?:any(?: ?one| ?body| ?thing| ?where)? (?:others?|else|more)|others)\W*$", re.IGNORECASE
)
_FIRST_WORD: Final = re.compile(r"(?:who|what|where|when|how|why)(?=m? (?!else\b))", re.IGNORECASE)
_WHY_NOT: Final = re.compile(r"^why not\b ?(.*?)\W*$", re.IGNORECASE)
# "who did it the year before": what was done is said before.
_DID_SO: Final = re.compile(
    r"^((?:and )?(?:who|which \w+)(?: else)? )(did (?:it|that|this|so))\b(?! [a-z]+ (?:on|in))",
    re.IGNORECASE,
)
# "why did they do that?"
_DO_SO: Final = re.compile(r"(?<= )do (?:that|this|it|so)\b(?=\W*$)", re.IGNORECASE)
# "how many were freed?": the noun of "how many hostages were taken?" is left out.
_UNCOUNTED: Final = re.compile(
    rf"^(?:and |but )?how many(?= (?:(?:{_AUXILIARY}) (?!there\b)|of (?:those|them) |died\b"
    r"|survived\b|[a-z]+ed\b))",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(r"the (?:day|week|month|year) (?:before|after)$", re.IGNORECASE)
_YEAR: Final = r"(?:1[6-9]|20)\d\d"
_TIMES_OF: Final = re.compile(r"^(?:this|that|last|next) (?:time|day|week|month|year)$", re.I)
# A longer remark behind "and" is a question of its own.
_MOST_WORDS: Final = 4
_BRIEF: Final = 3


def complete(asked: str, earlier: str, answer: str = "", names: Sequence[Name] = ()) -> str | None:
    """Return what a fragment asks, given the stand-alone question before it.

    `answer` is who was named in what was shown for that, `names` are the names in it.
    """
    bare = OPENING.sub("", asked).strip(" ,")
    opened = bare != asked.strip()
    if match := _ELSE.match(bare):
        return _with_else(match[1], earlier)
    if _ANY_MORE.match(bare):
        return _once_more(earlier)
    before = _Earlier(earlier, parse(earlier, names), answer, names or find_names(earlier))
    if match := _WHY_NOT.match(bare):
        return before.denied(match[1])
    if match := _DID_SO.match(asked):
        done = before.deed()
        return f"{match[1]}{done}{asked[match.end() :]}" if done else None
    words = _AFTERTHOUGHT.sub("", bare)
    event = _SAME_EVENT.match(bare)
    event = event if event and _only_asks(event[1]) else None
    if event or _only_asks(words):
        return before.asked_anew(event[1] if event else words)
    return before.put_in(bare.strip(" ?.!"), opened=opened) if _is_part(bare, opened) else None


def counted(asked: str, earlier: str) -> str:
    """Return "how many hostages were freed?" of "how many were freed?", by the question before."""
    fragment = _UNCOUNTED.match(asked)
    short = len(content_words(asked)) <= _BRIEF and not find_names(asked)
    clause = parse(earlier) if fragment and short else None
    counts = clause is not None and re.match(r"how many\b", clause.asked, re.IGNORECASE)
    if not fragment or not clause or not counts:
        return asked
    thing = next((phrase.text for phrase in clause.phrases if phrase.role == "asked"), "")
    rest = re.sub(r"^ of (?:those|them)\b", "", asked[fragment.end() :])
    return f"{fragment.group()} {thing}{rest}" if thing else asked


def acted(asked: str, earlier: str, names: Sequence[Name] = ()) -> str:
    """Return "why did they sell the ferry?" of "why did they do that?", by the question before."""
    match = _DO_SO.search(asked)
    clause = parse(earlier, names) if match else None
    base = base_of(clause.verb) if clause else None
    if not match or not clause or not base or not clause.rest:
        return asked
    return f"{asked[: match.start()]}{base} {clause.rest}{asked[match.end() :]}"


def _only_asks(words: str) -> bool:
    """Tell "by how much", "of what" and "in which city" from a question with a verb."""
    clause = parse(words)
    asks = bool(clause.asked) and not (clause.auxiliary or clause.verb or clause.rest)
    # A longer one has a verb that is not known.
    return asks and len(content_words(words)) <= _BRIEF


def _is_part(bare: str, opened: bool) -> bool:
    """Tell "and in Oslo?", "the other one?" from a question of its own."""
    found = tokens(bare)
    lows = [token.low for token in found]
    if not lows or any(low in AUXILIARIES for low in lows) or parse(bare).asked:
        return False
    lead = lows[0] in PREPOSITIONS
    few = len(content_words(bare)) <= _MOST_WORDS
    return few and (opened or lead or bare[-1] == "?" and len(lows) <= _BRIEF)


def _with_else(word: str, earlier: str) -> str | None:
    match = re.match(rf"{word}(?:m)?\b", earlier, re.IGNORECASE)
    if match:
        return f"{match.group()} else{earlier[match.end() :]}"
    clause = parse(earlier)
    if word.lower() != "who" or not clause.auxiliary or not clause.verb:
        return None
    # "who else?" behind "when did Kim visit China" asks for others who did.
    return f"{word} else {clause.auxiliary.lower()} {_joined(clause.verb, clause.rest)}?"


def _once_more(earlier: str) -> str | None:
    if which := re.match(r"which (?=[a-z]+s\b)", earlier, re.IGNORECASE):
        return f"{which.group()}other {earlier[which.end() :]}"
    first = _FIRST_WORD.match(earlier)
    return _with_else(first.group(), earlier) if first else None


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The question before, in its parts, and who or what was shown for it."""

    text: str
    clause: Clause
    answer: str
    names: Sequence[Name]

    def asked_anew(self, words: str) -> str | None:
        """Return the earlier question with other words for what it asks: "why", "by how much"."""
        told = self._statement()
        if told is None:
            return None
        if _ends_in_lead(words):
            # "who with?"
            return f"{words.rsplit(' ', 1)[0]} {told} {words.rsplit(' ', 1)[1]}?"
        return f"{words} {_without_stranded(told)}?"

    def denied(self, rest: str) -> str | None:
        """Return "why did Kim not visit China?" of "did Kim visit China?"."""
        clause = self.clause
        if not clause.auxiliary or not clause.subject:
            return None
        negative = "" if re.match(r"not\b", _joined(clause.verb), re.I) else "not"
        behind = _joined(negative, clause.verb, clause.rest, rest)
        return f"why {clause.auxiliary.lower()} {clause.subject} {behind}?"

    def deed(self) -> str:
        """Return "left early for the draft" of "who left early for the draft?"."""
        clause = self.clause
        return _joined(clause.verb, clause.rest) if clause.asks_subject else ""

    def _statement(self) -> str | None:
        """Return "did Kim visit China": the question without what it asks for."""
        clause = self.clause
        if clause.auxiliary:
            subject = clause.subject or _thing(self._asked_noun())
            if not subject:
                return None
            # What was asked for is an object: it goes behind the verb.
            thing = _thing(self._asked_noun()) if clause.subject and clause.verb else ""
            return _joined(clause.auxiliary.lower(), subject, clause.verb, thing, clause.rest)
        base = base_of(clause.verb)
        if base and self.answer:
            return _joined("did", self.answer, base, clause.rest)
        if base and is_verb(clause.verb, "participle") and clause.rest:
            return f"was {clause.rest} {clause.verb.lower()}"
        return None

    def _asked_noun(self) -> Phrase | None:
        named = re.match(r"(?:which|what|how many|how much)\b", self.clause.asked, re.IGNORECASE)
        found = [p for p in self.clause.phrases if p.role == "asked"]
        kind = found and found[0].text.lower().split()[0] in _OF_MEASURE
        return found[0] if named and found and not kind else None

    def put_in(self, fragment: str, *, opened: bool) -> str | None:
        """Put the fragment's name or time where the earlier question has one of its sort."""
        lead = _lead(fragment)
        kept = fragment[len(lead) :].strip()
        timed = (TIME.fullmatch(fragment), TIME.fullmatch(kept), _TIMES_OF.match(kept))
        if any(timed) or _BEFORE.match(kept):
            return self._retimed(fragment, lead)
        if is_place(kept) or lead:
            return self._led(lead, kept)
        return self._other(kept) if opened or has_article(kept) else None

    def _retimed(self, fragment: str, lead: str) -> str:
        old = list(TIME.finditer(self.text))
        if relative := _BEFORE.match(fragment):
            if not old:
                return _added(self.text, relative.group())
            day = re.sub(rf"^(?:{_LEADS}) ", "", old[-1].group(), flags=re.IGNORECASE)
            return _swap(self.text, old[-1].span(), f"in {relative.group()} {day}")
        within = re.search(rf"(?<=\bthe ){_YEAR}(?= [a-z])", self.text)
        year = re.fullmatch(rf"(?:in )?({_YEAR})", fragment)
        if within and year:
            # "who won the 2022 final?"
            return _swap(self.text, within.span(), year[1])
        if not old:
            told = fragment if lead or not fragment[0].isdigit() else f"in {fragment}"
            return _added(self.text, told)
        start, end = old[-1].span()
        # "what about 2020?" leaves the "in" of "in 2018" where it is.
        kept = re.match(rf"(?:{_LEADS}) ", old[-1].group(), re.I) if not lead else None
        keeps = kept.end() if kept and not _TIMES_OF.match(fragment) else 0
        return _swap(self.text, (start + keeps, end), fragment)

    def _led(self, lead: str, kept: str) -> str | None:
        if is_place(kept) or lead.lower() in {"to", "from", "near"}:
            subject = next((p for p in self.clause.phrases if p.role == "subject"), None)
            if not lead and subject and is_place(subject.text):
                return _swap(self.text, (subject.start, subject.end), kept)
            places = [n for n in self.names if is_place(n.text) or _led(self.text, n)]
            if places:
                start = places[-1].start
                return _swap(self.text, (start, places[-1].end), _fitted(self.text, start, kept))
        same = [phrase for phrase in self.clause.phrases if phrase.led == lead.lower() and lead]
        if same:
            start = same[-1].start
            # "for the state at the hearing": only the state is another.
            alone = re.match(r".+?(?= (?:in|at|near|on|from|to) )", same[-1].text)
            return _swap(self.text, (start, start + alone.end() if alone else same[-1].end), kept)
        return _added(self.text, f"{lead} {kept}") if lead else self._other(kept)

    def _other(self, kept: str) -> str | None:
        """Put a name, or "the ceo", in the place of the phrase that is most like it."""
        clause = self.clause
        if owned := _OWNED.match(kept):
            return self._of_subject(owned[1])
        named = not has_article(kept) and bool(find_names(kept))
        parts = [p for p in clause.phrases if p.role in _MAIN_ROLES and not _A_DAY.search(p.text)]
        if named:
            persons = _persons(self.text, parts, self.names)
            if persons:
                return _swap(self.text, persons[-1], kept)
            if clause.asks_subject and (base := base_of(clause.verb)):
                return f"did {kept} {_joined(base, clause.rest)}?"
        if clause.asked and clause.auxiliary and not clause.verb and parts:
            return self._same_role(parts[0], kept)
        if not has_article(kept) and (counted := self._asked_noun()) and is_plural(kept):
            return _swap(self.text, (counted.start, counted.end), kept)
        order = ("object", "behind", "subject") if clause.asks_subject else ("subject", "object")
        if not has_article(kept) and not named:
            # "what about guns?" takes the last thing's place.
            order = ("behind", "object", "subject")
        for role in order:
            same = [p for p in parts if p.role == role and p.text.lower() not in _WHO]
            if same:
                return _swap(self.text, (same[-1].start, same[-1].end), _of_same(kept, same[-1]))
        return None

    def _of_subject(self, noun: str) -> str | None:
        """Put "and his rival?" in the place of the one whose rival is meant."""
        subject = next((p for p in self.clause.phrases if p.role == "subject"), None)
        if subject is None:
            return None
        return _swap(self.text, (subject.start, subject.end), f"{subject.text}’s {noun}")

    def _same_role(self, subject: Phrase, kept: str) -> str:
        """Put "the ceo" into "who is the firm's cfo?", whose firm is still meant."""
        owned = re.match(r".*[’']s? (?=[^’']+$)", subject.text)
        noun = re.sub(r"^the ", "", kept, flags=re.IGNORECASE)
        if owned and kept.lower() != noun.lower() and kept.islower():
            return _swap(self.text, (subject.start + owned.end(), subject.end), noun)
        whole = _swap(self.text, (subject.start, subject.end), _of_same(kept, subject))
        if is_plural(kept) and not is_plural(subject.text):
            whole = re.sub(r"\b(?:is|was)\b", lambda m: _PLURAL[m.group().lower()], whole, count=1,
                           flags=re.IGNORECASE)  # fmt: skip
        return whole


def _of_same(kept: str, old: Phrase) -> str:
    """Return "the other victims of the flood" where "the first victim of the flood" stood."""
    tail = JOINED.search(old.text)
    alike = tail is not None and stem(head_of(kept)) == stem(head_of(old.text))
    return f"{kept}{old.text[tail.start() :]}" if tail and alike else kept


_MAIN_ROLES: Final = frozenset({"subject", "object", "behind"})
# "on Labor Day 2020": nothing else takes the place of a time.
_A_DAY: Final = re.compile(rf"\b(?:day|eve)\b|^{_YEAR}$", re.IGNORECASE)
_PLURAL: Final = {"is": "are", "was": "were"}
_OWNED: Final = re.compile(r"(?:his|her|its|their) (.+)", re.IGNORECASE)
_OF_MEASURE: Final = listed(
    "time year day date month times years days long old people's kind sort share percentage"
)
_WHO: Final = frozenset({"he", "she", "it", "they"})
_LEADS: Final = "|".join(sorted(PREPOSITIONS))


def _thing(asked: Phrase | None) -> str:
    if asked is None:
        return ""
    return asked.text if is_plural(asked.text) or has_article(asked.text) else f"the {asked.text}"


def _persons(text: str, parts: Sequence[Phrase], names: Sequence[Name]) -> list[tuple[int, int]]:
    """Return the spans of the names that stand as a phrase of their own, and are no places."""
    spans = {name.text: (name.start, name.end) for name in names}
    acting = {(phrase.start, phrase.end) for phrase in parts if phrase.role != "behind"}
    whole = acting | {(phrase.start, phrase.end) for phrase in parts}
    among = acting if acting.intersection(spans.values()) else whole
    named = [s for name, s in spans.items() if s in among and not is_place(name)]
    if named or any(character.isupper() for character in text):
        return named
    # Without capitals a phrase of two words and no article is a name.
    return [
        (p.start, p.end)
        for p in parts
        if not has_article(p.text) and " " in p.text and not is_plural(p.text) and "'" not in p.text
    ]


def _lead(fragment: str) -> str:
    first = fragment.split(" ", 1)[0]
    return first if first.lower() in PREPOSITIONS and " " in fragment else ""


def _led(text: str, name: Phrase | object) -> bool:
    start = getattr(name, "start", 0)
    return re.search(r"\b(?:in|at|to|from|near)(?: the)?\s+$", text[:start]) is not None


def _fitted(text: str, start: int, new: str) -> str:
    """Leave out a second "the"."""
    if re.search(r"\bthe\s+$", text[:start], re.IGNORECASE):
        return re.sub(r"^the ", "", new, flags=re.IGNORECASE)
    return new


def _ends_in_lead(words: str) -> bool:
    parts = words.lower().split()
    return len(parts) > 1 and parts[-1] in PREPOSITIONS


def _without_stranded(told: str) -> str:
    """Drop the "to" of "raise rates to in May": "from what" has its own."""
    return re.sub(rf" (?:{_LEADS})(?= (?:{_LEADS})\b|$)", "", told, flags=re.IGNORECASE)


def _swap(text: str, span: tuple[int, int], new: str) -> str:
    before = text[: span[0]]
    # A phrase that begins with a shortened verb, as in "he's", stands right behind a word.
    blank = " " if before[-1:].isalnum() and new[:1].isalnum() else ""
    return f"{before}{blank}{new}{text[span[1] :]}"


def _added(text: str, phrase: str) -> str:
    bare = text.rstrip(" ?.!")
    return f"{bare} {phrase}?"
