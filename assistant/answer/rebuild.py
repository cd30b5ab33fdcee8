"""Rebuilds answers from the JSON they were given out as, and refuses what the index does not say.

A page keeps its thread in the browser, so what comes back may be forged: everything is read as
hostile, made anew from the articles, and must then give the very same JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final, get_args

from assistant.answer.annotations_json import (
    read_date,
    read_disagreement,
    read_event,
    read_period,
    read_speaker,
    read_threshold,
    span,
)
from assistant.answer.check import check_answer
from assistant.answer.fields import Fields, shown
from assistant.answer.receipt import receipt
from assistant.errors import InvalidRequest, QuoteMismatch
from assistant.models import (
    ANSWER_SCHEMA,
    Answer,
    Article,
    Interpretation,
    QuestionKind,
    Quote,
    Span,
    Status,
)
from assistant.settings import (
    MAX_ANSWER_QUOTES,
    MAX_ANSWER_WORDS,
    MAX_ANSWERS,
    MAX_FIELD_CHARACTERS,
    MAX_QUESTION_CHARACTERS,
)

Find = Callable[[str], Article | None]

_ANSWER: Final = (
    "schema", "id", "question", "status", "interpretation", "quotes", "nearest", "timeline",
    "disagreements", "threshold", "took_ms", "digest",
)  # fmt: skip
_INTERPRETATION: Final = (
    "kind", "query", "since", "until", "names", "words", "period", "source", "language",
)  # fmt: skip
_QUOTE: Final = (
    "rank", "text", "start", "end", "highlights", "score", "article", "dates", "speaker", "copies",
    "receipt",
)  # fmt: skip
_CITED: Final = (
    "id", "title", "source", "author", "published", "published_basis", "url", "path", "sha256",
)  # fmt: skip
_MESSAGE: Final = 200


def answers_from_json(data: object, article: Find) -> list[Answer]:
    """Return the answers of parsed JSON: one as `Answer.to_dict` gives it, or a list of them.

    Each is equal to its JSON: `answer.to_dict()` gives it back. Articles, texts, citations, copies
    and receipts are those of the index; what no index can tell (a score, a question) is as sound
    as the answer's digest, which is no signature.

    Args:
        data: parsed JSON of any origin.
        article: returns the article of an id, or None.

    Raises:
        InvalidRequest: it is no answer, or says anything that the index does not; one line.
    """
    given = data if isinstance(data, list) else [data]
    if not 1 <= len(given) <= MAX_ANSWERS:
        raise InvalidRequest(f"There are {len(given)} answers. Send 1 to {MAX_ANSWERS}.")
    known: dict[str, Article | None] = {}

    def find(identity: str) -> Article | None:
        if identity not in known:
            known[identity] = article(identity)
        return known[identity]

    return [_checked(one, f"answer {number}", find) for number, one in enumerate(given, 1)]


def _checked(data: object, where: str, find: Find) -> Answer:
    try:
        answer = _answer(data, where, find)
        again = answer.to_dict()
    except QuoteMismatch as exc:
        raise InvalidRequest(f"{where}: {exc}") from exc
    if difference := _difference(again, data, where):
        raise InvalidRequest(f"{difference} is not what the index says. Ask the question again.")
    if problems := check_answer(data, find):
        problem = " ".join(problems[0].split())[:_MESSAGE]
        raise InvalidRequest(f"{where}: {problem}. Ask the question again.")
    return answer


def _answer(data: object, where: str, find: Find) -> Answer:
    fields = Fields.of(data, where, _ANSWER)
    fields.one_of("schema", (ANSWER_SCHEMA,))
    fields.one_of("status", get_args(Status))
    quote = partial(_quote, find=find)
    return Answer(
        question=fields.text("question", MAX_QUESTION_CHARACTERS),
        interpretation=_interpretation(fields.data["interpretation"], f"{where}.interpretation"),
        quotes=fields.each("quotes", quote, MAX_ANSWER_QUOTES),
        nearest=fields.each("nearest", quote, MAX_ANSWER_QUOTES),
        timeline=fields.each("timeline", read_event, MAX_ANSWER_QUOTES),
        disagreements=fields.each("disagreements", read_disagreement, MAX_ANSWER_QUOTES),
        took_ms=fields.whole("took_ms"),
        id=fields.maybe_text("id", MAX_FIELD_CHARACTERS),
        threshold=fields.maybe("threshold", read_threshold),
    )


def _interpretation(value: object, where: str) -> Interpretation:
    fields = Fields.of(value, where, _INTERPRETATION)

    def words(name: str) -> tuple[str, ...]:
        return fields.each(name, _word, MAX_ANSWER_WORDS)

    return Interpretation(
        kind=fields.one_of("kind", get_args(QuestionKind)),
        query=fields.text("query", MAX_FIELD_CHARACTERS),
        since=fields.maybe_day("since"),
        until=fields.maybe_day("until"),
        names=words("names"),
        words=words("words"),
        period=fields.maybe("period", read_period),
        source=words("source"),
        language=words("language"),
    )


def _word(value: object, where: str) -> str:
    return Fields({"word": value}, where).text("word", MAX_FIELD_CHARACTERS)


def _quote(value: object, where: str, find: Find) -> Quote:
    fields = Fields.of(value, where, _QUOTE)
    cited = Fields.of(fields.data["article"], f"{where}.article", _CITED)
    identity = cited.text("id", MAX_FIELD_CHARACTERS)
    article = find(identity)
    if article is None:
        raise InvalidRequest(
            f"{where}: article {shown(identity)} is not in the index. Ask the question again."
        )
    start, end = span([fields.whole("start"), fields.whole("end")], where)
    quote = Quote(
        article=article,
        start=start,
        end=end,
        text=fields.text("text", len(article.text)),
        score=fields.share("score"),
        highlights=fields.each("highlights", _highlight, MAX_ANSWER_WORDS),
        dates=fields.each("dates", read_date, MAX_ANSWER_WORDS),
        speaker=fields.maybe("speaker", read_speaker),
    )
    if fields.data["receipt"] is None:
        return quote
    return replace(quote, receipt=receipt(article, start, end))


def _highlight(value: object, where: str) -> Span:
    return span(value, where)


def _difference(wanted: Any, given: Any, where: str) -> str | None:
    """Return where two JSON values differ first, None where they are the same.

    It goes only as deep as `wanted` does. Numbers are compared by value, true is no 1.
    """
    if isinstance(wanted, dict):
        if not isinstance(given, dict) or wanted.keys() != given.keys():
            return where
        pairs = [(f"{where}.{key}", value, given[key]) for key, value in wanted.items()]
    elif isinstance(wanted, list):
        if not isinstance(given, list) or len(wanted) != len(given):
            return where
        pairs = [
            (f"{where}[{number}]", *pair)
            for number, pair in enumerate(zip(wanted, given, strict=True), 1)
        ]
    else:
        same = isinstance(wanted, bool) is isinstance(given, bool) and wanted == given
        return None if same else where
    found = (_difference(value, other, place) for place, value, other in pairs)
    return next(filter(None, found), None)
