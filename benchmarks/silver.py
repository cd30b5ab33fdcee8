"""What counts as a right passage or sentence; pure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from assistant.answer.quantities import find_quantities
from assistant.answer.words import STOP_WORDS, words
from assistant.evaluation.match import holds as holds
from assistant.evaluation.match import overlaps
from assistant.models import Quote

# A highlight and the words that a person marked are one answer from this agreement on.
SHARED = 0.6
_FUNCTION = frozenset(("around", "roughly", "nearly", "almost", "since"))


def training_half(record_id: str) -> bool:
    """Tell whether a question may be fitted on; the other half is only measured."""
    return hashlib.sha256(record_id.encode()).digest()[0] % 2 == 0


def scorer_part(url: str) -> bool:
    """Tell whether the questions of an article of `news_questions` are kept for fitting the scorer.

    An eighth is: the reader is not trained on it, so it is no surer there than in use.
    """
    return hashlib.sha256(url.encode()).digest()[0] % 8 == 0


def right_quote(quote: Quote, record: dict[str, Any]) -> bool:
    """Tell whether a quote overlaps a gold span, or has the answer's words elsewhere."""
    if quote.article.url == record["url"]:
        return overlaps(quote, record["gold"])
    return holds(quote.text, record["answer"])


def typed_small(question: str) -> str:
    """Return a question as it is often typed: in lower case, without marks at its end."""
    return question.lower().rstrip(" ?.!")


def marks(quote: Quote, answers: Sequence[str]) -> bool:
    """Tell whether a highlight has an answer whole, its number, or `SHARED` of its words (F1).

    Function words are not counted, for people differ in whether "about" and "the" are marked.
    """
    found = [quote.article.text[slice(*span)] for span in quote.highlights]
    return any(
        holds(marked, [answer]) or _same_number(marked, answer) or _f1(marked, answer) >= SHARED
        for marked in found for answer in answers
    )  # fmt: skip


def _same_number(marked: str, answer: str) -> bool:
    wanted = [(each.value, each.unit) for each in find_quantities(answer)]
    return bool(wanted) and wanted == [(each.value, each.unit) for each in find_quantities(marked)]


def _f1(marked: str, answer: str) -> float:
    mine, theirs = (Counter(_content(text)) for text in (marked, answer))
    return 2 * (mine & theirs).total() / max(1, mine.total() + theirs.total())


def _content(text: str) -> list[str]:
    return [word.lower() for word in words(text) if word.lower() not in STOP_WORDS | _FUNCTION]


def share(outcomes: Sequence[bool]) -> float:
    """Return the share of true outcomes; 0 of none."""
    return sum(outcomes) / len(outcomes) if outcomes else 0.0
