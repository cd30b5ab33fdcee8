"""Checks one quote of a saved answer against its article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from assistant.answer.receipt import receipt
from assistant.answer.speakers import PRONOUNS
from assistant.models import Article, Citation

# The articles of an id: in a folder of files several may have the same text.
Find = Callable[[str], Sequence[Article]]
_BASIS_DATE: Final = re.compile(r"publication (\d{4}-\d\d-\d\d)")


def check_quote(quote: Any, find: Find, where: str, rank: int) -> Iterator[str]:
    """Yield what is wrong with a quote in its JSON form.

    Args:
        quote: the entry, as `Quote.to_dict` gives it.
        find: returns the articles of an id; none where there is no such article.
        where: what is searched for the article, in words.
        rank: its place in the answer, from 1.
    """
    cited = quote.get("article") if isinstance(quote, dict) else None
    if not isinstance(cited, dict) or not isinstance(cited.get("id"), str):
        yield "names no article"
        return
    found = find(cited["id"])
    if not found:
        yield f"article {cited['id']} is not in {where}"
        return
    if quote.get("rank") != rank or type(quote.get("rank")) is not int:
        yield f"its rank is {quote.get('rank')!r}, not {rank}"
    if not _is_probability(quote.get("score")):
        yield f"its score is {quote.get('score')!r}, not a number from 0 to 1"
    yield from _citation(cited, found)
    yield from _slice(quote, found[0])
    yield from _copies(quote.get("copies"), found, find)


def span_of(entry: Any) -> tuple[int, int] | None:
    """Return the `start` and `end` of an entry, or None where they are no span."""
    pair = [entry.get("start"), entry.get("end")] if isinstance(entry, dict) else None
    return _span(pair)


def slice_problem(entry: Any, article: Article, name: str) -> str | None:
    """Return what is wrong with an entry that claims `text` at [`start`:`end`]."""
    span = span_of(entry)
    if span is None or span[1] > len(article.text):
        given = entry if not isinstance(entry, dict) else [entry.get("start"), entry.get("end")]
        return f"{name}{given!r} lies outside article {article.id}"
    if article.text[slice(*span)] != entry.get("text"):
        return f"{name}text is not the slice [{span[0]}:{span[1]}] of article {article.id}"
    return None


def _citation(cited: dict[str, Any], found: Sequence[Article]) -> Iterator[str]:
    if cited.get("sha256") != found[0].sha256:
        yield f"article {cited['id']} has another text than when it was quoted (sha256 differs)"
    problems = [list(_differences(cited, article.citation)) for article in found]
    if all(problems):
        yield from min(problems, key=len)


def _differences(cited: dict[str, Any], citation: Citation) -> Iterator[str]:
    for name, value in citation.to_dict().items():
        given = cited.get(name)
        if name == "path" and isinstance(given, str) and _same_file(given, str(value)):
            continue
        if given != value:
            yield f"{name} of article {citation.id} is {given!r}, not {value!r}"


def _same_file(given: str, path: str) -> bool:
    """Tell whether one path ends with the other: a folder may be read from above or within."""
    return f"/{given}".endswith(f"/{path}") or f"/{path}".endswith(f"/{given}")


def _slice(quote: dict[str, Any], article: Article) -> Iterator[str]:
    problem = slice_problem(quote, article, "")
    if problem:
        yield problem
    span = span_of(quote)
    if span is None or span[1] > len(article.text):
        return
    yield from _highlights(quote.get("highlights"), *span)
    yield from _dates(quote.get("dates"), article)
    yield from _speaker(quote.get("speaker"), article)
    if quote.get("receipt") is not None:
        yield from _receipt(quote["receipt"], article, *span)


def _highlights(given: Any, start: int, end: int) -> Iterator[str]:
    for highlight in given if isinstance(given, list) else [None]:
        inner = _span(highlight)
        if inner is None or inner[0] < start or inner[1] > end:
            yield f"highlight {highlight!r} lies outside the quote [{start}:{end}]"


def _dates(given: Any, article: Article) -> Iterator[str]:
    if given is not None and not isinstance(given, list):
        yield f"dates is {given!r}, not a list"
        return
    for entry in given or []:
        if problem := slice_problem(entry, article, "date: "):
            yield problem
            continue
        first, last = entry.get("from"), entry.get("to")
        if not (_is_day(first) and _is_day(last)) or (first and last and first > last):
            yield f"date {entry['text']!r}: {first!r} to {last!r} are no days in order"
        basis = _BASIS_DATE.search(str(entry.get("basis")))
        published = article.published.isoformat() if article.published else None
        if basis and basis[1] != published:
            yield f"date {entry['text']!r}: the article was published {published}, not {basis[1]}"


def _speaker(given: Any, article: Article) -> Iterator[str]:
    if given is None:
        return
    if problem := slice_problem(given, article, "speaker: "):
        yield problem
        return
    name, text = given.get("name"), given["text"]
    if not isinstance(name, str) or not name or not isinstance(given.get("direct"), bool):
        yield f"speaker {name!r}: needs a name, and whether the words are direct"
        return
    # A pronoun is given the name that stands before it.
    by_pronoun = any(word.lower() in PRONOUNS for word in text.split())
    searched = article.text[: given["end"]] if by_pronoun else text
    if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", searched):
        yield f"speaker {name!r} is not named by {text!r}"


def _receipt(given: Any, article: Article, start: int, end: int) -> Iterator[str]:
    made = receipt(article, start, end)
    wanted = made.to_dict(article.text[start:end], start, end, article.sha256)
    if not isinstance(given, dict) or set(given) != set(wanted):
        yield f"receipt: needs {', '.join(wanted)}"
        return
    for name, value in wanted.items():
        if given[name] != value:
            yield f"receipt: {name} is {given[name]!r}, not {value!r}"


def _copies(given: Any, found: Sequence[Article], find: Find) -> Iterator[str]:
    if given is not None and not isinstance(given, list):
        yield f"copies is {given!r}, not a list"
        return
    for copy in given or []:
        identity = copy.get("id") if isinstance(copy, dict) else None
        folded = [c for article in found for c in article.copies if c.id == identity]
        known = [*folded, *(article.citation for article in _found(find, identity))]
        if not known:
            yield f"copy {identity!r} is not an article beside {found[0].id}"
        elif all(list(_differences(copy, citation)) for citation in known):
            yield f"copy {identity} is cited otherwise: {next(_differences(copy, known[0]))}"


def _found(find: Find, identity: Any) -> Sequence[Article]:
    return find(identity) if isinstance(identity, str) else ()


def _span(given: Any) -> tuple[int, int] | None:
    if not isinstance(given, list) or len(given) != 2 or not all(type(n) is int for n in given):
        return None
    start, end = given
    return (start, end) if 0 <= start < end else None


def _is_day(given: Any) -> bool:
    if given is None:
        return True
    try:
        return bool(date.fromisoformat(given).isoformat() == given)
    except (TypeError, ValueError):
        return False


def _is_probability(given: Any) -> bool:
    return isinstance(given, int | float) and not isinstance(given, bool) and 0 <= given <= 1
