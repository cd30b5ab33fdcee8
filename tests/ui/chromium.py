"""Pages in a real Chromium (a process, files), and what must never happen in them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    expect,
    sync_playwright,
)

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
# A loaded machine draws the first page slowly.
PATIENCE_MS = 30_000
# What a page may ask for: its own server, and what it made itself.
OWN = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium; without one the tests are skipped, and fail in CI."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium: sh scripts/install-test-browser")
        pytest.skip("no Chromium: sh scripts/install-test-browser")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def new_context(
    browser: Browser, size: dict[str, int] = DESKTOP, *, dark: bool = False
) -> BrowserContext:
    """Return a reader of their own: no cookies, history or clipboard of another one."""
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        reduced_motion="reduce",
        color_scheme="dark" if dark else "light",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(PATIENCE_MS)
    return context


def watch(page: Page) -> list[str]:
    """Collect what must not happen: requests elsewhere, errors, dialogs, windows."""
    bad: list[str] = []

    def requested(request: Request) -> None:
        if not request.url.startswith(OWN):
            bad.append(f"request {request.url}")

    def logged(message: ConsoleMessage) -> None:
        if message.type == "error":
            bad.append(f"console {message.text}")

    def asked(dialog: Dialog) -> None:
        bad.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("request", requested)
    page.on("pageerror", lambda error: bad.append(f"error {error}"))
    page.on("console", logged)
    page.on("dialog", asked)
    page.on("popup", lambda other: bad.append(f"window {other.url}"))
    return bad
