"""Draw the page as pictures (a browser, a server, files): scripts/screenshots [--all FOLDER].

The sample corpus is indexed in a temporary folder and served from there. `docs/page.png` is what
the README shows; the others are to be looked at after a change of the page.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from assistant import build_index
from tests.conftest import ROOT
from tests.serving.running import running_page
from tests.ui.chromium import DESKTOP, PHONE, chromium, new_context
from tests.ui.reader import ask, open_page, open_side

PICTURE = ROOT / "docs" / "page.png"
# Low enough that the README shows it whole, high enough for a card below the disagreement.
README_SIZE = {"width": 1160, "height": 980}
DISPUTED = "How many tunnels were destroyed at Punggye-ri?"
DATED = "When did Kim Jong-un travel to Beijing?"
FOLLOWED = "And Vladimir Putin?"
UNANSWERED = "Who won the Olympic ice hockey final?"
SIZES = {"wide": DESKTOP, "phone": PHONE}


@contextmanager
def opened(
    browser: Browser, url: str, size: dict[str, int], *, dark: bool = False
) -> Iterator[Page]:
    """Open the page as a new reader."""
    context = new_context(browser, size, dark=dark)
    page = open_page(context.new_page(), url)
    expect(page.locator(".nq-example").first).to_be_visible()
    yield page
    context.close()


def draw_readme(browser: Browser, url: str) -> None:
    """Draw the answer that the README shows."""
    with opened(browser, url, README_SIZE) as page:
        ask(page, DISPUTED)
        page.evaluate("window.scrollTo(0, 0)")
        page.screenshot(path=PICTURE)


def states(page: Page) -> Iterator[str]:
    """Take the page through its states."""
    yield "start"
    open_side(page)
    yield "filters"
    page.reload()
    ask(page, DISPUTED)
    yield "disagreement"
    ask(page, DATED)
    yield "timeline"
    ask(page, FOLLOWED)
    yield "follow-up"
    ask(page, UNANSWERED)
    yield "no-answer"
    page.locator("[data-act=context]").first.click()
    expect(page.locator("#nq-context mark").first).to_be_visible()
    yield "context"
    page.keyboard.press("Escape")
    page.locator("[data-act=corpus]").click()
    expect(page.locator("#nq-articles li").first).to_be_visible()
    expect(page.locator("#nq-overview p").first).to_be_visible()
    yield "corpus"


def draw_all(browser: Browser, url: str, folder: Path) -> None:
    """Draw every state in both schemes and sizes, and each thread in its whole length."""
    folder.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        for name, size in SIZES.items():
            with opened(browser, url, size, dark=scheme == "dark") as page:
                for state in states(page):
                    page.screenshot(path=folder / f"{state}-{name}-{scheme}.png")
                page.keyboard.press("Escape")
                # Where it stays in reach of a reader, it would lie over the middle of the picture.
                page.evaluate("document.getElementById('nq-ask').style.position = 'static'")
                page.screenshot(path=folder / f"thread-{name}-{scheme}.png", full_page=True)


def main() -> None:
    """Build, serve, draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="also every state, to a folder")
    parser.add_argument("--index", type=Path, help="an index of the sample corpus, not built again")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as work, chromium() as browser:
        index = given.index or Path(work) / "index"
        if not given.index:
            build_index(ROOT / "corpus", index)
        with running_page("tests.ui.sample", str(index)) as served:
            draw_readme(browser, served.url)
            if given.all:
                draw_all(browser, served.url, given.all)


if __name__ == "__main__":
    main()
