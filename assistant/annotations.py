"""What is said about a quote beside its words: dates, speaker, receipt, events, disagreements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """A time expression in a text.

    `value` is its TIMEX3 value and `first` to `last` its inclusive calendar days; all three are
    None where it cannot be resolved. `basis` says in words what it was resolved against.
    """

    start: int
    end: int
    text: str
    value: str | None
    first: date | None
    last: date | None
    basis: str

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form; `from` and `to` are inclusive calendar days."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "value": self.value,
            "from": _iso(self.first),
            "to": _iso(self.last),
            "basis": self.basis,
        }


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a question is about; None is an open end.

    `text` is how the question says it. `filter` keeps articles published in these days only (the
    question asks for them); `boost` prefers what happened in them; `recent` prefers what was
    published in them, the days before the question was asked.
    """

    first: date | None
    last: date | None
    text: str
    mode: Literal["filter", "boost", "recent"] = "boost"

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form; `from` and `to` are inclusive calendar days."""
        return {
            "from": _iso(self.first),
            "to": _iso(self.last),
            "text": self.text,
            "mode": self.mode,
        }


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says the quoted words; `start` and `end` are the slice of the article that says so.

    `name` is how that slice calls the speaker. `direct` tells words in quotation marks from
    reported ones.
    """

    name: str
    start: int
    end: int
    text: str
    direct: bool

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "name": self.name,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "direct": self.direct,
        }


@dataclass(frozen=True, slots=True)
class Receipt:
    """What anyone needs to find the quote again without this program.

    `prefix` and `suffix` are the article's words just before and after the quote, as a W3C
    TextQuoteSelector has them; `link` opens a web source at the quote (a text fragment).
    """

    prefix: str
    suffix: str
    link: str | None = None

    def to_dict(self, exact: str, start: int, end: int, sha256: str) -> dict[str, Any]:
        """Return the JSON form for the slice [start:end], `exact`, of a text with this sha256."""
        quote = {"exact": exact, "prefix": self.prefix, "suffix": self.suffix}
        return {
            "selectors": [
                {"type": "TextQuoteSelector", **quote},
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
            "sha256": sha256,
            "link": self.link,
        }


@dataclass(frozen=True, slots=True)
class Event:
    """One point of a timeline: the days it fell on and the ranks of the quotes that say so."""

    value: str
    first: date
    last: date
    quotes: tuple[int, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form; `from` and `to` are inclusive calendar days."""
        return {
            "value": self.value,
            "from": _iso(self.first),
            "to": _iso(self.last),
            "quotes": list(self.quotes),
        }


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of a disagreement: the slice of the quote of rank `quote` that gives `value`.

    `later` marks a claim published after the first one of its disagreement.
    """

    quote: int
    start: int
    end: int
    text: str
    value: str
    later: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "value": self.value,
            "later": self.later,
        }


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Quotes that give different dates or numbers for the same thing, earliest report first."""

    kind: Literal["date", "number"]
    claims: tuple[Claim, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"kind": self.kind, "slots": [claim.to_dict() for claim in self.claims]}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
