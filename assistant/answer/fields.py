"""Reads JSON that a stranger may have written: every field known, typed and bounded; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

from assistant.errors import InvalidRequest

T = TypeVar("T")
# What a message shows of a value that may be of any length.
_SHOWN: Final = 60
# Number.MAX_SAFE_INTEGER
_LARGEST: Final = 2**53 - 1


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object with exactly the fields it should have; `where` names it in messages.

    Every method returns one field and raises `InvalidRequest` where it is of another type.
    """

    data: dict[str, Any]
    where: str

    @classmethod
    def of(
        cls, value: object, where: str, names: Iterable[str], optional: Iterable[str] = ()
    ) -> Fields:
        """Return the object if it is one and has the fields `names`, none missing and none more.

        Those of `optional` may be there too.

        Raises:
            InvalidRequest: it does not.
        """
        wanted = set(names)
        if not isinstance(value, dict):
            raise InvalidRequest(f"{where} is no JSON object: {shown(value)}. Send it as given.")
        given = value.keys() - set(optional)
        if given != wanted:
            odd = sorted(map(shown, given ^ wanted))
            raise InvalidRequest(
                f"{where} has other fields than it should ({', '.join(odd[:5])}). Send it as given."
            )
        return cls(value, where)

    def text(self, name: str, limit: int) -> str:
        """Return a string of at most `limit` characters."""
        value = self.data[name]
        if not isinstance(value, str) or len(value) > limit or not _encodes(value):
            raise self._wrong(name, f"a string of at most {limit} characters")
        return value

    def maybe_text(self, name: str, limit: int) -> str | None:
        """Return a string of at most `limit` characters, or None."""
        return None if self.data[name] is None else self.text(name, limit)

    def one_of(self, name: str, allowed: tuple[T, ...]) -> T:
        """Return the one of `allowed` that the field is."""
        value = self.data[name]
        for one in allowed:
            if type(value) is type(one) and value == one:
                return one
        raise self._wrong(name, f"one of {', '.join(map(str, allowed))}")

    def whole(self, name: str) -> int:
        """Return a whole number from 0 to the largest that a browser keeps exactly."""
        value = self.data[name]
        if type(value) is not int or not 0 <= value <= _LARGEST:
            raise self._wrong(name, "a whole number from 0")
        return value

    def share(self, name: str) -> float:
        """Return a number from 0 to 1; a browser writes 1.0 as 1."""
        value = self.data[name]
        if type(value) not in (int, float) or not 0 <= value <= 1:
            raise self._wrong(name, "a number from 0 to 1")
        return float(value)

    def flag(self, name: str) -> bool:
        """Return true or false."""
        value = self.data[name]
        if type(value) is not bool:
            raise self._wrong(name, "true or false")
        return value

    def maybe_day(self, name: str) -> date | None:
        """Return a day written YYYY-MM-DD, or None."""
        return None if self.data[name] is None else self.day(name)

    def day(self, name: str) -> date:
        """Return a day written YYYY-MM-DD."""
        value = self.data[name]
        try:
            found = date.fromisoformat(value)
        except (TypeError, ValueError) as exc:
            raise self._wrong(name, "a day written YYYY-MM-DD") from exc
        if found.isoformat() != value:
            raise self._wrong(name, "a day written YYYY-MM-DD")
        return found

    def each(self, name: str, read: Callable[[object, str], T], limit: int) -> tuple[T, ...]:
        """Return a list of at most `limit` entries, each as `read(entry, where)` returns it."""
        value = self.data[name]
        if not isinstance(value, list) or len(value) > limit:
            raise self._wrong(name, f"a list of at most {limit}")
        return tuple(
            read(one, f"{self.where}.{name}[{number}]") for number, one in enumerate(value, 1)
        )

    def maybe(self, name: str, read: Callable[[object, str], T]) -> T | None:
        """Return an object as `read(object, where)` returns it, or None for null or nothing."""
        value = self.data.get(name)
        return None if value is None else read(value, f"{self.where}.{name}")

    def _wrong(self, name: str, wanted: str) -> InvalidRequest:
        return InvalidRequest(
            f"{self.where}.{name} must be {wanted}, not {shown(self.data[name])}. Send it as given."
        )


def shown(value: object) -> str:
    """Return the beginning of a value for a message, on one line; of a list or object its kind."""
    if isinstance(value, list | dict):
        return f"{type(value).__name__} of {len(value)}"
    if isinstance(value, int) and abs(value) > _LARGEST:
        # Python refuses to write out a number of thousands of digits.
        return "a huge number"
    text = repr(value[:_SHOWN]) if isinstance(value, str | bytes) else repr(value)
    return " ".join(text[: _SHOWN + 4].split())


def _encodes(text: str) -> bool:
    """Tell whether a text has no half of a surrogate pair, which no file can hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
