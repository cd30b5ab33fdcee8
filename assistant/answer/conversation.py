"""What was said before a question: its questions, the texts that were shown, its topics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from assistant.answer.clause_words import is_noun_word
from assistant.answer.names import Name, find_names
from assistant.answer.question_verbs import is_verb
from assistant.answer.speech import BODIES, PERSONS
from assistant.answer.words import STOP_WORDS, word_spans, words

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
# "who is behind it, the firm?", "of what": the order of words is a question's, also with a comma.
_INVERTED: Final = re.compile(
    rf"^(?:(?:and|but|so) )?(?:(?:of|by|in|on|at|to|from|for|with|since|until|about) )?"
    rf"(?:who|whom|whose|what|which|when|where|why|how)"
    rf"(?:[’']s|\b(?:$|(?: [\w’'-]+){{0,3}}? {_AUXILIARY}\b))",
    re.IGNORECASE,
)
_ASKING_WORD: Final = re.compile(r"\s(?:who|whom|whose|which|when|where|why)\s", re.IGNORECASE)
_OPENING_NAME: Final = re.compile(r"([A-Z][\w’'-]+),? (?:who |also |had |has )?([a-z]+)\b")
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


def turns(history: Sequence[str], known: frozenset[str] | None = None) -> list[Turn]:
    """Return what was said, oldest first; lines that say that nothing was found are left out.

    `known` are the words of the names in it, where they are known already.
    """
    said = [" ".join(line.split()) for line in history]
    said = [text for text in said if text and not _NOTHING_SHOWN.match(text)]
    known = known_names(said) if known is None else known
    found: list[Turn] = []
    for text in said:
        asked = any(turn.form == "question" for turn in found)
        form = _form(text, asked=asked)
        if form == "text" and found and found[-1].form == "topic":
            # What a text follows on is no heading: those stand before questions.
            found[-1] = replace(found[-1], form="text")
        found.append(Turn(text, form, tuple(names_of(text, known))))
    return found


def known_names(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of the names in texts, in lower case.

    A word that is a name within one sentence is one at the beginning of another, and where nothing
    has a capital.
    """
    parts = (part.lower() for text in texts for n in find_names(text) for part in words(n.text))
    return frozenset(parts) - STOP_WORDS


def names_of(text: str, known: frozenset[str]) -> list[Name]:
    """Return the names of a text; typed in lower case, also those that the conversation has."""
    found = [name for name in find_names(text, known) if not _is_common(name.text)]
    if text != text.lower():
        return [*_opening_names(text, found), *found]
    runs: list[tuple[int, int]] = []
    for start, end in word_spans(text):
        if text[start:end].removesuffix("'s").removesuffix("’s") not in known:
            continue
        end -= 2 * text[start:end].endswith(("'s", "’s"))
        if runs and text[runs[-1][1] : start] == " ":
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    apart = [n for n in found if not any(n.start < b and a < n.end for a, b in runs)]
    named = [Name(start, end, text[start:end]) for start, end in runs]
    return sorted([*apart, *named], key=lambda name: name.start)


def _opening_names(text: str, found: Sequence[Name]) -> list[Name]:
    """Return the name that a sentence begins with: "Hill resigned", not "Officials said"."""
    match = _OPENING_NAME.match(text)
    if not match or not is_verb(match[2], "past"):
        return []
    low = match[1].lower()
    common = low in PERSONS or low in BODIES or low in STOP_WORDS or not is_noun_word(low)
    if common or is_verb(low) or low.endswith("s") or any(name.start == 0 for name in found):
        return []
    return [Name(0, match.end(1), match[1])]


def _is_common(name: str) -> bool:
    """Tell "shot" and "later" from names, where nothing has a capital."""
    first = name.split()[0]
    return first.islower() and (is_verb(first, "participle", "past") or not is_noun_word(first))


def is_question(text: str) -> bool:
    """Tell a question from a text by its form."""
    bare = text.strip()
    if bare.rstrip("\"'”’) ").endswith("?") or _ASKS.match(bare):
        return True
    return bare[-1:] not in {".", "”", '"'} and _INVERTED.match(bare) is not None


def _form(text: str, *, asked: bool) -> Form:
    if is_question(text):
        return "question"
    if asked or text[-1] in ".!;," or len(text.split()) > _TOPIC_WORDS:
        return "text"
    # Keywords typed as a first question are no heading: "start of the ferry strike".
    return "question" if text[0].islower() or _ASKING_WORD.search(text) else "topic"
