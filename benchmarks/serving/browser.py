"""From Enter to the first card in a real Chromium, beside the same questions in Python.

python -m benchmarks.serving.browser --index DIR [--evaluation DIR] [--questions N]

Starts the server, asks each question in a thread of its own, and reads the browser's clock: from
the time of the key event to the card's place in the document. After that the server is stopped and
`Assistant.ask` answers the same questions in this process: what no page could be faster than.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TypedDict

from playwright.sync_api import Browser, Page

from assistant.assistant import Assistant
from benchmarks.evaluation import evaluation_folder, records
from tests.serving.running import running_page
from tests.ui.chromium import DESKTOP, chromium, new_context
from tests.ui.reader import open_page, question_box

QUESTIONS = 80
# Asked first and not counted: the server's and the browser's code is warm after them.
WARM = 5
OPENINGS = 5
# Enough for a question that is asked while the machine does something else.
PATIENCE_MS = 60_000

# The clock of key events, of the document's changes and of requests is the same.
WATCH = """
performance.setResourceTimingBufferSize(100000);
let pressed = 0;
window.usable = 0;
window.measured = null;
document.addEventListener('focusin', ({ target }) => {
  if (target.id === 'nq-question') window.usable ||= performance.now();
}, true);
document.addEventListener('keydown', ({ key, timeStamp }) => {
  if (key === 'Enter') pressed = timeStamp;
}, true);
new MutationObserver(() => {
  if (!pressed || !document.querySelector('.nq-turn :is(.nq-card, .nq-none, .nq-error)')) return;
  const card = performance.now() - pressed;
  const began = pressed;
  pressed = 0;
  requestAnimationFrame(() => setTimeout(() => {
    const requests = performance.getEntriesByType('resource');
    const request = requests.find((entry) => entry.startTime >= began);
    window.measured = {
      card, painted: performance.now() - began, sent: request.requestStart - began,
      answered: request.responseStart - request.requestStart,
      received: request.responseEnd - request.responseStart,
      drawn: began + card - request.responseEnd,
      bytes: request.encodedBodySize, failed: Boolean(document.querySelector('.nq-error')),
    };
  }));
}).observe(document, { childList: true, subtree: true });
"""


class Measured(TypedDict):
    """Milliseconds from Enter, and of the parts that make up `card`; bytes of the answer."""

    card: float
    painted: float
    sent: float
    answered: float
    received: float
    drawn: float
    bytes: int
    failed: bool


def openings(browser: Browser, url: str) -> list[float]:
    """Return milliseconds from navigation to a question box that takes keys, in new browsers."""
    found = []
    for _ in range(OPENINGS):
        context = new_context(browser, DESKTOP)
        page = context.new_page()
        page.add_init_script(WATCH)
        open_page(page, url)
        page.wait_for_function("window.usable")
        found.append(page.evaluate("window.usable"))
        context.close()
    return found


def asked_in_browser(browser: Browser, url: str, questions: Sequence[str]) -> list[Measured]:
    """Ask one after the other, each in a thread of its own."""
    context = new_context(browser, DESKTOP)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.add_init_script(WATCH)
    open_page(page, url)
    page.wait_for_function("window.usable")
    found = [_ask(page, question) for question in questions]
    context.close()
    return found


def _ask(page: Page, question: str) -> Measured:
    question_box(page).fill(question)
    page.evaluate("window.measured = null")
    question_box(page).press("Enter")
    page.wait_for_function("window.measured")
    measured: Measured = page.evaluate("window.measured")
    page.locator("[data-act=new-thread]").click()
    return measured


def asked_in_python(index: Path, questions: Sequence[str]) -> list[float]:
    """Return the milliseconds of each answer."""
    found = []
    with Assistant.open(index) as desk:
        for question in questions:
            began = time.perf_counter()
            desk.ask(question)
            found.append(1000 * (time.perf_counter() - began))
    return found


def line(name: str, values: Sequence[float], unit: str = "ms") -> str:
    """Return median, 95th percentile and worst of some figures."""
    ordered = sorted(values)
    high = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    middle = statistics.median(ordered)
    return f"{name}: p50 {middle:.0f} {unit}, p95 {high:.0f} {unit}, worst {ordered[-1]:.0f} {unit}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--evaluation")
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    given = parser.parse_args()
    asked = records(evaluation_folder(given.evaluation) / "news_qa" / "questions.jsonl")
    different = dict.fromkeys(record["question"] for record in asked)
    questions = list(islice(different, given.questions + WARM))
    with running_page("tests.ui.sample", str(given.index)) as served, chromium() as browser:
        opened = openings(browser, served.url)
        found = asked_in_browser(browser, served.url, questions)[WARM:]
    plain = asked_in_python(given.index, questions)[WARM:]
    cards = [each["card"] for each in found]
    ratio = statistics.median(cards) / statistics.median(plain)
    print(f"{len(found)} questions, {sum(each['failed'] for each in found)} failed")
    print(line("navigation to a usable question box", opened))
    print(line("Enter to the first card", cards))
    print(line("Enter to its first picture", [each["painted"] for each in found]))
    print(line("  until the request is sent", [each["sent"] for each in found]))
    print(line("  until the server answers", [each["answered"] for each in found]))
    print(line("  until all of it is here", [each["received"] for each in found]))
    print(line("  until the card stands", [each["drawn"] for each in found]))
    print(line("size of an answer", [each["bytes"] / 1024 for each in found], "KiB"))
    print(line("the same questions by Assistant.ask", plain))
    print(f"the page takes {ratio:.2f} times as long")


if __name__ == "__main__":
    main()
