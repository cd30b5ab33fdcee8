"""Runs a check over all strings of a kind: one test a kind, and a failure that names the string."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.hostile import KINDS

# The check itself says what must hold; a test a string would take longer than the checks.
by_kind = pytest.mark.parametrize("kind", KINDS)


def check_each(kind: str, check: Callable[[str], None]) -> None:
    """Run `check` on every string of a kind; the first that fails is named."""
    for number, text in enumerate(KINDS[kind], 1):
        try:
            check(text)
        except Exception as error:
            error.add_note(f"the string {kind}-{number}: {text[:200]!r}")
            raise
