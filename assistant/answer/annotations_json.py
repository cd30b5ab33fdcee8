"""Reads what is said about quotes back from its JSON form; pure."""

from __future__ import annotations

from typing import Final

from assistant.annotations import Claim, Disagreement, Event, Period, ResolvedDate, Speaker
from assistant.answer.fields import Fields, shown
from assistant.errors import InvalidRequest
from assistant.models import Span
from assistant.settings import MAX_ANSWER_QUOTES, MAX_ANSWER_WORDS, MAX_FIELD_CHARACTERS
from assistant.threshold import FalseAnswers, Threshold

_DATE: Final = ("start", "end", "text", "value", "from", "to", "basis")
_PERIOD: Final = ("from", "to", "text", "mode")
_SPEAKER: Final = ("name", "start", "end", "text", "direct")
_EVENT: Final = ("value", "from", "to", "quotes")
_CLAIM: Final = ("quote", "start", "end", "text", "value", "later")
_THRESHOLD: Final = ("value", "error_rate", "n", "wrong", "low", "high", "basis")


def span(value: object, where: str) -> Span:
    """Return a [start, end] that is one."""
    if isinstance(value, list) and len(value) == 2 and all(type(at) is int for at in value):
        start, end = value
        if 0 <= start < end:
            return start, end
    raise InvalidRequest(f"{where} is no [start, end]: {shown(value)}. Send it as given.")


def read_date(value: object, where: str) -> ResolvedDate:
    """Return a resolved date."""
    fields = Fields.of(value, where, _DATE)
    return ResolvedDate(
        fields.whole("start"),
        fields.whole("end"),
        fields.text("text", MAX_FIELD_CHARACTERS),
        fields.maybe_text("value", MAX_FIELD_CHARACTERS),
        fields.maybe_day("from"),
        fields.maybe_day("to"),
        fields.text("basis", MAX_FIELD_CHARACTERS),
    )


def read_period(value: object, where: str) -> Period:
    """Return the period of a question."""
    fields = Fields.of(value, where, _PERIOD)
    return Period(
        fields.maybe_day("from"),
        fields.maybe_day("to"),
        fields.text("text", MAX_FIELD_CHARACTERS),
        fields.one_of("mode", ("filter", "boost", "recent")),
    )


def read_speaker(value: object, where: str) -> Speaker:
    """Return who speaks."""
    fields = Fields.of(value, where, _SPEAKER)
    return Speaker(
        fields.text("name", MAX_FIELD_CHARACTERS),
        fields.whole("start"),
        fields.whole("end"),
        fields.text("text", MAX_FIELD_CHARACTERS),
        fields.flag("direct"),
    )


def read_event(value: object, where: str) -> Event:
    """Return a point of a timeline."""
    fields = Fields.of(value, where, _EVENT)
    return Event(
        fields.text("value", MAX_FIELD_CHARACTERS),
        fields.day("from"),
        fields.day("to"),
        fields.each("quotes", _rank, MAX_ANSWER_QUOTES),
    )


def read_disagreement(value: object, where: str) -> Disagreement:
    """Return quotes that give different dates or numbers."""
    fields = Fields.of(value, where, ("kind", "slots"))
    return Disagreement(
        fields.one_of("kind", ("date", "number")), fields.each("slots", _claim, MAX_ANSWER_WORDS)
    )


def read_threshold(value: object, where: str) -> Threshold:
    """Return the threshold that decided."""
    fields = Fields.of(value, where, _THRESHOLD, optional=("look_alikes",))
    return Threshold(
        fields.share("value"),
        fields.share("error_rate"),
        fields.whole("n"),
        fields.whole("wrong"),
        fields.share("low"),
        fields.share("high"),
        fields.one_of("basis", ("shipped", "measured on this index")),
        fields.maybe("look_alikes", _false_answers),
    )


def _false_answers(value: object, where: str) -> FalseAnswers:
    fields = Fields.of(value, where, ("n", "wrong", "low", "high"))
    return FalseAnswers(
        fields.whole("n"), fields.whole("wrong"), fields.share("low"), fields.share("high")
    )


def _claim(value: object, where: str) -> Claim:
    fields = Fields.of(value, where, _CLAIM)
    return Claim(
        fields.whole("quote"),
        fields.whole("start"),
        fields.whole("end"),
        fields.text("text", MAX_FIELD_CHARACTERS),
        fields.text("value", MAX_FIELD_CHARACTERS),
        fields.flag("later"),
    )


def _rank(value: object, where: str) -> int:
    return Fields({"rank": value}, where).whole("rank")
