"""What watches the pages of the other tests does see an attack that works."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.ui.chromium import new_context, watch

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("attack", "seen"),
    [
        ("<img src=https://evil.invalid/p.png>", "request https://evil.invalid/p.png"),
        ("<script>alert(1)</script>", "dialog 1"),
        ("<script>throw new Error('thrown')</script>", "error thrown"),
        ("<script>console.error('logged')</script>", "console logged"),
    ],
)
def test_an_attack_that_works_is_seen(browser: Browser, attack: str, seen: str) -> None:
    context = new_context(browser)
    page = context.new_page()
    bad = watch(page)
    page.set_content(attack)
    context.close()
    assert seen in bad
