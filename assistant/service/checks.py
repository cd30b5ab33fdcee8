"""Checks of arguments that come from anywhere: a browser, an API client, a language model."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from assistant.errors import InvalidRequest
from assistant.service.limits import (
    MAX_HISTORY,
    MAX_HISTORY_CHARACTERS,
    MAX_NAME_CHARACTERS,
    MAX_NAMES,
)

# `date.fromisoformat` also takes 20180328 and 2018-W13-3.
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# As much of a wrong value as an error repeats.
_SHOWN: Final = 40


def checked_text(value: object, name: str, longest: int, *, blank: bool = False) -> str:
    """Return `value` if it is a text of at most `longest` characters; blank only if allowed.

    Raises:
        InvalidRequest: it is not.
    """
    if not isinstance(value, str):
        raise InvalidRequest(f"{name} is {_shown(value)}. Give a text.")
    if not blank and not value.strip():
        raise InvalidRequest(f"{name} is empty. Give at least one word.")
    if len(value) > longest:
        raise InvalidRequest(f"{name} has {len(value)} characters. Shorten it to {longest}.")
    if any("\ud800" <= character <= "\udfff" for character in value):
        # JSON can say half a surrogate pair; no engine can encode it.
        raise InvalidRequest(f"{name} holds half a character. Send whole Unicode characters.")
    return value


def checked_number(value: object, name: str, least: int, most: int) -> int:
    """Return `value` if it is a whole number from `least` to `most`.

    Raises:
        InvalidRequest: it is not.
    """
    # `type` and not `isinstance`: a JSON true would pass as 1.
    if type(value) is not int or not least <= value <= most:
        raise InvalidRequest(f"{name} is {_shown(value)}. Give a number from {least} to {most}.")
    return value


def checked_flag(value: object, name: str) -> bool:
    """Return `value` if it is true or false.

    Raises:
        InvalidRequest: it is neither.
    """
    if not isinstance(value, bool):
        raise InvalidRequest(f"{name} is {_shown(value)}. Give true or false.")
    return value


def checked_day(value: object, name: str) -> date | None:
    """Return a day given as YYYY-MM-DD or as a date; None for None and for a form's empty field.

    Raises:
        InvalidRequest: it is no day of the calendar.
    """
    if value is None or value == "":
        return None
    if type(value) is date:
        return value
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        # A day such as 2021-02-30, which is refused like any other text.
        pass
    raise InvalidRequest(f"{name} is no day: {_shown(value)}. Write YYYY-MM-DD.")


def checked_days(since: object, until: object) -> tuple[date | None, date | None]:
    """Return the first and the last day of publication that are wanted.

    Raises:
        InvalidRequest: one is no day, or the first lies after the last.
    """
    first, last = checked_day(since, "since"), checked_day(until, "until")
    if first and last and first > last:
        raise InvalidRequest(f"since {first} lies after until {last}. Give the earlier as since.")
    return first, last


def checked_names(value: object, name: str) -> tuple[str, ...] | None:
    """Return the outlets or languages of a filter; None where it names none.

    Raises:
        InvalidRequest: it is neither a text nor a short list of short texts.
    """
    listed = [] if value is None else [value] if isinstance(value, str) else value
    if not isinstance(listed, (list, tuple)) or len(listed) > MAX_NAMES:
        raise InvalidRequest(f"{name} is {_shown(value)}. Give at most {MAX_NAMES} names.")
    names = [checked_text(each, name, MAX_NAME_CHARACTERS, blank=True) for each in listed]
    return tuple(each for each in names if each.strip()) or None


def checked_history(value: object) -> tuple[str, ...]:
    """Return the conversation so far, oldest first; empty for None.

    Raises:
        InvalidRequest: it is not a list of at most 30 texts of at most 4,000 characters.
    """
    listed = [] if value is None else value
    if not isinstance(listed, (list, tuple)) or len(listed) > MAX_HISTORY:
        raise InvalidRequest(f"history is {_shown(value)}. Give at most {MAX_HISTORY} texts.")
    return tuple(
        checked_text(text, "history", MAX_HISTORY_CHARACTERS, blank=True) for text in listed
    )


def _shown(value: object) -> str:
    """Return a short word for a wrong value; a large one is not written out first."""
    if isinstance(value, str):
        return ascii(value[:_SHOWN])
    # More than 18 digits cost time to write, and say no more.
    if value is None or isinstance(value, (bool, float)):
        return repr(value)
    if isinstance(value, int) and abs(value) < 10**18:
        return repr(value)
    if isinstance(value, (list, tuple)):
        return f"a list of {len(value)}"
    return f"of another kind ({type(value).__name__})"
