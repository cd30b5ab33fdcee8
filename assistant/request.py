"""Checks what an assistant is asked; pure."""

from __future__ import annotations

from datetime import date, datetime

from assistant.errors import InvalidRequest
from assistant.settings import MAX_QUESTION_CHARACTERS, MAX_QUOTES

Day = date | str | None


def as_day(value: Day, name: str) -> date | None:
    """Return the day that a date, a moment or YYYY-MM-DD means; `name` is the argument's.

    Raises:
        InvalidRequest: it is none.
    """
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as exc:
        raise InvalidRequest(f"{name} is not a date: {value!r}. Write YYYY-MM-DD.") from exc


def check_text(*texts: str) -> None:
    """Refuse half a surrogate pair, which JSON can say and no engine can encode."""
    for text in texts:
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as exc:
            raise InvalidRequest(
                f"Not a text: {text[:60]!r}. Write it without \\u escapes."
            ) from exc


def check_question(question: str, k: int, since: date | None, until: date | None) -> None:
    """Refuse a question that is empty or too long, and numbers and days out of range."""
    if not isinstance(question, str) or not question.strip():
        raise InvalidRequest(f"The question is empty: {question!r}. Ask with at least one word.")
    if len(question) > MAX_QUESTION_CHARACTERS:
        raise InvalidRequest(
            f"The question has {len(question)} characters. Shorten it to {MAX_QUESTION_CHARACTERS}."
        )
    if type(k) is not int or not 1 <= k <= MAX_QUOTES:
        raise InvalidRequest(f"k is {k!r}. Ask for 1 to {MAX_QUOTES} quotes.")
    if since and until and since > until:
        raise InvalidRequest(
            f"since {since} lies after until {until}. Give the earlier day as since."
        )
