"""What the API takes, as pydantic models: they document the arguments and refuse other shapes.

Types and sizes are checked here, meaning (an empty question, a day that does not exist) by the
service, whose limits these are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant.errors import InvalidRequest
from assistant.service.limits import (
    MAX_HISTORY,
    MAX_HISTORY_CHARACTERS,
    MAX_ID_CHARACTERS,
    MAX_LISTED,
    MAX_MATCHING_CHARACTERS,
    MAX_NAME_CHARACTERS,
    MAX_NAMES,
    MAX_OFFSET,
    MAX_SERVED_RESULTS,
)
from assistant.settings import MAX_QUESTION_CHARACTERS, MAX_QUOTES

# A refused value is shown by its beginning: enough to recognise it.
SHOWN_CHARACTERS: Final = 60
# Parts of the place of an error that name the part of the request, not the field.
_PLACES: Final = frozenset({"body", "query", "path"})


def _whole(value: object) -> object:
    """Return 5 for 5.0: JSON has one kind of number."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = Annotated[int, BeforeValidator(_whole)]
Day = Annotated[str, Field(min_length=10, max_length=10, json_schema_extra={"format": "date"})]
Name = Annotated[str, Field(max_length=MAX_NAME_CHARACTERS)]
Names = Annotated[list[Name], Field(max_length=MAX_NAMES)]
Earlier = Annotated[str, Field(max_length=MAX_HISTORY_CHARACTERS)]
Text = Annotated[
    str,
    Field(min_length=1, max_length=MAX_QUESTION_CHARACTERS, json_schema_extra={"pattern": r"\S"}),
]

_SINCE = Field(default=None, description="First day of publication, YYYY-MM-DD.")
_UNTIL = Field(default=None, description="Last day of publication, YYYY-MM-DD; not before since.")
_QUESTION = Field(
    description="The question, in plain words.", examples=["When did Kim visit China?"]
)
_QUERY = Field(description="What to look for.", examples=["Kim in Beijing"])
_QUOTES = Field(default=5, ge=1, le=MAX_QUOTES, description="Quotes at most.")
_HITS = Field(default=10, ge=1, le=MAX_SERVED_RESULTS, description="Passages at most.")
_ASKED = Field(
    default=None,
    description='The day of the question, which "last March" is resolved against; today if null.',
)
_READ = Field(default=True, description="Whether passages that answer a question come first.")
_SOURCE = "Only these outlets, by their exact names."
_LANGUAGE = "Only these languages, by their ISO 639-1 codes."


class Body(BaseModel):
    """Arguments as a JSON object; no conversions, nothing beside the fields."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    since: Day | None = _SINCE
    until: Day | None = _UNTIL
    source: Name | Names | None = Field(default=None, description=_SOURCE)
    language: Name | Names | None = Field(default=None, description=_LANGUAGE)


class AskBody(Body):
    """A question."""

    question: Text = _QUESTION
    k: Whole = _QUOTES
    history: Annotated[list[Earlier], Field(max_length=MAX_HISTORY)] = Field(
        default=[],
        description="The conversation so far, oldest first: earlier questions, each followed by "
        "the quotes shown for it, if wanted. It makes a follow-up understood.",
    )
    asked: Day | None = _ASKED
    id: Annotated[str, Field(max_length=MAX_ID_CHARACTERS)] | None = Field(
        default=None, description="Copied to the answer."
    )


class SearchBody(Body):
    """A search for passages."""

    query: Text = _QUERY
    k: Whole = _HITS
    asked: Day | None = _ASKED
    read: bool = _READ


class ArticleBody(BaseModel):
    """Which article to read."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Annotated[str, Field(min_length=1, max_length=MAX_ID_CHARACTERS)] = Field(
        description="The article.id of a quote or passage."
    )


class Query(BaseModel):
    """Arguments of an address; outlets and languages may be repeated, nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: Day | None = _SINCE
    until: Day | None = _UNTIL
    source: Names = Field(default=[], description=f"{_SOURCE} May be repeated.")
    language: Names = Field(default=[], description=f"{_LANGUAGE} May be repeated.")


class AskQuery(Query):
    """A question in an address."""

    q: Text = _QUESTION
    k: Whole = _QUOTES


class SearchQuery(Query):
    """A search in an address."""

    q: Text = _QUERY
    k: Whole = _HITS
    read: bool = _READ


class ListQuery(Query):
    """A page of the list of articles."""

    matching: Annotated[str, Field(max_length=MAX_MATCHING_CHARACTERS)] = Field(
        default="", description="Only titles that hold every one of these words."
    )
    limit: Whole = Field(default=50, ge=1, le=MAX_LISTED, description="Articles at most.")
    offset: Whole = Field(default=0, ge=0, le=MAX_OFFSET, description="Articles to pass over.")


BodyT = TypeVar("BodyT", bound=BaseModel)


def checked(shape: type[BodyT], arguments: Mapping[str, Any]) -> BodyT:
    """Return `arguments` in a shape.

    Raises:
        InvalidRequest: they do not have it; one line, of the first fault.
    """
    try:
        return shape.model_validate(dict(arguments))
    except ValidationError as exc:
        raise InvalidRequest(fault(exc.errors(include_url=False))) from exc


def fault(errors: Sequence[Mapping[str, Any]]) -> str:
    """Return the first error that pydantic found as one line of ASCII."""
    error = errors[0]
    place = [str(part) for part in error["loc"] if part not in _PLACES]
    # Of a union every member is tried; the first part of its place is the field.
    field = place[0] if place else "The body"
    why = str(error["msg"]).rstrip(".")
    if error["type"] == "json_invalid":
        return f"The body is no JSON: {error.get('ctx', {}).get('error', why)}. Send an object."
    if error["type"] == "missing":
        return f"{field} is missing. Give it."
    shown = ascii(error.get("input"))
    if len(shown) > SHOWN_CHARACTERS:
        shown = f"{shown[:SHOWN_CHARACTERS]}..."
    # A field's name is the client's text too.
    return f"{ascii(field)[1:-1][:SHOWN_CHARACTERS]} is {shown}. {why}."
