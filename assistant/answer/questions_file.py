"""Reads the lines of a questions file into the arguments of `Assistant.ask`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.errors import InvalidRequest


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """A question of a questions file; `asked` is the day it was asked."""

    question: str
    id: str | None = None
    asked: date | None = None
    since: date | None = None
    until: date | None = None
    history: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    language: tuple[str, ...] = ()


def parse_question(line: str) -> QuestionRecord:
    """Return the record that a line of JSON describes; unknown fields are ignored.

    Raises:
        InvalidRequest: the line is no JSON object, has no question, or a field of another type.
    """
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as exc:
        raise InvalidRequest(f"Not a line of JSON: {line[:60]!r}. {_SHAPE}") from exc
    if not isinstance(data, dict):
        raise InvalidRequest(f"Not a JSON object: {line[:60]!r}. {_SHAPE}")
    question = data.get("question")
    if not isinstance(question, str) or not question.strip():
        raise InvalidRequest(f"No question in the line {line[:60]!r}. {_SHAPE}")
    return QuestionRecord(
        question=question,
        id=_id(data.get("id")),
        asked=_day(data, "asked"),
        since=_day(data, "since"),
        until=_day(data, "until"),
        history=_history(data.get("history")),
        source=_names(data, "source"),
        language=_names(data, "language"),
    )


def parse_questions(text: str) -> list[QuestionRecord]:
    """Return the records of JSON lines; blank lines are passed over.

    Raises:
        InvalidRequest: a line is no question; the message names the line, counted from 1.
    """
    records = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            records.append(parse_question(line))
        except InvalidRequest as exc:
            raise InvalidRequest(f"line {number}: {exc}") from exc
    return records


_SHAPE = 'Write each line as {"id": "1", "question": "..."}'


def _id(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if type(value) is int:
        return str(value)
    raise InvalidRequest(f"id must be a string, not {value!r}. {_SHAPE}")


def _day(data: dict[str, Any], name: str) -> date | None:
    value = data.get(name)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as exc:
        raise InvalidRequest(f"{name} is not a date: {value!r}. Write YYYY-MM-DD.") from exc


def _history(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InvalidRequest(f"history must be a list of strings, not {str(value)[:60]!r}.")
    return tuple(value)


def _names(data: dict[str, Any], name: str) -> tuple[str, ...]:
    value = data.get(name)
    items = [] if value is None else [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise InvalidRequest(f"{name} must be a list of strings, not {str(value)[:60]!r}.")
    return tuple(items)
