"""Puts the phrases that a question stands for into its words, so that it can be read alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answer.clause import Phrase, parse
from assistant.answer.event_words import EVENT_WORDS, names_event
from assistant.answer.holes import Holes, pointed_at
from assistant.answer.mentions import Mention, has_article, is_plural, names_person, same_name
from assistant.answer.names import name_stems
from assistant.answer.places import is_place
from assistant.answer.pronouns import AFTER_OBJECT, PERSONS, PRONOUNS
from assistant.answer.speech import PERSONS as PERSON_NOUNS
from assistant.answer.speech import listed
from assistant.answer.words import stem

_POSSESSIVES: Final = frozenset({"his", "her", "hers", "their", "theirs", "its"})
# Words of names that are no person's.
_BODY_WORDS: Final = """
    school university college court party bank company inc corp department ministry agency senate
    congress parliament police committee council union association club airlines airport hospital
    church street avenue road river lake island county city state states stadium house square
    tower bridge park act award awards times post journal republican democrat republicans democrats
    station photos photo federation schools organization organisation foundation league tournament
    center centre institute society authority commission office games bureau force nations
"""
_BODIES: Final = listed(_BODY_WORDS)
# "R-Calif." behind a member's name.
_PARTY_MARK: Final = re.compile(r"[RDI]-[A-Z]")
_TITLE_WORDS: Final = """
    president former vice prime minister senator sen gov governor mayor judge justice queen king
    prince princess pope secretary republican democratic rep mr mrs ms dr
"""
_TITLES: Final = frozenset(stem(word) for word in _TITLE_WORDS.split())
# As few capitals alone are an abbreviation: US, FAA, NATO.
_ABBREVIATION: Final = re.compile(r"(?:[A-Z]\.?){2,5}$")
_HAPPENED: Final = re.compile(r"(?:and )?what(?: else)? happened(?: next| then| later)?$", re.I)
_SAYS: Final = re.compile(
    r"\b(?:say|said|think|thought|tell|told|write|wrote|know|argue|feel|report)$", re.I
)
_ENDS_IN_LEAD: Final = re.compile(
    r"\b(?:in|at|to|from|of|by|with|about|for|on|against|over|under|like)$", re.IGNORECASE
)
_DAY_BEFORE: Final = re.compile(r"\bthe (?:day|week|month|year) (?:before|after)(?=\W*$)", re.I)
# "the mayor in Oslo", "the crew at the port"; behind others a noun is "of" what it belongs to.
_OF_PLACES: Final = frozenset({"in", "at", "on", "near"})
_THERE: Final = re.compile(r"\b(?:(?:in|from|to) )?there\b", re.IGNORECASE)
_THEN: Final = re.compile(
    r"\bthen(?=\W*$)|(?<=\bby )then\b|(?<=\bsince )then\b|\bat (?:the|that) time(?=\W*$)"
    r"|\b(?:on )?(?:that|the same) (?:day|night)\b"
    r"|\b(?:in )?(?:that|the same) (?:week|month|year|season|summer|spring|winter|fall)\b",
    re.IGNORECASE,
)
_ONE: Final = re.compile(r"\bones?\b|(?<=\bof )(?:them|those)\b", re.IGNORECASE)
_POINTED: Final = re.compile(r"\b(?:this|that|these|those)\b(?! [a-z]+ing\b)", re.IGNORECASE)
_DAYS: Final = re.compile(r"\b(?:day|night|eve|christmas|easter|thanksgiving)\b", re.IGNORECASE)
_IN_TIME: Final = re.compile(r"(?:in|on|since|before|after|during|by|until|from)\b", re.I)


@dataclass(frozen=True, slots=True)
class Choice:
    """A mention that fills a slot, with its probability to be meant, in (0, 1)."""

    slot: str
    mention: Mention
    probability: float


def rewrite(asked: str, holes: Holes, choices: Sequence[Choice]) -> str:
    """Return the question with the chosen phrases in it, most probable first.

    Names take the place of pronouns and of their own short forms; the rest stands behind the noun
    that it explains ("the judge in the Hill case"), or at the end.
    """
    return _Rewriting(asked, holes, choices).text()


class _Rewriting:
    def __init__(self, asked: str, holes: Holes, choices: Sequence[Choice]) -> None:
        self._text = asked
        self._holes = holes
        self._choices = choices

    def text(self) -> str:
        for choice in self._choices:
            self._put(choice.slot, choice.mention)
        return self._text

    def _put(self, slot: str, mention: Mention) -> None:
        if slot in PRONOUNS:
            self._text = replaced(self._text, PRONOUNS[slot], told(mention))
        elif slot == "name":
            self._text = _completed(self._text, mention, self._holes)
        elif slot == "noun":
            known = {phrase.text for phrase in self._holes.pointed}
            clause = parse(self._text, self._holes.names)
            self._explain([p for p in pointed_at(clause) if p.text in known][:1], mention)
        elif slot == "context":
            self._text = self._added(mention)
        else:
            self._text = _PLACED[slot](self._text, mention)

    def _explain(self, phrases: Sequence[Phrase], mention: Mention) -> None:
        """Say which judge "the judge" is."""
        for phrase in phrases:
            noun = phrase.text.split()[-1]
            head = stem(noun)
            if stem(mention.head) == head or (head in mention.stems and not mention.is_name):
                new = told(mention)
            elif mention.is_name and _is_called(noun, mention):
                new = f"{phrase.text} {mention.text}"
            else:
                lead = _lead(mention)
                new = f"{phrase.text} {lead if lead in _OF_PLACES else 'of'} {told(mention)}"
            self._text = self._text[: phrase.start] + new + self._text[phrase.end :]

    def _added(self, mention: Mention) -> str:
        bare = self._text.rstrip(" ?.!")
        mark = self._text[len(bare) :].strip()
        if "other" in self._holes.labels and mention.is_name and "lasttext" in mention.places:
            joined = " and" if re.search(r"\bbesides\b", bare) else ", besides"
            return f"{bare}{joined} {told(mention)}{mark}"
        if _IN_TIME.match(mention.text):
            return f"{bare} {mention.text}{mark}"
        if bare.lower().endswith(" instead"):
            return f"{bare} of {told(mention)}{mark}"
        if _ENDS_IN_LEAD.search(bare):
            return f"{bare} {told(mention)}{mark}"
        return f"{bare} {_preposition(bare, mention)} {told(mention)}{mark}"


def told(mention: Mention) -> str:
    """Return the phrase as it stands for something known: "the ban" of "a ban"."""
    text = re.sub(r"^(?:an?|another|any|some|each|every) ", "the ", mention.text, flags=re.I)
    known = mention.places & {"lastq.asked", "question.asked"} or (
        "lasttext" in mention.places and names_person(mention)
    )
    bare = known and not mention.is_name and not has_article(text)
    return f"the {text}" if bare else text


def fits(label: str, mention: Mention) -> bool:
    """Tell whether a mention can stand for a pronoun, or for "there", "then", "one", "that"."""
    told_time = bool(mention.places & {"lastq.time", "question.time", "lasttext.time"})
    if label == "then":
        return told_time or _DAYS.search(mention.text) is not None
    if told_time or mention.part_of_event and label != "there":
        return False
    if label == "there":
        return (mention.is_name or "lastq" in mention.places) and (
            is_place(mention.text)
            or mention.led in {"in", "at", "to", "from", "near", "visit"}
            or "answers.where" in mention.places
        )
    part = any(place.startswith(("lastq.", "question.")) for place in mention.places)
    if label == "noun":
        return part or (mention.is_name and not told_time)
    if label == "one":
        return part and not mention.places & {"lastq.owner", "lastq.inner"}
    if label in PERSONS:
        return (mention.is_name and _names_one(mention)) or (
            part and names_person(mention) and not mention.is_name
        )
    if label == "bare":
        return part and not mention.is_name
    return _thing_fits(label, mention, part=part)


def _names_one(mention: Mention) -> bool:
    """Tell a person's name from a place ("in Milford", "a Milford man") and from two names."""
    owns = any(place.endswith(".owner") for place in mention.places)
    placed = mention.led in {"in", "at", "near"} and not owns
    several = re.search(r" (?:and|&) ", mention.text) is not None
    return is_person(mention.text) and not (placed or several or "modifies" in mention.places)


def _thing_fits(label: str, mention: Mention, *, part: bool) -> bool:
    if label == "they":
        # "They" may be a country that did something, hardly one that was named beside.
        if "modifies" in mention.places:
            return False
        acting = mention.places & {"lastq.subject", "answered"}
        named = (
            mention.is_name and not names_event(mention.text) and mention.led not in PERSON_NOUNS
        )
        named = named and (not is_place(mention.text) or bool(acting))
        return named or (part and is_plural(mention.text))
    if mention.text[0].isdigit() and mention.is_name:
        return False
    return mention.is_name or (part and not is_plural(mention.text) and not names_person(mention))


def is_person(name: str) -> bool:
    """Tell whether a name may be a person's: not a place, a body, an event, an abbreviation."""
    if is_place(name) or names_event(name) or _ABBREVIATION.match(name) or name[0].isdigit():
        return False
    parts = name.lower().split()
    if is_place(name.removesuffix("s")):
        # "Russians" are several.
        return False
    return "of" not in parts and parts[-1] not in _BODIES and not _PARTY_MARK.match(name)


def completes(mention: Mention, holes: Holes) -> bool:
    """Tell whether a mention is the full form of a name in the question."""
    own = name_stems(mention.text)
    if any(_fuller(own, name.stems) for name in holes.names):
        return True
    return _typed_short(mention, holes) is not None


def _typed_short(mention: Mention, holes: Holes) -> str | None:
    """Return the last name of a person that a question in lower case has instead of the whole."""
    parts = mention.text.split()
    last = parts[-1].lower() if len(parts) > 1 and is_person(mention.text) else ""
    text = holes.text
    alone = rf"(?<!\bthe )(?<!\ban )(?<!\ba )\b{re.escape(last)}\b(?![’']?\w)"
    found = re.search(alone, text) if last and text == text.lower() else None
    whole = found and text[: found.start()].endswith(parts[-2].lower() + " ")
    return found.group() if found and not whole else None


def _fuller(own: Sequence[str], name: Sequence[str]) -> bool:
    """Tell a full name from its short form, not "President Trump" or "White House"."""
    if len(name) >= len(own) or not same_name(name, own) or is_place(" ".join(own)):
        return False
    return not set(own) - set(name) <= _TITLES


def _completed(text: str, mention: Mention, holes: Holes) -> str:
    """Return the text with a short form of the name in full."""
    own = name_stems(mention.text)
    short = next((n.text for n in holes.names if _fuller(own, n.stems)), None)
    short = short or _typed_short(mention, holes) or ""
    return (
        re.sub(rf"\b{re.escape(short)}\b", lambda _: mention.text, text, count=1) if short else text
    )


def replaced(text: str, forms: str, name: str) -> str:
    """Return the text with `name` for the first of the pronoun's forms, possessive as it was."""
    match = re.search(rf"\b(?:{forms})\b(?:[’']s\b)?", text, re.IGNORECASE)
    if not match:
        return text
    word = match.group().lower()
    owned = word in _POSSESSIVES and not (word == "her" and AFTER_OBJECT.match(text[match.end() :]))
    contracted = word.endswith(("'s", "’s"))
    ending = " is" if contracted else ("’" if name.endswith("s") else "’s") if owned else ""
    return text[: match.start()] + name + ending + text[match.end() :]


def _with_place(text: str, mention: Mention) -> str:
    def put(match: re.Match[str]) -> str:
        lead = match.group().split()[0] if " " in match.group() else ""
        return f"{lead or _lead(mention) or 'in'} {told(mention)}"

    return _THERE.sub(put, text, count=1)


def _with_time(text: str, mention: Mention) -> str:
    bare = re.sub(rf"^{_IN_TIME.pattern} ", "", mention.text, flags=re.IGNORECASE)
    if match := _DAY_BEFORE.search(text):
        return f"{text[: match.end()]} {bare}{text[match.end() :]}"
    after = re.search(r"\b(?:by|since|until) then\b", text, re.IGNORECASE)
    lead = "on" if _DAYS.search(mention.text) or re.search(r"[a-z] \d\d?\b", bare) else "in"
    led = mention.text if _IN_TIME.match(mention.text) else f"{lead} {mention.text}"
    return _THEN.sub(bare if after else led, text, count=1)


def _with_noun(text: str, mention: Mention) -> str:
    match = _ONE.search(text)
    if not match:
        return text
    noun = re.sub(r"^(?:the|an?|these|those) ", "", mention.text, flags=re.IGNORECASE)
    if text[: match.start()].rstrip()[-1:].isdigit():
        noun = re.sub(r"^\d{4} ", "", noun)
    if match.group().lower() in {"them", "those"}:
        noun = f"the {noun}"
    return text[: match.start()] + noun + text[match.end() :]


def _is_called(noun: str, mention: Mention) -> bool:
    """Tell whether "mayor", "company" or "film" is what the name is of."""
    if any(place.endswith(".owner") for place in mention.places):
        return False
    if stem(noun) in mention.beside and noun.lower() not in EVENT_WORDS:
        return True
    return noun.lower() in _BODY_NOUNS and not is_person(mention.text) and mention.is_name


def _pointed(text: str, mention: Mention) -> str:
    return _POINTED.sub(lambda _: told(mention), text, count=1)


_PLACED: Final[dict[str, Callable[[str, Mention], str]]] = {
    "there": _with_place, "then": _with_time, "one": _with_noun, "bare": _pointed,
}  # fmt: skip
_BODY_NOUNS: Final = listed(
    "company firm chain team club group band network agency airline bank carrier maker automaker"
    " retailer party union movie film show book album song series game app"
)


def _lead(mention: Mention) -> str:
    """Return the preposition that the phrase stood behind in the question before, or none."""
    return mention.led if "lastq.behind" in mention.places else ""


def _preposition(text: str, mention: Mention) -> str:
    """Return what joins a phrase to the end of the question."""
    person = mention.is_name and is_person(mention.text) or names_person(mention)
    if _HAPPENED.match(text) and person:
        return "to"
    if lead := _lead(mention):
        return lead
    event = names_event(mention.text if mention.is_name else mention.head)
    if is_place(mention.text) or mention.led in {"in", "at"} or event:
        return mention.led if mention.led in {"in", "at", "on", "during"} else "in"
    if _SAYS.search(text):
        return "about"
    return "with" if person else "for"
