"""What a reader is told of the article that a passage stands in: its day and its title."""

from __future__ import annotations

from datetime import date


def heading(title: str, published: date | None) -> str:
    """Return the title behind the day of publication, as reports write it, where it is known.

    A passage says "last March" and "the senator": its year and its names often stand only here.
    """
    if published is None:
        return title
    return f"{published:%B} {published.day}, {published.year}: {title}"
