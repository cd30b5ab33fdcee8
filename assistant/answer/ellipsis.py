"""Fragments that take the rest of their words from the question before: "and to Russia?", "when?".

Each rule gives the whole question in the words of the earlier one, or None where it does not fit.
"""

from __future__ import annotations

import re
from typing import Final

from assistant.answer.kinds import OPENING
from assistant.answer.names import Name, find_names
from assistant.answer.places import is_place
from assistant.answer.words import content_words

_AUXILIARY: Final = (
    r"(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|might|may)"
)
_LEAD: Final = r"(?:(?:in|on|at|to|from|for|with|by|since|until|of|about|against|near|under)\s+)"
_BARE_WORDS: Final = (
    rf"{_LEAD}?(?:when|where|why|how|who|whom|what (?:year|day|date|month|time|place|city|country"
    r"|reason)|which (?:year|day|month|city|country)|how (?:many|much|long|often|far|old|soon)"
    r"(?: ago)?|how many (?:people|[^\W\d]+s)(?: ago)?"
    r"|for how long|how come|what for)"
)
# "when?", "and where exactly?", "how many times?"
_BARE: Final = re.compile(
    rf"^({_BARE_WORDS})(?: exactly| precisely| not| though)?\W*$", re.IGNORECASE
)
# "when was that?", "why did this happen?"
_SAME_EVENT: Final = re.compile(
    rf"^({_BARE_WORDS}) {_AUXILIARY} (?:(?:that|this)(?: event| visit| meeting)?"
    r"(?: happen(?:ed|ing)?| occur| take place| be| the case)?|it (?:happen|occur|take place))\W*$",
    re.IGNORECASE,
)
_ELSE: Final = re.compile(r"^(who|what|where|when|how|why)(?:m)? else\W*$", re.IGNORECASE)
# "any others?" asks the same once more.
_ANY_MORE: Final = re.compile(
    r"^(?:any(?: ?one| ?body| ?thing| ?where)? (?:others?|else|more)|others)\W*$", re.IGNORECASE
)
_FIRST_WORD: Final = re.compile(r"(?:who|what|where|when|how|why)(?=m? (?!else\b))", re.IGNORECASE)
_CLAUSE: Final = re.compile(
    rf"^(?:{_LEAD}?(?:when|where|why|how|who|whom|what|which|whose)\b"
    rf"(?:(?! {_AUXILIARY}\b) [^\s?]+){{0,5}} )?({_AUXILIARY}(?:n[’']t)?) (.+?)[?.\s]*$",
    re.IGNORECASE,
)
_ASKED_OBJECT: Final = re.compile(
    r"^(what|which|how many|how much) "
    rf"((?!(?:{_AUXILIARY}|times|years?|days?)\b)[a-z]+(?: [a-z]+s)?) {_AUXILIARY}\b",
    re.I,
)
# The subject and its verb: a name or pronoun, then one word.
_SUBJECT: Final = re.compile(
    r"(?:he|she|it|they|(?:the )?(?:[^\W\d_a-z][\w'’.-]*)(?: [^\W\d_a-z][\w'’.-]*)*) [a-z]+(?=\W|$)"
)
_WHY_NOT: Final = re.compile(r"^why not\W*$", re.IGNORECASE)
# "Who shot Ada Brook?": what was done, to whom.
_DONE: Final = re.compile(
    r"^(?:[Ww]ho|[Ww]hich [a-z]+) "
    r"([a-z]+ed|shot|won|built|bought|sold|held|made|hit|struck|found|lost)"
    r" ((?:the )?[^\W\d_a-z][^?,]{2,60}?)\W*$",
)
_COUNTED: Final = re.compile(r"^how (?:many|much) (?!of\b)([a-z]+)\b", re.IGNORECASE)
_UNCOUNTED: Final = re.compile(
    r"(?:and )?how (?:many|much)(?= (?:is|are|was|were|has|have|had)\b)", re.IGNORECASE
)
_BRIEF: Final = 2
_LAST_THING: Final = re.compile(r" (?:on|about|against|for|of) ([a-z]+)\W*$")
_YEAR: Final = r"(?:1[6-9]|20)\d\d"
_TIME: Final = re.compile(
    rf"\b(?:(?:in|on|since|before|after|during|by|until|of) )?(?:the )?(?:(?:early|late|last|next"
    r"|this) )?(?:(?:January|February|March|April|May|June|July|August|September|October|November"
    rf"|December)(?: \d{{1,2}})?(?:,? {_YEAR})?|{_YEAR}|(?:last|next|this) (?:week|month|year"
    r"|summer|spring|winter|autumn|fall))(?!\w)",
    re.IGNORECASE,
)
# A longer remark behind "and" is a question of its own.
_MOST_WORDS: Final = 4


def complete(asked: str, earlier: str) -> str | None:
    """Return what a fragment asks, given the stand-alone question before it."""
    bare = OPENING.sub("", asked).strip(" ,")
    opened = bare != asked.strip()
    if match := _ELSE.match(bare):
        return _with_else(match[1], earlier)
    if _ANY_MORE.match(bare):
        first = _FIRST_WORD.match(earlier)
        if which := re.match(r"which (?=[a-z]+s\b)", earlier, re.IGNORECASE):
            return f"{which.group()}other {earlier[which.end() :]}"
        return _with_else(first.group(), earlier) if first else None
    if _WHY_NOT.match(bare):
        return _denied(earlier)
    if match := _BARE.match(bare) or _SAME_EVENT.match(bare):
        clause = _CLAUSE.match(earlier)
        counts = match[1].lower().startswith("how m")
        if not clause and not counts and (done := _DONE.match(earlier)):
            return f"{match[1]} was {done[2]} {done[1].lower()}?"
        whole = _with_object(earlier, clause[2]) if clause else ""
        return f"{match[1]} {clause[1].lower()} {whole}?" if clause else None
    led = re.match(rf"{_LEAD}", bare, re.IGNORECASE)
    short = len(content_words(bare)) <= _MOST_WORDS and not re.search(rf"\b{_AUXILIARY}\b", bare)
    if not short or not (opened or led) or re.match(_BARE_WORDS, bare, re.IGNORECASE):
        return None
    return _put_in_place(bare.strip(" ?.!"), led.group().strip() if led else "", earlier)


def counted(asked: str, earlier: str) -> str:
    """Return "how many hostages were freed?" of "how many were freed?", by the question before."""
    fragment = _UNCOUNTED.match(asked)
    short = len(content_words(asked)) <= _BRIEF and not find_names(asked)
    thing = _COUNTED.match(earlier) if fragment and short else None
    if not fragment or not thing:
        return asked
    return f"{fragment.group()} {thing[1]}{asked[fragment.end() :]}"


def _denied(earlier: str) -> str | None:
    """Return "why did Kim not visit China?" of "did Kim visit China?"."""
    clause = _CLAUSE.match(earlier)
    subject = _SUBJECT.match(clause[2]) if clause else None
    if not clause or not subject:
        return None
    verb = subject.group().rindex(" ")
    return f"why {clause[1].lower()} {clause[2][:verb]} not{clause[2][verb:]}?"


def _with_object(earlier: str, clause: str) -> str:
    """Put "troops" of "how many troops did the US send to Syria" behind its verb."""
    asked = _ASKED_OBJECT.match(earlier)
    subject = _SUBJECT.match(clause) if asked else None
    if not asked or not subject:
        return clause
    thing = asked[2] if asked[1].lower().startswith("how") else f"the {asked[2]}"
    return f"{subject.group()} {thing}{clause[subject.end() :]}"


def _with_else(word: str, earlier: str) -> str | None:
    match = re.match(rf"{word}(?:m)?\b", earlier, re.IGNORECASE)
    if match:
        return f"{match.group()} else{earlier[match.end() :]}"
    clause = _CLAUSE.match(earlier) if word.lower() == "who" else None
    subject = _SUBJECT.match(clause[2]) if clause else None
    if not clause or not subject:
        return None
    # "who else?" behind "when did Kim visit China" asks for others who did.
    verb = subject.group().rindex(" ")
    return f"{word} else {clause[1].lower()}{clause[2][verb:]}?"


def _put_in_place(fragment: str, lead: str, earlier: str) -> str | None:
    """Put the fragment's name or time where the earlier question has one of its sort."""
    told = _TIME.fullmatch(fragment)
    if told:
        return _retimed(fragment, lead, earlier)
    names = find_names(fragment)
    if not names:
        return _other_thing(fragment, earlier) if not lead else None
    target = _target(names[0], lead, earlier)
    if target is None:
        return _added(earlier, fragment) if lead else None
    kept = fragment[len(lead) :].strip() if lead else fragment
    if re.search(r"\bthe\s+$", earlier[: target.start], re.IGNORECASE):
        kept = re.sub(r"^the ", "", kept, flags=re.IGNORECASE)
    return _swap(earlier, (target.start, target.end), kept)


def _other_thing(fragment: str, earlier: str) -> str | None:
    """Put "men" in the place of "women" in "how many women work there?"."""
    if not re.fullmatch(r"[a-z-]+(?: [a-z-]+)?", fragment):
        return None
    match = _COUNTED.search(earlier) or _LAST_THING.search(earlier)
    return _swap(earlier, match.span(1), fragment) if match else None


def _retimed(fragment: str, lead: str, earlier: str) -> str:
    old = list(_TIME.finditer(earlier))
    if not old:
        return _added(earlier, fragment if lead else f"in {fragment}")
    start, end = old[-1].span()
    # "what about 2020?" leaves the "in" of "in 2018" where it is.
    kept = re.match(_LEAD, old[-1].group(), re.IGNORECASE) if not lead else None
    return _swap(earlier, (start + (kept.end() if kept else 0), end), fragment)


def _target(new: Name, lead: str, earlier: str) -> Name | None:
    """Return the last name of the earlier question that the new one takes the place of."""
    names = find_names(earlier)
    somewhere = lead.lower() in {"in", "at", "to", "from", "near"} or is_place(new.text)
    places = [name for name in names if is_place(name.text) or _led(earlier, name)]
    if somewhere:
        return places[-1] if places else None
    others = [name for name in names if name not in places]
    return others[-1] if others else (names[-1] if names else None)


def _led(text: str, name: Name) -> bool:
    return re.search(r"\b(?:in|at|to|from|near)(?: the)?\s+$", text[: name.start]) is not None


def _swap(text: str, span: tuple[int, int], new: str) -> str:
    return text[: span[0]] + new + text[span[1] :]


def _added(text: str, phrase: str) -> str:
    bare = text.rstrip(" ?.!")
    return f"{bare} {phrase}?"
