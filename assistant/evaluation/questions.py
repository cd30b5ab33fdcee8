"""Reads questions with what is known of their answers; pure."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from assistant.answer.questions_file import parse_question
from assistant.errors import InvalidRequest
from assistant.evaluation.marked import Marked
from assistant.evaluation.merge import merge_questions
from assistant.evaluation.question import EvalQuestion

__all__ = ["EvalQuestion", "parse_eval_question", "parse_eval_questions", "unknown_fields"]

_KNOWN: Final = frozenset(
    {"id", "question", "asked", "since", "until", "source", "language", "history"}
    | {"answers", "answer", "articles", "article", "url", "gold", "wrong", "unanswerable"}
)
_SHAPE: Final = (
    'Write each line as {"id": "1", "question": "...", "answers": ["..."], "articles": ["..."]}, '
    "without answers and articles for one that should not be answered."
)


def parse_eval_question(line: str) -> EvalQuestion:
    """Return the question that a line of JSON describes.

    Besides the fields of a questions file: `answers` (or `answer`), `articles` (or `article`,
    `url`), each a string or a list of strings; `gold` and `wrong`, each a list of [start, end] in
    the named articles; `unanswerable`.

    Raises:
        InvalidRequest: the line is no such object, or contradicts itself.
    """
    record = parse_question(line)
    data = json.loads(line)
    answers = _strings(data, "answers", "answer")
    articles = _strings(data, "articles", "article", "url")
    gold, wrong = _marks(data, "gold", articles), _marks(data, "wrong", articles)
    marked = data.get("unanswerable", False)
    if type(marked) is not bool:
        raise InvalidRequest(f"unanswerable must be true or false, not {marked!r}.")
    if marked and (answers or gold):
        raise InvalidRequest("unanswerable is true, and there is an answer. Remove one of them.")
    # Beside wrong slices alone, the articles only say where these are.
    named = () if marked or (wrong and not answers and not gold) else articles
    return EvalQuestion(
        record,
        answers,
        named,
        gold,
        wrong,
        unanswerable=marked or not (answers or named or gold or wrong),
        unknown=tuple(sorted(data.keys() - _KNOWN)),
    )


def parse_eval_questions(text: str) -> list[EvalQuestion]:
    """Return the questions of JSON lines; blank lines are passed over.

    Lines that ask the same are one question: see `merge_questions`.

    Raises:
        InvalidRequest: there is none, or a line is none; the message names it, counted from 1.
    """
    questions = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            questions.append(parse_eval_question(line))
        except InvalidRequest as exc:
            raise InvalidRequest(f"line {number}: {exc}") from exc
    if not questions:
        raise InvalidRequest(f"There is no question in the file. {_SHAPE}")
    return merge_questions(questions)


def unknown_fields(questions: Iterable[EvalQuestion]) -> list[tuple[str, int]]:
    """Return the fields that mean nothing here, with the number of their lines.

    A misspelt `answers` would silently make a question one that should not be answered.
    """
    return sorted(Counter(name for question in questions for name in question.unknown).items())


def _strings(data: dict[str, Any], *names: str) -> tuple[str, ...]:
    found: list[str] = []
    for name in names:
        value = data.get(name)
        items = [] if value is None else [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise InvalidRequest(
                f"{name} must be a list of strings, not {str(value)[:60]!r}. {_SHAPE}"
            )
        if not all(item.strip() for item in items):
            raise InvalidRequest(f"{name} has an empty string. {_SHAPE}")
        found += items
    return tuple(dict.fromkeys(found))


def _marks(data: dict[str, Any], name: str, articles: tuple[str, ...]) -> tuple[Marked, ...]:
    value = data.get(name)
    items = [] if value is None else value
    if not isinstance(items, list) or not all(map(_is_span, items)):
        raise InvalidRequest(f"{name} must be a list of [start, end], not {str(value)[:60]!r}.")
    if items and not articles:
        raise InvalidRequest(f"{name} has offsets and no url to say of which article. {_SHAPE}")
    return tuple(Marked(articles, start, end) for start, end in items)


def _is_span(item: Any) -> bool:
    if not isinstance(item, list) or len(item) != 2 or not all(type(at) is int for at in item):
        return False
    return bool(0 <= item[0] < item[1])
