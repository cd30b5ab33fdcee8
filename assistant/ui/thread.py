"""The conversation of one reader: turns that were already rendered."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from assistant.errors import InvalidRequest, NewsquoteError
from assistant.ui import cards
from assistant.ui.desk import Desk

# The whole thread travels with every answer; beyond this the oldest turns leave the page.
MAX_TURNS: Final = 30
# A follow-up leans on what was just said; older turns would only offer wrong names.
HISTORY_TURNS: Final = 6
# The first quotes are read; more of them would crowd the names out of the questions.
HISTORY_QUOTES: Final = 2
# Shown instead of a traceback, which could hold paths of the server.
UNEXPECTED: Final = "The page could not answer. The server's log says why; ask again to retry."

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what was shown for it; `answered` is False where asking failed.

    `quotes` are the texts of its first quotes, which a follow-up may lean on.
    """

    number: int
    question: str
    html: str
    answered: bool
    quotes: tuple[str, ...] = ()


Thread = tuple[Turn, ...]


def checked_question(question: object, max_characters: int) -> str:
    """Return a question that came from a browser, without blanks around it.

    Raises:
        InvalidRequest: it is no text, empty, or longer than `max_characters`.
    """
    if not isinstance(question, str) or not question.strip():
        raise InvalidRequest("The question is empty. Type a question first.")
    question = question.strip()
    if len(question) > max_characters:
        raise InvalidRequest(
            f"The question has {len(question)} characters. Shorten it to {max_characters}."
        )
    return question


def next_number(thread: Thread) -> int:
    """Return the number of the turn that comes next, counting from 1."""
    return thread[-1].number + 1 if thread else 1


def ask(desk: Desk, thread: Thread, question: str) -> Thread:
    """Return the thread with the question answered, or with the line that says why not."""
    number = next_number(thread)
    try:
        answer = desk.ask(question, history=history(thread))
        html = cards.render_answer(number, answer)
        shown = tuple(quote.text for quote in answer.quotes[:HISTORY_QUOTES])
        turn = Turn(number, question, html, answered=True, quotes=shown)
    except NewsquoteError as exc:
        turn = Turn(number, question, cards.render_error(number, question, str(exc)), False)
    except Exception:
        # The outermost edge: the reader must not be left with a page that waits for ever.
        _log.exception("A question could not be answered")
        turn = Turn(number, question, cards.render_error(number, question, UNEXPECTED), False)
    return (*thread, turn)[-MAX_TURNS:]


def history(thread: Thread) -> list[str]:
    """Return the last questions that were answered, each with its first quotes, oldest first."""
    said = [turn for turn in thread if turn.answered][-HISTORY_TURNS:]
    return [line for turn in said for line in (turn.question, *turn.quotes)]


def rendered(thread: Iterable[Turn], pending: str = "") -> str:
    """Return the thread as HTML, newest last; `pending` is a turn that is not answered yet."""
    return "\n".join([*(turn.html for turn in thread), pending])
