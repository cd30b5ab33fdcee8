"""Strings that break programs which trust their text, by kind; every one of our own writing.

`HOSTILE` are short enough to stand in one card; `HUGE` are the long ones, a page each.
`UNWRITABLE` cannot stand in a UTF-8 file: they reach the program as arguments only.
"""

from __future__ import annotations

from tests.hostile.characters import CHARACTERS
from tests.hostile.formats import FORMATS
from tests.hostile.markup import MARKUP
from tests.hostile.scripts import SCRIPTS
from tests.hostile.strain import HUGE, STRAIN, UNWRITABLE
from tests.hostile.templates import TEMPLATES
from tests.hostile.urls import URLS

__all__ = ["BY_ID", "HOSTILE", "HUGE", "KINDS", "UNWRITABLE"]

KINDS: dict[str, tuple[str, ...]] = {
    **MARKUP, **SCRIPTS, **TEMPLATES, **URLS, **FORMATS, **CHARACTERS, **STRAIN,
}  # fmt: skip
# A failing test names the string by its id: `svg-3`.
BY_ID = {
    f"{kind}-{number}": text
    for kind, texts in KINDS.items()
    for number, text in enumerate(texts, 1)
}
HOSTILE = tuple(BY_ID.values())
