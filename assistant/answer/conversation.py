"""What was said before a question: its questions, the texts that were shown, its topics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from assistant.answer.names import Name, find_names
from assistant.answer.words import STOP_WORDS, words

Form = Literal["topic", "question", "text"]

_AUXILIARY: Final = (
    r"(?:is|are|was|were|am|did|does|do|has|have|had|will|would|can|could|should|may|might)"
)
# A full stop ends a question, but not in "dictionary.com" or "J. K. Rowling".
_ON: Final = r"(?:[^.]|\.(?=\w)|(?<=\b\w)\.)"
_ASKS: Final = re.compile(
    rf"^(?:(?:and|but|so|or|also|then)\b,? )?(?:(?:(?:in|on|at|to|from|for|with|by|since|until) )?"
    rf"(?:when|who|whom|whose|where|why|how|what|which)\b(?:(?!,){_ON})*$"
    rf"|{_AUXILIARY}(?:n't)? (?:(?!,){_ON})*$|(?:and|or|but|what about|how about|any)\b.{{0,60}}$)",
    re.IGNORECASE,
)
_ASKING_WORD: Final = re.compile(r"\s(?:who|whom|whose|which|when|where|why)\s", re.IGNORECASE)
_NOTHING_SHOWN: Final = re.compile(
    r"^(?:I (?:don[’']?t|do not) know|no answer|nothing found|can ?not answer)\b", re.IGNORECASE
)
# A longer line is a sentence that lost its full stop, not the name of a topic.
_TOPIC_WORDS: Final = 12


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that was asked or shown; a topic is a heading that stands before them all."""

    text: str
    form: Form
    names: tuple[Name, ...]


def turns(history: Sequence[str]) -> list[Turn]:
    """Return what was said, oldest first; lines that say that nothing was found are left out."""
    said = [" ".join(line.split()) for line in history]
    said = [text for text in said if text and not _NOTHING_SHOWN.match(text)]
    # A word that is a name within one sentence is one at the beginning of another.
    known = {
        part.lower() for text in said for name in find_names(text) for part in words(name.text)
    }
    known -= STOP_WORDS
    found: list[Turn] = []
    for text in said:
        asked = any(turn.form == "question" for turn in found)
        form = _form(text, asked=asked)
        if form == "text" and found and found[-1].form == "topic":
            # What a text follows on is no heading: those stand before questions.
            found[-1] = replace(found[-1], form="text")
        found.append(Turn(text, form, tuple(find_names(text, known))))
    return found


def is_question(text: str) -> bool:
    """Tell a question from a text by its form."""
    return text.rstrip(" \"'”’)").endswith("?") or _ASKS.match(text.strip()) is not None


def _form(text: str, *, asked: bool) -> Form:
    if is_question(text):
        return "question"
    if asked or text[-1] in ".!;," or len(text.split()) > _TOPIC_WORDS:
        return "text"
    # Keywords typed as a first question are no heading: "start of the ferry strike".
    return "question" if text[0].islower() or _ASKING_WORD.search(text) else "topic"
