"""Checks a saved answer against the articles it quotes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from assistant.errors import InvalidRequest
from assistant.models import ANSWER_SCHEMA, Article

_STATUSES = ("answered", "no_answer")


def check_answer(data: dict[str, Any], article: Callable[[str], Article | None]) -> list[str]:
    """Return what is wrong with an answer in its JSON form; nothing when every quote holds.

    Args:
        data: the answer, as `Answer.to_dict` gives it.
        article: returns the article of an id, or None where the index has none.
    """
    if not isinstance(data, dict) or data.get("schema") != ANSWER_SCHEMA:
        found = data.get("schema") if isinstance(data, dict) else type(data).__name__
        return [f"Not a saved answer: its schema is {found!r}, not {ANSWER_SCHEMA!r}"]
    problems = []
    if data.get("status") not in _STATUSES:
        problems.append(f"status is {data.get('status')!r}, not one of {', '.join(_STATUSES)}")
    for field in ("quotes", "nearest"):
        entries = data.get(field)
        if not isinstance(entries, list):
            problems.append(f"{field} is not a list")
            continue
        for number, quote in enumerate(entries, 1):
            problems += [f"{field}[{number}]: {problem}" for problem in _quote(quote, article)]
    if (data.get("status") == "answered") != bool(data.get("quotes")):
        problems.append(
            f"status is {data.get('status')!r} with {len(data.get('quotes') or [])} quotes"
        )
    return problems


def check_answers(text: str, article: Callable[[str], Article | None]) -> tuple[int, list[str]]:
    """Return how many quotes saved answers hold, and what is wrong with them.

    Args:
        text: one answer as JSON, or JSON lines of answers.
        article: returns the article of an id, or None where the index has none.

    Raises:
        InvalidRequest: the text is not JSON.
    """
    answers = list(_objects(text))
    problems = []
    for number, answer in enumerate(answers, 1):
        label = f"answer {number}: " if len(answers) > 1 else ""
        problems += [label + problem for problem in check_answer(answer, article)]
    return sum(map(_count, answers)), problems


def _objects(text: str) -> Iterator[Any]:
    try:
        yield json.loads(text)
        return
    except (ValueError, RecursionError):
        pass
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except (ValueError, RecursionError) as exc:
                raise InvalidRequest(
                    f"line {number} is not JSON: {line[:60]!r}. Save an answer with --json."
                ) from exc


def _count(answer: Any) -> int:
    fields = (
        [answer.get(name) for name in ("quotes", "nearest")] if isinstance(answer, dict) else []
    )
    return sum(len(field) for field in fields if isinstance(field, list))


def _quote(quote: Any, article: Callable[[str], Article | None]) -> Iterator[str]:
    cited = quote.get("article") if isinstance(quote, dict) else None
    if not isinstance(cited, dict) or not isinstance(cited.get("id"), str):
        yield "names no article"
        return
    found = article(cited["id"])
    if found is None:
        yield f"article {cited['id']} is not in the index"
        return
    if cited.get("sha256") != found.sha256:
        yield f"article {cited['id']} has another text than when it was quoted (sha256 differs)"
    yield from _slice(quote, found)


def _slice(quote: dict[str, Any], article: Article) -> Iterator[str]:
    span = _span([quote.get("start"), quote.get("end")])
    if span is None or span[1] > len(article.text):
        yield f"[{quote.get('start')}:{quote.get('end')}] lies outside article {article.id}"
        return
    start, end = span
    if article.text[start:end] != quote.get("text"):
        yield f"text is not the slice [{start}:{end}] of article {article.id}"
    highlights = quote.get("highlights")
    for given in highlights if isinstance(highlights, list) else [None]:
        inner = _span(given)
        if inner is None or inner[0] < start or inner[1] > end:
            yield f"highlight {given!r} lies outside the quote [{start}:{end}]"


def _span(given: Any) -> tuple[int, int] | None:
    if not isinstance(given, list) or len(given) != 2 or not all(type(n) is int for n in given):
        return None
    start, end = given
    return (start, end) if 0 <= start < end else None
