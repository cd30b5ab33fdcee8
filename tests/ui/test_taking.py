"""Taking answers away from the page of a real index: files, print, verdicts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from typer.testing import CliRunner

from assistant.cli import app
from tests.serving.running import RunningPage, running_page
from tests.ui.chromium import new_context, watch
from tests.ui.reader import ask, open_page

pytestmark = pytest.mark.browser
QUESTION = "When did Kim visit China?"
OTHER = "Who met Xi in Beijing?"


@pytest.fixture(scope="module")
def index(workspace: Path) -> Path:
    return workspace / "index"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept") / "feedback.jsonl"


@pytest.fixture(scope="module")
def served(index: Path, kept: Path) -> Iterator[RunningPage]:
    with running_page("tests.ui.sample", str(index), str(kept)) as running:
        yield running


@pytest.fixture
def page(browser: Browser, served: RunningPage) -> Iterator[Page]:
    context = new_context(browser)
    page = context.new_page()
    bad = watch(page)
    yield open_page(page, served.url)
    context.close()
    assert bad == []


def saved(page: Page, button: Locator, folder: Path) -> Path:
    """Press a button and keep the file that it gives under its own name."""
    with page.expect_download() as download:
        button.click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def taker(turn: Locator, form: str) -> Locator:
    return turn.locator(f'[data-act="take"][data-form="{form}"]')


def thread_taker(page: Page, form: str) -> Locator:
    return page.locator(f'[data-act="take-thread"][data-form="{form}"]')


def test_the_json_of_an_answer_is_verified_word_for_word(
    page: Page, index: Path, tmp_path: Path
) -> None:
    turn = ask(page, QUESTION)
    file = saved(page, taker(turn, "json"), tmp_path)
    answer = json.loads(file.read_text(encoding="utf-8"))
    assert answer["schema"] == "newsquote/answer/1"
    shown = turn.locator("blockquote").all_text_contents()
    assert [quote["text"] for quote in answer["quotes"]] == shown
    result = CliRunner().invoke(app, ["verify", str(file), "--index", str(index)])
    assert (result.exit_code, f"{len(shown)} quotes" in result.output) == (0, True), result.output


def test_the_whole_thread_is_taken_in_every_form(page: Page, index: Path, tmp_path: Path) -> None:
    for question in (QUESTION, OTHER):
        ask(page, question)
    file = saved(page, thread_taker(page, "json"), tmp_path)
    assert [each["question"] for each in json.loads(file.read_text())] == [QUESTION, OTHER]
    result = CliRunner().invoke(app, ["verify", str(file), "--index", str(index)])
    assert result.exit_code == 0, result.output
    markdown = saved(page, thread_taker(page, "markdown"), tmp_path).read_text()
    assert markdown.index("When did Kim visit China") < markdown.index("Who met Xi in Beijing")
    assert "@" in saved(page, thread_taker(page, "bibtex"), tmp_path).read_text()
    entries = json.loads(saved(page, thread_taker(page, "csl"), tmp_path).read_text())
    assert len({entry["id"] for entry in entries}) == len(entries) > 0


def test_an_answer_that_was_altered_in_the_browser_is_not_taken(page: Page) -> None:
    turn = ask(page, QUESTION)
    page.route(
        "**/component_server/",
        lambda route: route.continue_(
            post_data=(route.request.post_data or "").replace("China", "Chile")
        ),
    )
    taker(turn, "markdown").click()
    expect(turn.get_by_role("alert")).to_contain_text("Not a slice of article")


def test_one_answer_is_printed_without_the_rest_of_the_page(page: Page) -> None:
    page.evaluate("() => { window.print = () => { window.printed = (window.printed || 0) + 1; }; }")
    first = ask(page, QUESTION)
    second = ask(page, OTHER)
    page.emulate_media(media="print")
    first.locator('[data-act="print"]').dispatch_event("click")
    assert page.evaluate("window.printed") == 1
    expect(first.locator("blockquote").first).to_be_visible()
    expect(second).to_be_hidden()
    expect(page.locator(".nq-ask")).to_be_hidden()
    expect(page.locator(".nq-side")).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(second).to_be_visible()


def test_verdicts_are_kept_in_the_form_that_eval_reads(page: Page, index: Path, kept: Path) -> None:
    turn = ask(page, QUESTION)
    card = turn.locator(".nq-card").first
    yes = card.locator('[data-act="feedback"][data-answers="true"]')
    yes.click()
    expect(yes).to_have_attribute("aria-pressed", "true")
    no = turn.locator(".nq-card").nth(1).locator('[data-act="feedback"][data-answers="false"]')
    no.click()
    expect(no).to_have_attribute("aria-pressed", "true")
    lines = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    assert [line["question"] for line in lines] == [QUESTION, QUESTION]
    result = CliRunner().invoke(app, ["eval", str(kept), "--index", str(index)])
    assert result.exit_code == 0, result.output


def test_without_a_file_no_verdict_is_asked_for(browser: Browser, index: Path) -> None:
    with running_page("tests.ui.sample", str(index)) as running:
        context = new_context(browser)
        turn = ask(open_page(context.new_page(), running.url), QUESTION)
        expect(turn.locator(".nq-card").first).to_be_visible()
        expect(turn.locator('[data-act="feedback"]')).to_have_count(0)
        context.close()
