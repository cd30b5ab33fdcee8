"""What a follow-up question means, given what was asked and shown before."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answer.conversation import Turn, turns
from assistant.answer.ellipsis import complete, counted
from assistant.answer.follow_up_weights import BIAS, WEIGHTS
from assistant.answer.holes import Holes, find_holes
from assistant.answer.mentions import Mention, mentions
from assistant.answer.names import find_names
from assistant.answer.pronouns import PERSONS, PRONOUNS
from assistant.answer.rewrite import Choice, completes, fits, replaced, rewrite
from assistant.answer.ties import features, wanted_nouns
from assistant.answer.topic import (
    about_event,
    asks_of_it,
    counted_of,
    event_of,
    matter_of,
    pair_of,
    role_of,
    with_role,
)

# Here precision and recall lie equally far above what is wanted (.50, .55; CANARD, by folds).
LIKELY: Final = 0.23
# A pronoun must stand for something: its best name is taken down to here.
LEAST: Final = 0.05
# A pronoun stands for one name of the question before; a second one is added above this only.
BESIDE_PRONOUN: Final = 0.45
_FILLED: Final = (*PRONOUNS, "there")
# Questions that lean on one another go back no further than this.
_DEPTH: Final = 6


@dataclass(frozen=True, slots=True)
class _Asked:
    """An earlier question as it was typed, and as it is read alone."""

    text: str
    whole: str


def stand_alone(asked: str, history: Sequence[str]) -> str:
    """Return the question as it would be asked without the conversation before it.

    Words are added from `history` only; a question that stands alone is returned as it is.
    """
    said = turns(history)
    before: list[_Asked] = []
    for index in [i for i, turn in enumerate(said) if turn.form == "question"][-_DEPTH:]:
        text = said[index].text
        before.append(_Asked(text, _reading(text, said[:index], before)))
    return _reading(asked, said, before)


def open_mentions(holes: Holes, said: Sequence[Turn]) -> list[tuple[Mention, dict[str, float]]]:
    """Return the phrases that may be meant, with their features.

    A question that stands alone can only have its names completed, or take the title that heads the
    conversation. One that does not point back, but says something, takes the topic of a heading, or
    what its "the ..." was called.
    """
    among = mentions(said)
    fresh = [m for m in among if m.stems - holes.stems and not _lone_verb(m)]
    if holes.stands_alone:
        fresh = [m for m in fresh if m.is_name and (completes(m, holes) or _heads(m, holes))]
    elif not holes.refers and not holes.labels & {"tiny", "short"}:
        wanted = wanted_nouns(holes.nouns)
        fresh = [
            m for m in fresh if m.places & {"title", "section"} or wanted & (m.stems | m.beside)
        ]
    return [(mention, features(holes, mention, among)) for mention in fresh]


def _heads(mention: Mention, holes: Holes) -> bool:
    # "What is creationism?" asks for no more, whatever the page is about.
    return "title" in mention.places and "definition" not in holes.labels


def _lone_verb(mention: Mention) -> bool:
    # "besides Kim and visited" is no question.
    return not mention.is_name and re.fullmatch(r"\w+(?:ed|ing)", mention.text) is not None


def probability(row: dict[str, float]) -> float:
    """Return the probability that the phrase with these features is meant."""
    total = BIAS + sum(WEIGHTS.get(name, 0.0) * value for name, value in row.items())
    return 1.0 / (1.0 + math.exp(-total))


def _reading(asked: str, said: Sequence[Turn], before: Sequence[_Asked]) -> str:
    if not said or not asked:
        return asked
    earlier = before[-1].whole if before else ""
    event = _event(before)
    whole = complete(asked, earlier) if earlier and not (event and asks_of_it(asked)) else None
    if whole:
        return whole
    asked = _with_topic(counted(asked, earlier), earlier, event)
    holes = find_holes(asked)
    choices = [Choice(m, probability(row)) for m, row in open_mentions(holes, said)]
    chosen = _chosen(holes, choices)
    role = next((role_of(b.whole) for b in reversed(before) if role_of(b.text)), None)
    if role and holes.labels & PERSONS:
        persons = [c.mention.text for c in chosen if fits("he", c.mention)]
        if all(name in role for name in persons):
            return with_role(asked, role)
    return rewrite(asked, holes, chosen)


def _with_topic(asked: str, earlier: str, event: str | None) -> str:
    """Return the question with what the earlier ones were about in it, where it asks of that."""
    holes = find_holes(asked)
    topic = event or matter_of(earlier)
    told = about_event(asked, holes, topic) if topic else None
    if told or "they" not in holes.labels:
        return told or asked
    pair = pair_of(earlier) or counted_of(earlier)
    return replaced(asked, PRONOUNS["they"], pair) if pair else asked


def _event(before: Sequence[_Asked]) -> str | None:
    """Return the event asked about, which questions without a name of their own leave as it is."""
    for question in reversed(before):
        event = event_of(question.whole)
        if event or find_names(question.text):
            return event
    return None


def _chosen(holes: Holes, choices: Sequence[Choice]) -> list[Choice]:
    chosen = [choice for choice in choices if choice.probability >= LIKELY]
    for label in _FILLED:
        if label in holes.labels and not any(fits(label, c.mention) for c in chosen):
            rest = [c for c in choices if fits(label, c.mention) and c not in chosen]
            chosen += _best(rest)
    if not holes.labels & PRONOUNS.keys():
        return chosen
    best = _best([c for c in chosen if c.mention.is_name])
    return [
        c for c in chosen
        if c in best or c.probability >= BESIDE_PRONOUN or "lastq" not in c.mention.places
        or ("there" in holes.labels and fits("there", c.mention))
    ]  # fmt: skip


def _best(choices: Iterable[Choice]) -> list[Choice]:
    best = max(choices, key=lambda choice: choice.probability, default=None)
    return [best] if best and best.probability >= LEAST else []
