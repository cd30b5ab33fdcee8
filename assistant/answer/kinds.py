"""What kind of answer a question asks for; rules over its wording."""

from __future__ import annotations

import re

from assistant.models import QuestionKind

_PERSON = (
    r"(?:\w+ ){0,3}(?:man|woman|person|people|player|actor|actress|singer|rapper|musician|artist"
    r"|author|writer|athlete|coach|politician|senator|leader|president|minister|celebrity|comedian"
    r"|host|director|driver|golfer|boxer|judge|justice|billionaire|governor|mayor|envoy|diplomat"
    r"|official|scientist|researcher|lawmaker|legislator|secretary|secretaries|chief"
    r"|company|firm|pitcher|quarterback|winner|candidate|lawyer|attorney|suspect|victim|spokesman"
    r"|spokeswoman|executive|ceo|member)\b"
)
_PLACE = (
    r"(?:\w+ ){0,2}(?:country|countries|city|cities|state|states|town|village|place|province"
    r"|region|continent|county|nation|island|venue|location|capital|stadium|museum|arena|port|site"
    r"|building|airport|hospital|prison|neighborhood|neighbourhood|district|river|street|part of)\b"
)
# Only what something happens in or at: "which club was sold" asks for its name.
_SEAT = (
    r"(?:(?:\w+ ){0,2}(?:institution|club|hotel|restaurant|university|school|church|bar|theater"
    r"|theatre|gallery|park|base|room|house))\b"
)
_TIME = r"(?:\w+ )?(?:year|date|dates|day|days|month|time|week|decade|season|century)\b"
_QUANTITY = (
    r"(?:\w+ ){0,2}(?:percentage|percent|number|share|proportion|price|amount|age|score|fraction"
    r"|tally|toll|cost|total|rate|margin|size|length|height|weight|distance|temperature|salary)\b"
)
_HOW_MUCH = (
    r"how (?:many|much|old|long|far|tall|often|big|large|high|fast|heavy|deep|wide|late|soon)\b"
)
_CAUSE = r"what (?:(?:is|was|were|are) the (?:reasons?|causes?)|caused|led to|made)"
_AUXILIARY = (
    r"(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|may|might|am"
    r"|isn't|aren't|wasn't|weren't|didn't|doesn't|don't|hasn't|haven't|won't)"
)

# The first rule that matches decides; a rule with "^" looks at the beginning only.
_RULES: tuple[tuple[QuestionKind, str], ...] = (
    ("when", r"^(?:when|since when|until when|how long ago|how recently)\b"),
    ("who", r"^(?:(?:by|to|from|with|for) )?(?:who|whom|whose|who's)\b"),
    ("where", r"^(?:from |to )?where\b"),
    ("why", rf"^(?:why|how come)\b|\b{_CAUSE}\b|\b(?:for|what) (?:what )?reason\b"),
    ("how_many", rf"\b{_HOW_MUCH}|\b(?:what|which) {_QUANTITY}(?! of the dead)"),
    ("how_many", rf"\bwhat(?:'s| is| was| were| are) (?:the |\S+'s ){_QUANTITY}"),
    ("how_many", r"^what (?:did|does|do|will|would) .*\bcost\b(?! \w+ (?:his|her|their))"),
    ("when", rf"\b(?:what|which) {_TIME}|^date\b"),
    ("when", r"\bwhat(?:'s| is| was| are| were) the (?:dates?|year|day|month)\b"),
    ("where", rf"\b(?:what|which) {_PLACE}"),
    ("where", rf"\b(?:in|at|from|near|inside|outside) (?:what|which) (?:\w+ )?{_SEAT}"),
    ("who", rf"\b(?:what|which) {_PERSON}"),
    ("how", r"^how\b"),
    ("yes_no", rf"^{_AUXILIARY}\b"),
    ("what", r"\b(?:what|which)\b"),
    ("how_many", r"^(?:the |total )?(?:number|amount|cost|price|attendance|percentage|share)\b"),
    ("how_many", r"^(?:the )?(?:death )?toll\b"),
    ("when", r"\bwhen\b"),
    ("who", r"\b(?:who|whom|whose)\b"),
    ("where", r"\bwhere\b"),
    ("why", r"\bwhy\b"),
    ("when", r"\b(?:date|day)\b|^(?:the )?(?:start|end|beginning|launch|opening|birthday) of\b"),
    ("why", r"^(?:the )?(?:reasons?|causes?) (?:for|of|behind|why)\b"),
    ("where", r"\b(?:venue|location|birthplace|hometown|whereabouts)\b"),
    ("who", r"^(?:the )?(?:winner|author|director|founder|inventor|owner|ceo|head) of\b"),
)
_MARKS = " \"'“‘”¿?!."
_SENTENCE_END = re.compile(r"(?<=\w\w[.!?])\s+")
OPENING = re.compile(r"^(?:and|but|so|or|what about|how about|also|then|ok|okay)\b[,]?", re.I)


def question_kind(text: str) -> QuestionKind:
    """Return what kind of answer a question asks for; `what` where no rule fits."""
    return ruled_kind(text) or "what"


def ruled_kind(text: str) -> QuestionKind | None:
    """Return the kind of answer that the wording asks for; None where no rule fits.

    A question may be led in by a statement ("The park reopened. Why was it shut?"), so its last
    sentence is read first.
    """
    lowered = text.lower().replace("’", "'")
    last = _SENTENCE_END.split(lowered.strip(_MARKS))[-1]
    return _first_rule(last) or _first_rule(lowered)


def _first_rule(text: str) -> QuestionKind | None:
    bare = OPENING.sub("", text.strip(_MARKS)).strip()
    return next((kind for kind, rule in _RULES if re.search(rule, bare)), None)
