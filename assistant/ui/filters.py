"""The filters that a reader sets beside the question; they arrive from a browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from assistant.errors import InvalidRequest


class Chip(NamedTuple):
    """One filter as it is shown: removing `value` from the filter `name` lifts it."""

    name: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Filters:
    """Days of publication as YYYY-MM-DD, outlets and languages; empty ones filter nothing."""

    since: str = ""
    until: str = ""
    source: tuple[str, ...] = ()
    language: tuple[str, ...] = ()

    @classmethod
    def of(cls, request: Mapping[str, object]) -> Filters:
        """Take the filters out of a request; what the texts say is checked when they are used.

        Raises:
            InvalidRequest: a filter is of another type.
        """
        return cls(
            since=_text(request, "since"),
            until=_text(request, "until"),
            source=_texts(request, "source"),
            language=_texts(request, "language"),
        )

    def arguments(self) -> dict[str, object]:
        """Return the filters as keyword arguments of a question."""
        return {
            "since": self.since or None,
            "until": self.until or None,
            "source": list(self.source) or None,
            "language": list(self.language) or None,
        }

    def chips(self) -> list[Chip]:
        """Return what stands above an answer, one chip for each removable filter."""
        return list(self._chips())

    def _chips(self) -> Iterator[Chip]:
        if self.since:
            yield Chip("since", self.since, f"from {self.since}")
        if self.until:
            yield Chip("until", self.until, f"until {self.until}")
        yield from (Chip("source", name, name) for name in self.source)
        yield from (Chip("language", name, f"language {name}") for name in self.language)


def _text(request: Mapping[str, object], name: str) -> str:
    value = request.get(name) or ""
    if not isinstance(value, str):
        raise InvalidRequest(f"{name} must be a text. Reload the page.")
    return value.strip()


def _texts(request: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = request.get(name) or []
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise InvalidRequest(f"{name} must be a list of texts. Reload the page.")
    return tuple(dict.fromkeys(each for each in value if each.strip()))
