"""Fixtures of the tests that drive a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.ui.chromium import chromium


# Playwright runs an event loop in this thread: kept for one module, it is in no other test's way.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started
