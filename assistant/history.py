"""What a follow-up may lean on: questions, and the first quotes shown for each; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from assistant.models import Answer

# The first quotes of an answer that a follow-up may lean on; more would crowd out the questions.
LEANT_ON: Final = 2
# Answers that a follow-up may lean on; people return to what was said last.
LEANT_TURNS: Final = 6
# A "sentence" without an end is longer than a follow-up may lean on; a quote is at most 90 words.
MAX_HISTORY_CHARACTERS: Final = 4_000


def said(answer: Answer) -> list[str]:
    """Return the question of an answer and the texts of its first quotes, for `history`.

    Of what asked nothing ("?") there is nothing to lean on.
    """
    if not answer.interpretation.words and not answer.interpretation.names:
        return []
    shown = (quote.text for quote in answer.quotes[:LEANT_ON])
    return [answer.question, *(text[:MAX_HISTORY_CHARACTERS] for text in shown)]
