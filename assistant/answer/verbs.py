"""The verbs of attribution in all their forms, and what must stand behind each to attribute it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from assistant.answer.quotations import QUOTED
from assistant.answer.speech import AUXILIARY, IRREGULAR, listed

Form = Literal["finite", "base", "ing"]

# After these any clause may follow: what is said needs no "that".
_SAYING: Final = listed(
    """
    say tell reveal argue claim note warn estimate announce testify allege insist contend predict
    believe acknowledge admit concede confirm deny declare stress joke boast brag vow pledge
    promise swear complain lament caution emphasize emphasise reiterate speculate fear
    hope doubt suspect think theorize opine quip retort proclaim exclaim bemoan reckon
    """
)
# These say something only beside a quotation, before a clause with its conjunction, or behind it.
_TELLING: Final = listed(
    """
    add write tweet post report explain state remark recall reply respond ask answer continue
    observe comment suggest recount assert shout whisper yell cry read affirm clarify agree muse
    marvel gush elaborate caption text message share forecast indicate disclose chime confess
    question wonder inquire grumble snap fume mutter murmur bellow chant sing roar scream thunder
    enthuse conclude maintain vent concur interject blog retweet repeat echo reflect counter hint
    imply signal worry expect feel rule decide determine describe discuss gloat crow rant calculate
    project
    """
)
# These judge, demand or mention what stands right behind them.
_JUDGING: Final = listed(
    """
    accuse criticize criticise denounce condemn slam lambaste mock ridicule deride praise laud
    applaud commend hail decry castigate chastise rebuke berate excoriate disparage belittle taunt
    bash assail admonish disavow repudiate rebut refute dispute downplay tout extol cite mention
    reference outline propose recommend advocate demand urge exhort implore beseech encourage
    advise suggest describe characterize characterise portray liken blame credit protest
    reiterate highlight underscore question invoke echo retweet detail skewer counsel lecture
    """
)
# What is learned is told only with "that", or behind it: "..., The Echo has learned".
_LEARNING: Final = listed("learn discover")
# Reports and those who make them find things; others find what they looked for.
_FINDING: Final = listed("find show demonstrate document")

_SOMEBODY: Final = (
    r"(?:him|her|it|them|us|you|himself|herself|(?-i:[A-Z])\S*(?: (?-i:[A-Z])\S*){0,3}"
    r"|(?:the|his|her|its|their|this|that|an?) (?:\S+ )?\S+)"
)
_A_FEW: Final = r"(?:[\w’'-]+ ){0,3}?"
# What must stand behind verbs that attribute only with it.
_PHRASES: Final = {
    "allude": r"to\b",
    "apologise": r"(?:for|to|that)\b",
    "apologize": r"(?:for|to|that)\b",
    "argue": r"(?:for|against)\b",
    "ask": rf"{_SOMEBODY} (?:to|about|if|whether|how|why|what|for)\b|for\b",
    "assure": rf"{_SOMEBODY} (?:that|of)\b",
    "attack": r"(?:\S+ ){1,6}?(?:for|as|over)\b",
    "blast": r"(?:\S+ ){1,6}?(?:for|as|over)\b",
    "call": rf"(?:on|for|upon) (?!\d)|(?:[^\s,;{QUOTED}]+ ){{1,8}}?{QUOTED}"
    rf"|{_SOMEBODY} (?:an?|the|un\w+)\s\w",
    "challenge": rf"{_SOMEBODY} (?:to|over|on|about)\b",
    "charge": r"that\b|(?:\S+ ){1,10}?with\b",
    "complain": r"(?:about|of)\b",
    "convince": rf"{_SOMEBODY} that\b",
    "defend": r"(?:his|her|their|its) (?!title|crown|lead|home|goal|champion)"
    r"|the (?:decision|move|plan|policy|law|record|choice|deal)\b",
    "dismiss": r"(?:\S+ ){1,9}?as\b|(?:the |any |that |those |such )?(?:\w+ ){0,2}?"
    r"(?:claims?|ideas?|suggestions?|notions?|allegations?|criticism|concerns?)\b",
    "double": r"down\b",
    "express": rf"{_A_FEW}(?:concerns?|doubts?|hopes?|support|confidence|regrets?|reservations?"
    r"|outrage|frustration|anger|disappointment|optimism|fears?|sympathy|condolences|gratitude"
    r"|surprise|opposition|remorse|skepticism|scepticism|alarm|horror|interest|willingness)\b",
    "give": rf"{_A_FEW}(?:account|version|explanation)\b",
    "go": r"on to (?:say|explain|add|tell|describe|note|discuss|argue|suggest|call|claim|praise)\b"
    r"|on about\b",
    "grill": rf"{_SOMEBODY} (?:on|about|over|for)\b",
    "hammer": r"(?:\S+ ){1,6}?(?:for|as|over)\b",
    "hit": r"back\b",
    "identify": r"(?:\S+ ){1,8}?as\b",
    "inform": rf"{_SOMEBODY} (?:that|of)\b",
    "instruct": rf"{_SOMEBODY} to\b",
    "insist": r"on\b",
    "issue": rf"{_A_FEW}(?:statement|warning|apology|denial|call|threat)s?\b",
    "label": rf"{_SOMEBODY} (?:as|an?)\b|(?:\S+ ){{1,6}}?{QUOTED}",
    "lash": r"out\b",
    "lay": r"(?:out|blame)\b",
    "link": rf"{_SOMEBODY} to\b",
    "make": rf"(?:it )?clear\b|the case\b|an? {_A_FEW}(?:comments?|remarks?"
    r"|claims?|argument|statement|accusations?|announcement|observation|plea|pitch|promise|pledge"
    r"|allegations?|reference)\b",
    "order": r"(?:\S+ ){1,6}?to\b",
    "paint": rf"{_SOMEBODY} as\b",
    "plead": r"(?:with|for)\b",
    "point": r"(?:to|out|at)\b",
    "push": r"back\b",
    "put": r"it\b",
    "question": rf"(?:whether|if|why|how|what|his|her|their|its|{QUOTED}"
    r"|the \w+(?: \w+)? (?:of|to|for)|[\w ]+(?:’s|'s) (?:decision|motives?|judge?ment|fitness))\b",
    "rail": r"(?:against|at)\b",
    "raise": rf"{_A_FEW}(?:questions?|concerns?|doubts?|objections?|alarms?)\b",
    "rate": rf"(?:\S+ ){{1,8}}?(?:as\b|{QUOTED})",
    "react": r"(?:by|with)\b",
    "refer": r"to \S.{2,60}? as\b",
    "regard": r"(?:\S+ ){1,8}?as\b",
    "reject": r"(?:the |any |that |those |such )?(?:\w+ ){0,2}?(?:claims?|ideas?|suggestions?"
    r"|notions?|charges|allegations?|accusations?|arguments?|criticism|assertions?)\b",
    "remind": rf"{_SOMEBODY} (?:that|of|to|how)\b",
    "rip": r"(?:\S+ ){1,6}?(?:for|as|over)\b",
    "see": r"(?:\S+ ){1,8}?as (?:an?|the)\b",
    "send": rf"{_A_FEW}(?:letter|email|memo|message|statement|tweet)s?\b",
    "speak": r"(?:of|out|up|(?:(?!for )\S+ ){0,5}?about|\w+ly of)\b",
    "take": r"(?:issue|aim|exception|credit)\b",
    "talk": r"(?:about|up|of)\b",
    "thank": rf"{_SOMEBODY} for\b",
    "threaten": r"to\b",
    "unleash": rf"{_A_FEW}(?:tweets|attacks?|barrage|tirade|broadside)\b",
    "view": r"(?:\S+ ){1,8}?as\b",
    "voice": r"\w",
    "vouch": r"for\b",
    "warn": r"(?:of|against|about)\b",
    "weigh": r"in\b",
}  # fmt: skip
# Forms that no rule of spelling gives: past tense and participle.
_IRREGULAR: Final = {
    "say": "said", "tell": "told", "write": "wrote", "read": "read", "think": "thought",
    "swear": "swore", "sing": "sang", "find": "found", "feel": "felt", "show": "showed",
    "forecast": "forecast", "speak": "spoke", "make": "made", "give": "gave", "put": "put",
    "lay": "laid", "send": "sent", "take": "took", "see": "saw", "go": "went", "hit": "hit",
    "beseech": "besought",
}  # fmt: skip
# Only an auxiliary makes these finite, as it does the regular ones.
_PARTICIPLES: Final = {
    "write": "written", "show": "shown", "sing": "sung", "speak": "spoken", "give": "given",
    "take": "taken", "see": "seen", "go": "gone", "swear": "sworn",
}  # fmt: skip
_DOUBLING: Final = listed("admit slam brag quip blog rip")


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a verb: its base, and whether it is a finite form, the base itself or -ing."""

    base: str
    form: Form


def _forms(base: str) -> dict[str, Verb]:
    stem = base + base[-1] if base in _DOUBLING else base
    silent = base.endswith("e") and not base.endswith("ee")
    short = base[:-1] if silent else stem
    past, third = f"{base}d" if base[-1] == "e" else f"{stem}ed", f"{base}s"
    if base[-1] == "y" and base[-2] not in "aeiou":
        past, third = f"{base[:-1]}ied", f"{base[:-1]}ies"
    elif base.endswith(("s", "sh", "ch", "o", "x")):
        third = f"{base}es"
    past = _IRREGULAR.get(base, past)
    forms = {f"{short}ing": Verb(base, "ing"), third: Verb(base, "finite")}
    if base in _PARTICIPLES:
        forms[_PARTICIPLES[base]] = Verb(base, "finite")
    return {base: Verb(base, "base"), **forms, past: Verb(base, "finite")}


_BASES: Final = _SAYING | _TELLING | _JUDGING | _FINDING | _LEARNING | _PHRASES.keys()
VERBS: Final = {form: verb for base in sorted(_BASES) for form, verb in _forms(base).items()}
_PATTERNS: Final = {
    base: re.compile(rf"\s+(?:back )?(?:{pattern})") for base, pattern in _PHRASES.items()
}
# What a verb of judging may not be followed by: behind these it is a passive or has no object.
_OBJECT: Final = re.compile(
    rf"\s+(?!(?:of|by|as|in|on|at|for|with|to|from|and|or|but|during|after|before|since|when|while"
    rf"|because|about|against|over|under|than|into|until|itself|himself|herself|themselves)\b)[\w$‘“\"'{QUOTED}]"
)
_NOT_OBJECT: Final = re.compile(r"\s+(?:by|nothing|little|goodbye|hello|anything)\b")
# "claimed the title" and "hopes to play" say nothing.
_WON: Final = re.compile(
    r"\s+(?:(?:the|an?|his|her|its|their|\d+|\w+th) )?(?:[a-z]+ )?"
    r"(?:title|lives|victory|wins?|crown|medal|prize|championship|asylum)\b"
)
# With a person or thing alone behind them these are deeds: "confirmed Brook", "announced a prize".
_DOING: Final = listed("confirm announce reveal declare admit")
_THING: Final = re.compile(
    r"\s+(?:(?:the|an?|his|her|its|their|this|these|those|two|three|four|several|some)\s|\d"
    r"|[A-Z](?!\w*day\b)|(?:plans|charges|results|winners)\b)"
)
_FINITE: Final = re.compile(rf"\b(?:\w+ed|{AUXILIARY}|{IRREGULAR}|that|whether|how|why)\b|{QUOTED}")
_BY: Final = listed("report announce confirm describe denounce criticize criticise condemn deny")
# `“...” read the sign` apart, these do not stand before their subject.
_NOT_INVERTED: Final = listed(
    """
    tell read describe discuss share question find feel rule decide determine expect worry project
    calculate forecast indicate imply signal
    """
)
_WISHING: Final = listed("hope fear doubt expect")
_CLAUSE: Final = re.compile(
    r"\s+(?:(?:in|on|at|to|during|via|through|with|from|by|him|her|them|us|reporters"
    r"|earlier|later|just|shortly|early|late|again|about|after|before|when|while|as"
    rf"|this|last|[a-z]+ly|[A-Z][\w’']*)\b[^,;:{QUOTED}]{{0,60}}?\s)?that\b"
    r"|\s+(?:\w+ ){0,2}?(?:how|why|whether|if)\b|\s+what (?!was\b|is\b|happened\b)"
)
_THAT: Final = re.compile(r"\s+(?:\w+ ){0,2}?that\b")
_QUOTATION: Final = re.compile(rf"(?:\s+[^,;:{QUOTED}]{{0,60}})?[,:]?\s*{QUOTED}")
# "On Monday," says nothing yet.
_LEAD_IN: Final = re.compile(
    r"(?:[A-Za-z]+ly|[Ii]n|[Oo]n|[Aa]t|[Bb]y|[Ff]or|[Ww]ith|[Dd]uring|[Aa]fter|[Bb]efore|[Ss]ince)\b"
    r"(?:\s\S+){0,3}$"
)
_BEHIND: Final = re.compile(
    r"(?:\s+[a-z]+ly)?(?:[,.:;!?]|$)"
    r"|\s+(?:in|on|at|during|to|of|via|when|as|after|earlier|later|last|this|[A-Z])\b"
)


def attributes(verb: Verb, before: str, after: str) -> bool:
    """Tell whether a verb attributes what stands beside it, rather than having another object.

    Args:
        verb: the verb.
        before: the sentence up to the verb's subject, quotations masked.
        after: the sentence behind the verb.
    """
    pattern = _PATTERNS.get(verb.base)
    if pattern and pattern.match(after):
        return True
    if verb.base in _SAYING | _FINDING:
        return not (_NOT_OBJECT.match(after) or _has_other_object(verb, after))
    if verb.base in _JUDGING and _OBJECT.match(after) and verb.base not in _PHRASES:
        return True
    if verb.base in _LEARNING:
        return _THAT.match(after) is not None or (before.rstrip()[-1:] == "," and after[:1] == ".")
    return verb.base in _TELLING and _tells(before.rstrip(), after)


def _has_other_object(verb: Verb, after: str) -> bool:
    if verb.base in _DOING and _THING.match(after) and not _FINITE.search(after):
        return True
    if verb.base == "claim":
        return _WON.match(after) is not None
    if verb.base == "declare":
        return after.startswith(" for ")
    return verb.base in _WISHING and after.startswith((" to ", " for "))


def inverts(verb: Verb) -> bool:
    """Tell whether a form may stand before its subject: `said Brook`, `say experts`."""
    if verb.form == "base":
        return verb.base == "say"
    return verb.form == "finite" and verb.base in (_SAYING | _TELLING) - _NOT_INVERTED


def has_agent(verb: Verb) -> bool:
    """Tell whether `was reported by` and the like name who says something."""
    return verb.base in _BY


def needs_more(verb: Verb) -> bool:
    """Tell whether a verb attributes only with certain words behind it: `put it`, `called for`."""
    return verb.base in _PHRASES and verb.base not in _SAYING | _TELLING


def finds(verb: Verb, after: str) -> Literal["report", "body"] | None:
    """Return whose finding a verb tells, a report's or any body's; None where it tells none.

    Others find and show things; a body finds that something is so.
    """
    if verb.base not in _FINDING:
        return None
    return "body" if _CLAUSE.match(after) else "report"


def _tells(before: str, after: str) -> bool:
    if before.endswith(QUOTED):
        return True
    # "responded to a post" says nothing of what was said.
    if after.startswith(" to "):
        return False
    if _QUOTATION.match(after) or _CLAUSE.match(after):
        return True
    # What is said stands before: `..., Brook added on Friday`.
    said = before.endswith(",") and len(before.split()) > 1 and not _LEAD_IN.match(before)
    return said and bool(_BEHIND.match(after))
