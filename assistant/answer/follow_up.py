"""What a follow-up question means, given what was asked and shown before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.kinds import OPENING
from assistant.answer.names import find_names
from assistant.answer.words import content_words, stem, words

_REFERS = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|there|that|this|those|these)\b", re.I
)
# Fewer content words than this cannot be searched alone when the question points back.
_FRAGMENT_WORDS = 3


def stand_alone(asked: str, history: Sequence[str]) -> str:
    """Return the question as it would be asked without the conversation before it."""
    if history and _points_back(asked):
        return " ".join([asked, *_carried(asked, history[-1])])
    return asked


def _carried(asked: str, earlier: str) -> list[str]:
    known = {stem(word) for word in words(asked)}
    if find_names(asked):
        last = [name for name in find_names(earlier) if name.start > 0][-1:]
        known.update(stem(word) for name in last for word in words(name.text))
    return [word for word in content_words(earlier) if stem(word) not in known]


def _points_back(text: str) -> bool:
    content = content_words(OPENING.sub("", text))
    if OPENING.match(text):
        return len(content) <= _FRAGMENT_WORDS
    return len(content) < _FRAGMENT_WORDS or (
        _REFERS.search(text) is not None and not find_names(text)
    )
