"""Checks a saved answer against the articles it quotes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from assistant.answer.check_quote import Find, check_quote, slice_problem, span_of
from assistant.digest import answer_digest
from assistant.errors import InvalidRequest
from assistant.models import ANSWER_SCHEMA, Article

_STATUSES: Final = ("answered", "no_answer")
_LISTS: Final = ("quotes", "nearest")
Lookup = Callable[[str], Article | Sequence[Article] | None]


def check_answer(data: Any, article: Lookup, where: str = "the index") -> list[str]:
    """Return what is wrong with an answer in its JSON form; nothing when every claim holds.

    Quotes, highlights, dates, speakers, receipts and copies are checked against the articles;
    timeline and disagreements against the quotes; and all of it against the answer's digest, which
    is named only where nothing else shows what was altered.

    Args:
        data: the answer, as `Answer.to_dict` gives it.
        article: returns the article of an id (several, where files hold the same text), or None.
        where: what `article` searches, in words.
    """
    if not isinstance(data, dict) or data.get("schema") != ANSWER_SCHEMA:
        found = data.get("schema") if isinstance(data, dict) else type(data).__name__
        return [f"Not a saved answer: its schema is {found!r}, not {ANSWER_SCHEMA!r}"]
    problems = [*_status(data)]
    find = _finder(article)
    for field in _LISTS:
        entries = data.get(field)
        if not isinstance(entries, list):
            problems.append(f"{field} is not a list")
            continue
        for rank, quote in enumerate(entries, 1):
            problems += [f"{field}[{rank}]: {p}" for p in check_quote(quote, find, where, rank)]
    problems += [*_timeline(data), *_disagreements(data, find)]
    return problems or [*_digest(data)]


def check_answers(text: str, article: Lookup, where: str = "the index") -> tuple[int, list[str]]:
    """Return how many quotes saved answers hold, and what is wrong with them.

    Args:
        text: answers as JSON: one, a list, or one a line.
        article: returns the article of an id (several, where files hold the same text), or None.
        where: what `article` searches, in words.

    Raises:
        InvalidRequest: the text holds no JSON.
    """
    answers = parse_answers(text)
    problems = []
    for number, answer in enumerate(answers, 1):
        label = f"answer {number}: " if len(answers) > 1 else ""
        problems += [label + problem for problem in check_answer(answer, article, where)]
    return sum(len(list(_entries(answer))) for answer in answers), problems


def parse_answers(text: str) -> list[Any]:
    """Return the saved answers of a text: one as JSON, a list of them, or one a line.

    Raises:
        InvalidRequest: the text holds no JSON.
    """
    answers = list(_objects(text))
    if not answers:
        raise InvalidRequest("The file is empty. Save an answer with: newsquote ask --json")
    return answers


def cited_ids(answers: Sequence[Any]) -> set[str]:
    """Return the ids of the articles that saved answers name, copies too."""
    found = set()
    for answer in answers:
        for quote in _entries(answer):
            copies = quote.get("copies")
            for cited in (quote.get("article"), *(copies if isinstance(copies, list) else ())):
                if isinstance(cited, dict) and isinstance(cited.get("id"), str):
                    found.add(cited["id"])
    return found


def _objects(text: str) -> Iterator[Any]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        pass
    else:
        yield from whole if isinstance(whole, list) else [whole]
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except (ValueError, RecursionError) as exc:
                raise InvalidRequest(
                    f"line {number} is not JSON: {line[:60]!r}. Save an answer with --json."
                ) from exc


def _entries(answer: Any) -> Iterator[dict[str, Any]]:
    fields = [answer.get(name) for name in _LISTS] if isinstance(answer, dict) else []
    for field in fields:
        if isinstance(field, list):
            yield from (entry for entry in field if isinstance(entry, dict))


def _finder(article: Lookup) -> Find:
    def find(article_id: str) -> Sequence[Article]:
        found = article(article_id)
        return (found,) if isinstance(found, Article) else tuple(found or ())

    return find


def _status(data: dict[str, Any]) -> Iterator[str]:
    status, quotes = data.get("status"), data.get("quotes")
    if status not in _STATUSES:
        yield f"status is {status!r}, not one of {', '.join(_STATUSES)}"
    if (status == "answered") != bool(quotes):
        yield f"status is {status!r} with {len(quotes) if isinstance(quotes, list) else 0} quotes"


def _digest(data: dict[str, Any]) -> Iterator[str]:
    if data.get("digest") != answer_digest(data):
        yield (
            "its digest differs: something beside the quoted words was altered "
            "(the question, a score, a highlight, a date)"
        )


def _quote_of(data: dict[str, Any], rank: Any) -> dict[str, Any] | None:
    # Without an answer the nearest passages stand in the place of the quotes.
    quotes = data.get("quotes") or data.get("nearest")
    inside = isinstance(quotes, list) and type(rank) is int and 1 <= rank <= len(quotes)
    quote = quotes[rank - 1] if inside and quotes else None
    return quote if isinstance(quote, dict) else None


def _list_of(data: dict[str, Any], name: str) -> list[Any]:
    given = data.get(name, [])
    return given if isinstance(given, list) else [None]


def _timeline(data: dict[str, Any]) -> Iterator[str]:
    for number, event in enumerate(_list_of(data, "timeline"), 1):
        ranks = event.get("quotes") if isinstance(event, dict) else None
        if not isinstance(ranks, list) or not ranks:
            yield f"timeline[{number}]: names no quotes"
            continue
        for rank in ranks:
            if _quote_of(data, rank) is None:
                yield f"timeline[{number}]: there is no quote of rank {rank!r}"
        first, last = str(event.get("from")), str(event.get("to"))
        if first > last:
            yield f"timeline[{number}]: begins {first} after its end {last}"


def _disagreements(data: dict[str, Any], find: Find) -> Iterator[str]:
    for number, entry in enumerate(_list_of(data, "disagreements"), 1):
        slots = entry.get("slots") if isinstance(entry, dict) else None
        if not isinstance(slots, list) or not slots:
            yield f"disagreements[{number}]: has no slots"
            continue
        for claim in slots:
            for problem in _claim(claim, data, find):
                yield f"disagreements[{number}]: {problem}"


def _claim(claim: Any, data: dict[str, Any], find: Find) -> Iterator[str]:
    rank = claim.get("quote") if isinstance(claim, dict) else None
    quote = _quote_of(data, rank)
    if quote is None:
        yield f"there is no quote of rank {rank!r}"
        return
    cited = quote.get("article")
    identity = cited.get("id") if isinstance(cited, dict) else None
    found = find(identity) if isinstance(identity, str) else ()
    # What is wrong with the quote itself was said above.
    if not found:
        return
    if problem := slice_problem(claim, found[0], ""):
        yield problem
        return
    inner, outer = span_of(claim), span_of(quote)
    if inner and outer and not (outer[0] <= inner[0] and inner[1] <= outer[1]):
        yield f"[{inner[0]}:{inner[1]}] lies outside quote {rank}"
