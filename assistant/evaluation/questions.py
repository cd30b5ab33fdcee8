"""Reads questions with what is known of their answers; pure."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from assistant.answer.questions_file import QuestionRecord, parse_question
from assistant.errors import InvalidRequest
from assistant.evaluation.match import Slice, holds, is_named, overlaps
from assistant.models import Span

_KNOWN: Final = frozenset(
    {"id", "question", "asked", "since", "until", "history"}
    | {"answers", "answer", "articles", "article", "url", "gold", "unanswerable"}
)
_SHAPE: Final = (
    'Write each line as {"id": "1", "question": "...", "answers": ["..."], "articles": ["..."]}, '
    "without answers and articles for one that should not be answered."
)


@dataclass(frozen=True, slots=True)
class EvalQuestion:
    """A question with its answers as words, the articles that have them, or the slices that do.

    `gold` are offsets into the text of the named articles. One that has none of the three should
    not be answered. `unknown` are fields of its line that mean nothing here.
    """

    record: QuestionRecord
    answers: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    gold: tuple[Span, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the corpus is said to answer it."""
        return bool(self.answers or self.articles or self.gold)

    def is_answered_by(self, found: Slice) -> bool:
        """Tell whether a quote or passage answers it.

        In a named article it must overlap the gold slices, where there are any. Otherwise it must
        hold the answer's words; where no words are given, stand in a named article.
        """
        if self.gold and is_named(found.article, self.articles):
            return overlaps(found, self.gold)
        if self.answers:
            return holds(found.text, self.answers)
        return not self.gold and is_named(found.article, self.articles)

    def names(self, found: Slice) -> bool:
        """Tell whether a quote or passage stands in one of the named articles."""
        return is_named(found.article, self.articles)


def parse_eval_question(line: str) -> EvalQuestion:
    """Return the question that a line of JSON describes.

    Besides the fields of a questions file: `answers` (or `answer`), `articles` (or `article`,
    `url`), each a string or a list of strings; `gold`, a list of [start, end]; `unanswerable`.

    Raises:
        InvalidRequest: the line is no such object, or contradicts itself.
    """
    record = parse_question(line)
    data = json.loads(line)
    question = EvalQuestion(
        record,
        _strings(data, "answers", "answer"),
        _strings(data, "articles", "article", "url"),
        _spans(data.get("gold")),
        tuple(sorted(data.keys() - _KNOWN)),
    )
    if question.gold and not question.articles:
        raise InvalidRequest(f"gold has offsets and no url to say of which article. {_SHAPE}")
    marked = data.get("unanswerable", False)
    if type(marked) is not bool:
        raise InvalidRequest(f"unanswerable must be true or false, not {marked!r}.")
    if not marked:
        return question
    if question.answers or question.gold:
        raise InvalidRequest("unanswerable is true, and there is an answer. Remove one of them.")
    return EvalQuestion(record, unknown=question.unknown)


def parse_eval_questions(text: str) -> list[EvalQuestion]:
    """Return the questions of JSON lines; blank lines are passed over.

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
    return questions


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


def _spans(value: Any) -> tuple[Span, ...]:
    items = [] if value is None else value
    if not isinstance(items, list) or not all(map(_is_span, items)):
        raise InvalidRequest(f"gold must be a list of [start, end], not {str(value)[:60]!r}.")
    return tuple((start, end) for start, end in items)


def _is_span(item: Any) -> bool:
    if not isinstance(item, list) or len(item) != 2 or not all(type(at) is int for at in item):
        return False
    return bool(0 <= item[0] < item[1])
