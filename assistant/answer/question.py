"""What a question asks for: its kind, names, words and period, and the query to search."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.annotations import Period
from assistant.answer.follow_up import stand_alone
from assistant.answer.kinds import question_kind, ruled_kind
from assistant.answer.names import Name, find_names
from assistant.answer.period import find_period, recent
from assistant.answer.small_names import Reading, read_names
from assistant.answer.words import STOP_WORDS, content_words, stem, words
from assistant.known_names import KnownNames
from assistant.models import Interpretation, QuestionKind

__all__ = ["Question", "question_kind", "understand"]

_ASKS_FOR = re.compile(
    r"\b(?:what|which|how many|how much|whose)\s+((?:[\w'’-]+\s*){1,4})", re.IGNORECASE
)
# The thing asked for is named in three words at most ("which South Asian country").
_FOCUS_WORDS = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood.

    `query` is its stand-alone reading, which is searched and read with. `stems` are those of its
    content words, `named` its names, `names` the stems of their words, `name_groups` the same name
    by name.
    `focus` are the stems of what is asked for ("city" in "which city"), where it says so.
    """

    text: str
    kind: QuestionKind
    query: str
    stems: tuple[str, ...]
    names: frozenset[str]
    name_groups: tuple[tuple[str, ...], ...] = ()
    named: tuple[Name, ...] = ()
    focus: tuple[str, ...] = ()
    period: Period | None = None

    def on(self, day: date | None) -> Question:
        """Return the question as one that was asked on `day`: it prefers the days before.

        Not where it names a period of its own, nor where the day is not known.
        """
        return self if day is None or self.period else replace(self, period=recent(day))

    def interpretation(
        self, since: date | None = None, until: date | None = None
    ) -> Interpretation:
        """Return what is shown of this reading; `since` and `until` are the days kept."""
        names = tuple(dict.fromkeys(name.text for name in self.named))
        in_names = {part for name in names for part in words(name)}
        others = tuple(word for word in content_words(self.query) if word not in in_names)
        return Interpretation(self.kind, self.query, since, until, names, others, self.period)


def understand(
    text: str,
    history: Sequence[str] = (),
    asked: date | None = None,
    known: KnownNames | None = None,
) -> Question:
    """Read a question; one that points back is completed from what was asked and shown before.

    Args:
        text: the question as typed.
        history: earlier questions and the texts shown for them, oldest first.
        asked: the day it is asked, which "last March" is resolved against; without it such
            periods are passed over.
        known: the names of the articles, by which names typed small are found; the reading has
            them as the articles write them.
    """
    typed = " ".join(text.split())
    reading = _read(typed, known)
    query = stand_alone(reading.text, [_read_before(line, known) for line in history])
    found = tuple(dict.fromkeys(stem(word) for word in content_words(query)))
    named = tuple(find_names(query, reading.first))
    groups = _groups(named)
    return Question(
        typed,
        _kind(reading.text, query, history),
        query,
        found,
        frozenset(part for group in groups for part in group),
        groups,
        named,
        _focus(query),
        find_period(query, asked),
    )


def _read(text: str, known: KnownNames | None) -> Reading:
    return Reading(text) if known is None else read_names(text, known)


def _read_before(text: str, known: KnownNames | None) -> str:
    """Return an earlier question with its names; a text that was shown has them in capitals."""
    return _read(text, known).text if text == text.lower() else text


def _kind(typed: str, query: str, history: Sequence[str]) -> QuestionKind:
    """Return the kind; "and to Russia?" asks what the question before it asked."""
    kind = ruled_kind(typed)
    if kind is None or (kind == "what" and re.match(r"what about\b", typed, re.I)):
        kind = ruled_kind(query) if query != typed else None
        if kind is None and query != typed and history:
            kind = ruled_kind(history[-1])
    return kind or "what"


def _groups(names: Sequence[Name]) -> tuple[tuple[str, ...], ...]:
    """Return each name's stems once; a name within another ("Kim" in "Kim Jong-un") is left out."""
    groups = list(dict.fromkeys(name.stems for name in names))
    return tuple(group for group in groups if not any(set(group) < set(other) for other in groups))


def _focus(query: str) -> tuple[str, ...]:
    match = _ASKS_FOR.search(query)
    if not match:
        return ()
    found: list[str] = []
    for word in words(match[1])[:_FOCUS_WORDS]:
        if word.lower() in STOP_WORDS:
            break
        found.append(stem(word))
    return tuple(found)
