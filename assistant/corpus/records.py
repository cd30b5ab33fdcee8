"""Read a record of named fields: a line of JSON, a row of a table, a front matter, a sidecar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final, get_args

from assistant.corpus.dates import parse_date
from assistant.corpus.draft import Draft
from assistant.corpus.fragment import fragment_text, looks_like_html
from assistant.corpus.unreadable import Unreadable
from assistant.errors import InvalidRequest
from assistant.models import PublishedBasis

# What collections wrap a plain value in: NewsAPI, WordPress, XML turned into JSON, JSON-LD.
_WRAPPERS: Final = ("rendered", "name", "text", "#text", "@value", "value", "title")
# Names told in the reason for a skipped record; more would not be read.
_NAMES_TOLD: Final = 12
_LONGEST_LIST: Final = 200
_BASES: Final = frozenset(get_args(PublishedBasis))


@dataclass(frozen=True, slots=True)
class FieldNames:
    """The names that a record's fields may have, best first.

    Case, blanks, `_` and `-` do not matter: `articleBody` is `article_body`.
    """

    text: tuple[str, ...] = (
        "text", "body", "content", "article_text", "article_body", "full_text", "body_text",
        "main_text", "clean_text", "raw_text", "plain_text", "article", "story", "article_content",
        "content_text", "content_html", "body_html", "html",
    )  # fmt: skip
    title: tuple[str, ...] = ("title", "headline", "article_title", "head_line", "heading")
    published: tuple[str, ...] = (
        "published", "published_at", "date_published", "publication_date", "published_date",
        "publish_date", "date_publish", "pub_date", "published_time", "published_on", "date",
        "datetime", "article_date", "timestamp",
    )  # fmt: skip
    url: tuple[str, ...] = ("url", "link", "permalink", "canonical_url", "web_url", "article_url")
    author: tuple[str, ...] = ("author", "authors", "byline", "creator", "writer", "by")
    source: tuple[str, ...] = (
        "source", "publisher", "outlet", "publication", "site_name", "site", "newspaper", "media",
        "source_name", "source_domain", "domain",
    )  # fmt: skip
    language: tuple[str, ...] = ("language", "lang", "language_code", "in_language")

    @classmethod
    def parse(cls, options: Iterable[str]) -> FieldNames:
        """Return the usual names with those of `options`, such as `text=Brødtekst`, put first.

        Raises:
            InvalidRequest: an option is not `FIELD=NAME` with a known field.
        """
        names = DEFAULT_FIELDS
        known = [item.name for item in fields(cls)]
        for option in options:
            field, _, name = option.partition("=")
            if field not in known or not name:
                raise InvalidRequest(
                    f"Not a field name: {option!r}. Write FIELD=NAME with {', '.join(known)}."
                )
            names = replace(names, **{field: (name, *getattr(names, field))})
        return names

    @property
    def all(self) -> frozenset[str]:
        """Every name in its comparable form, with that of the date's basis."""
        groups = (getattr(self, item.name) for item in fields(self))
        return frozenset(comparable(name) for group in groups for name in group) | {_BASIS}


_BASIS: Final = "publishedbasis"
DEFAULT_FIELDS: Final = FieldNames()


def comparable(name: str) -> str:
    """Return a field name without case, blanks, `_` and `-`."""
    return re.sub(r"[\s_-]", "", str(name)).casefold()


def read_record(record: Mapping[str, Any], names: FieldNames = DEFAULT_FIELDS) -> Draft:
    """Return what `record` says of an article; a date that cannot be understood is left out.

    Raises:
        Unreadable: it is not a record, or no field holds a text.
    """
    if not isinstance(record, Mapping):
        raise Unreadable(f"not a record with named fields but {type(record).__name__}")
    found = read_fields(record, names)
    text = found.pop("text", "")
    if not text:
        told = ", ".join(sorted(map(str, record))[:_NAMES_TOLD])[:_LONGEST_LIST]
        raise Unreadable(f"no text in any field named {', '.join(names.text[:3])}...; has: {told}")
    return Draft(text=text, **found)


def read_fields(record: Mapping[str, Any], names: FieldNames = DEFAULT_FIELDS) -> dict[str, Any]:
    """Return the fields of a draft that `record` holds."""
    given = {comparable(name): value for name, value in reversed(list(record.items()))}
    found: dict[str, Any] = {"text": _text(_first(given, names.text))}
    for name in ("title", "url", "author", "source", "language"):
        found[name] = _line(_first(given, getattr(names, name)))
    found["published"] = _published(given, names.published)
    if found["published"]:
        basis = given.get(_BASIS)
        found["published_basis"] = basis if basis in _BASES else "metadata"
    return {name: value for name, value in found.items() if value}


def _first(given: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    values = (given.get(comparable(name)) for name in names)
    return next((value for value in values if _plain(value, " ").strip()), None)


def _published(given: Mapping[str, Any], names: tuple[str, ...]) -> date | None:
    values = (given.get(comparable(name)) for name in names)
    days = (parse_date(value if not isinstance(value, Mapping) else _plain(value, " "))
            for value in values)  # fmt: skip
    return next((day for day in days if day), None)


def _text(value: Any) -> str:
    text = _plain(value, "\n\n")
    return fragment_text(text) if looks_like_html(text) else text


def _line(value: Any) -> str | None:
    line = _plain(value, ", ")
    return (fragment_text(line) if looks_like_html(line) else line).strip() or None


def _plain(value: Any, joint: str) -> str:
    """Return a value as text; lists (of authors, of paragraphs) joined, wrappers opened."""
    if value is None or isinstance(value, bool) or value != value:
        return ""
    if isinstance(value, Mapping):
        inner = next((value[key] for key in _WRAPPERS if value.get(key)), None)
        return inner if isinstance(inner, str) else ""
    if isinstance(value, list | tuple):
        parts = (item if isinstance(item, str) else _plain(item, joint) for item in value)
        return joint.join(part for part in parts if part.strip())
    return str(value)
