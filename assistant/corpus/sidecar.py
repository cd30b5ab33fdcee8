"""Edge module (files): fields of an article that a `NAME.json` beside it supplies or overrides."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from assistant.corpus.dates import parse_date
from assistant.corpus.draft import Draft
from assistant.corpus.encoding import decode
from assistant.corpus.jsonlines import parse_json
from assistant.corpus.records import DEFAULT_FIELDS, comparable, read_fields
from assistant.corpus.unreadable import Unreadable
from assistant.settings import MAX_DOCUMENT_BYTES

_TEXT: Final = "text"


def read_sidecar(path: Path) -> dict[str, Any]:
    """Return the fields that the sidecar at `path` gives, as a draft names them.

    Raises:
        Unreadable: it is not a JSON object, or its date is not a full date.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_DOCUMENT_BYTES)
        value = parse_json(decode(data))
        if not isinstance(value, dict):
            raise Unreadable("not a JSON object")
        fields = read_fields(value, DEFAULT_FIELDS)
        _refuse_bad_date(value)
    except (Unreadable, RecursionError) as why:
        raise Unreadable(f"sidecar {path.name}: {why}") from why
    except OSError as exc:
        raise Unreadable(f"sidecar {path.name}: {exc.strerror}") from exc
    # The body is the file's own: a quote must be found in it.
    fields.pop(_TEXT, None)
    return fields


def _refuse_bad_date(value: dict[str, Any]) -> None:
    """Refuse a date somebody wrote by hand and got wrong, rather than lose it silently."""
    for name, given in value.items():
        if comparable(name) in {"published", "date"} and given and not parse_date(given):
            raise Unreadable(f"{name} is not a full date: {given!r}")


def with_sidecar(draft: Draft, fields: dict[str, Any]) -> Draft:
    """Return `draft` with `fields` in place of its own."""
    return replace(draft, **fields) if fields else draft
