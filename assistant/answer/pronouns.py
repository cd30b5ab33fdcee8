"""Which pronouns of a question are left open, and which the question itself explains.

"Did Kim like his visit?" says whose visit it was; "how long did he stay?" does not say who.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.answer.names import Name
from assistant.answer.places import is_place
from assistant.answer.words import content_words

PRONOUNS: Final = {
    "he": r"he|him|his|himself",
    "she": r"she|her|hers|herself",
    "they": r"they|them|their|theirs|themselves",
    "it": r"it|its|itself",
}
PERSONS: Final = frozenset({"he", "she"})
_AUXILIARY: Final = (
    r"(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|may|might)(?:n[’']t)?"
)
# Nothing but a question word, what it asks for and an auxiliary stands before the pronoun.
_INVERTED: Final = re.compile(
    rf"^(?:[^,.]{{0,40}}, )?(?:[\w'’-]+ ){{0,7}}?{_AUXILIARY} (?:also |ever |then |still )?$", re.I
)
_ASKED_SUBJECT: Final = re.compile(rf"\b(?:which|what)\b(?! {_AUXILIARY}\b) [\w’'-]+", re.I)
# "Which boats did the crew ...": what is asked for does not do it.
_ASKED_OBJECT: Final = re.compile(
    rf"\b(?:which|what) (?:[\w'’-]+ ){{1,4}}?{_AUXILIARY}\b(?! been\b)", re.IGNORECASE
)
# A statement that leaves out the name: "This singer cancelled her tour."
_TOLD: Final = re.compile(r"(?:this|an?) (?:[\w'’-]+ ){1,3}?[a-z]+ed\b", re.IGNORECASE)
_WHO_DOES: Final = re.compile(rf"^(?:and )?who (?!{_AUXILIARY}\b)", re.IGNORECASE)
_OBJECTS: Final = frozenset({"him", "them", "it", "her"})
# "her" and "it" are objects before these, and at the end.
AFTER_OBJECT: Final = re.compile(
    r"\s*(?:$|[?.,!;]|(?:in|on|at|to|from|for|with|by|after|before|when|while|and|or|as|into|about"
    r"|because|during|the|a|an|this|that|out|up|down|off|back|away|again|so|if|how|over|under)\b)",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"[\w\"”’)]{2}[.!?]\s+(?=\S)")
# A lead-in of so many words says what the question behind it is about.
_LEAD_IN: Final = 3
# "Who attacked his men?" points back; a longer question about someone explains itself.
_BRIEF: Final = 3
# From so many content words on, with a name, an object is explained too ("slammed into it").
_LONG: Final = 5


_SEVERAL: Final = re.compile(r"(?:people|men|women|children|[^su]s)$")


def has_pronoun(text: str) -> bool:
    """Tell whether one of these pronouns stands in the text."""
    return any(re.search(rf"\b(?:{forms})\b", text, re.IGNORECASE) for forms in PRONOUNS.values())


def open_pronouns(text: str, names: Sequence[Name]) -> set[str]:
    """Return which of he, she, they, it (any form) stand for something outside the question."""
    return {
        label
        for label, forms in PRONOUNS.items()
        if (first := re.search(rf"\b(?:{forms})\b", text, re.IGNORECASE))
        and not _explained(label, first, text, names)
    }


def _explained(label: str, pronoun: re.Match[str], text: str, names: Sequence[Name]) -> bool:
    before, after = text[: pronoun.start()], text[pronoun.end() :]
    lead_in = _SENTENCE.search(before)
    if lead_in and len(content_words(before[: lead_in.end()])) >= _LEAD_IN:
        return True
    persons = [name for name in names if not is_place(name.text)]
    if "," in after and any(name.start > pronoun.end() + after.index(",") for name in persons):
        return True
    if not content_words(before) or _INVERTED.match(before):
        return False
    if pronoun.group().lower() in _OBJECTS and AFTER_OBJECT.match(after):
        return bool(names) and len(content_words(text)) >= _LONG
    return _subject_before(label, before, text, [n for n in names if n.end <= pronoun.start()])


def _subject_before(label: str, before: str, text: str, names: Sequence[Name]) -> bool:
    if any(label not in PERSONS or not is_place(name.text) for name in names):
        return True
    inverted = re.search(rf"\b{_AUXILIARY}\b", before, re.IGNORECASE)
    if (_ASKED_SUBJECT.search(before) and not _ASKED_OBJECT.search(before)) or _TOLD.match(before):
        return True
    if _WHO_DOES.match(text):
        return len(content_words(text)) > _BRIEF
    # A thing cannot be "he"; any noun behind the auxiliary can be "it" or "they".
    behind = before[inverted.end() :] if inverted else before
    nouns = [word for word in content_words(behind) if word.islower()]
    if label == "it":
        # "How long do people with it live?"
        nouns = [noun for noun in nouns if not _SEVERAL.search(noun)]
    return label not in PERSONS and bool(nouns)
