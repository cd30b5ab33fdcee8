"""Every hostile string on the page, in a real Chromium: it is shown as text, and nothing happens.

For each string a card, its dialog, the timeline, the disagreements, the list of articles, the
filters, the history and the address; no dialog, request, error, window or element of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.models import Answer, Quote
from assistant.shown import segments, shown_text
from assistant.ui import words
from tests.hostile import HOSTILE, HUGE, KINDS
from tests.hostile.units import UNITS, Unit
from tests.serving.running import RunningPage, running_page
from tests.ui.chromium import new_context, watch
from tests.ui.hostile_desk import answer_of, long_quote
from tests.ui.reader import answered, ask, open_page, open_side

pytestmark = pytest.mark.browser
# Whatever the text, a turn is made of these, and a quote of text and marks.
ELEMENTS = {
    "section", "h2", "h3", "span", "p", "ol", "ul", "li", "article", "blockquote", "mark", "bdi",
    "div", "a", "time", "details", "summary", "br", "button", "q", "dl", "dt", "dd",
}  # fmt: skip
CORPUS_ELEMENTS = {"form", "label", "input", "figure", "figcaption", "h3"}
SIDE_ELEMENTS = {"form", "fieldset", "legend", "label", "input"}
# A page takes a second to open; a page for all would hide which string broke it.
BATCHES = {f"{kind}...": tuple(KINDS)[at : at + 8] for at, kind in list(enumerate(KINDS))[::8]}
# A filter of the page is an outlet's name of at most so many characters.
LONGEST_FILTER = 200
MOST_FILTERS = 50

READ_TURN = """turn => {
  const all = [...turn.querySelectorAll('*')];
  const texts = (root, wanted) => [...root.querySelectorAll(wanted)].map((e) => e.textContent);
  return {
    question: turn.querySelector('.nq-question').lastChild.textContent,
    elements: [...new Set(all.map((each) => each.localName))],
    attributes: [...new Set(all.flatMap((each) => each.getAttributeNames()))],
    links: [...turn.querySelectorAll('[href]')].map((each) => each.href),
    chips: texts(turn, '.nq-chips bdi'),
    events: texts(turn, '.nq-event'),
    claims: texts(turn, '.nq-claim'),
    period: texts(turn, '.nq-read').join(' '),
    cards: [...turn.querySelectorAll('.nq-card')].map((card) => ({
      quote: card.querySelector('blockquote').textContent,
      inside: [...card.querySelectorAll('blockquote *')].map((each) => each.localName),
      marked: texts(card, 'mark'),
      titles: texts(card, '.nq-title > :first-child, .nq-copies li > :first-child'),
      outlets: texts(card, '.nq-outlet'),
      facts: texts(card, '.nq-fact bdi'),
      cited: card.querySelector('[data-act=copy]').dataset.cited,
    })),
  };
}"""
READ_DIALOGS = """async (turn) => {
  const dialog = document.getElementById('nq-context');
  const body = dialog.querySelector('.nq-dialog-body');
  const seen = [];
  for (const button of turn.querySelectorAll('[data-act=context]')) {
    button.click();
    while (!dialog.open) await new Promise(requestAnimationFrame);
    seen.push({
      title: dialog.querySelector('h2').textContent,
      text: body.textContent,
      marked: body.querySelector('mark.nq-this').textContent,
      elements: [...body.querySelectorAll('*')].map((each) => each.localName),
    });
    dialog.close();
  }
  return seen;
}"""
READ_ELEMENTS = "root => [...new Set([...root.querySelectorAll('*')].map((e) => e.localName))]"
ELEMENTS_OF_PAGE = """() => [...new Set(
  [...document.querySelectorAll('*')].map((each) => each.localName))].sort()"""


@pytest.fixture(scope="module")
def hostile_page() -> Iterator[RunningPage]:
    with running_page("tests.ui.hostile_desk") as running:
        yield running
        assert running.errors() == ""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that is not open yet, on which nothing may go wrong while the test runs."""
    context = new_context(browser)
    page = context.new_page()
    bad = watch(page)
    yield page
    hacked = page.evaluate("window.hacked")
    context.close()
    assert bad == []
    assert hacked is None


def in_html(text: str) -> str:
    """Return `text` as html can hold it: without NUL, which an index never holds either."""
    return text.replace("\x00", "")


def fit_for_filters(unit: Unit) -> list[str]:
    named = (text for text in unit.texts if text.strip() and len(text) <= LONGEST_FILTER)
    return list(named)[:MOST_FILTERS]


def recalled(page: Page, unit: Unit) -> Locator:
    """Ask a question again from the history, with the filters kept there, in a new thread."""
    page.evaluate("document.querySelector('[data-act=new-thread]').click()")
    places = page.locator("#nq-history button").evaluate_all(
        "(buttons, question) => buttons.flatMap((b, at) => b.textContent === question ? [at] : [])",
        unit.question,
    )
    assert len(places) == 1, "the history does not show the question as it is"
    page.locator("#nq-history button").nth(places[0]).click()
    return answered(page.locator(".nq-turn"))


def with_history(page: Page, url: str, units: list[Unit]) -> None:
    kept = [
        {"question": unit.question, "filters": {"source": fit_for_filters(unit)}} for unit in units
    ]
    page.add_init_script(
        f"localStorage.setItem('newsquote.history', {json.dumps(json.dumps(kept))})"
    )
    open_page(page, url)


def check_turn(turn: dict[str, Any], unit: Unit, answer: Answer) -> None:
    assert turn["question"] == in_html(unit.question)
    assert set(turn["elements"]) <= ELEMENTS
    assert not [name for name in turn["attributes"] if name.startswith("on") or name == "style"]
    assert all(link.startswith(("http://", "https://")) for link in turn["links"])
    assert turn["chips"] == [in_html(text) for text in fit_for_filters(unit)]
    assert turn["events"] == [in_html(words.gist(quote)) for quote in answer.quotes]
    assert turn["claims"] == [in_html(text) for text in unit.texts] * 2
    assert in_html(unit.texts[0]) in turn["period"]
    assert len(turn["cards"]) == len(unit.texts)
    for card, quote, text in zip(turn["cards"], answer.quotes, unit.texts, strict=True):
        check_card(card, quote, in_html(text))


def check_card(card: dict[str, Any], quote: Quote, text: str) -> None:
    # Within a paragraph a line break of the article is shown as a blank.
    assert card["quote"] == in_html(shown_text(quote))
    assert set(card["inside"]) == {"mark"}
    assert card["marked"] == [in_html(piece.text) for piece in segments(quote) if piece.marked]
    assert card["titles"] == [text, text]
    assert card["outlets"] == [text, text]
    assert card["facts"] == [text, text]
    assert shown_text(quote).replace("\x00", "\ufffd") in card["cited"]


def check_dialogs(dialogs: list[dict[str, Any]], answer: Answer) -> None:
    assert len(dialogs) == len(answer.quotes)
    for dialog, quote in zip(dialogs, answer.quotes, strict=True):
        assert dialog["title"] == quote.article.title
        assert dialog["text"] == quote.article.text
        assert dialog["marked"] == quote.text
        assert set(dialog["elements"]) == {"mark"}


def check_unit(page: Page, unit: Unit) -> None:
    answer = answer_of(unit)
    turn = recalled(page, unit)
    check_turn(turn.evaluate(READ_TURN), unit, answer)
    check_dialogs(turn.evaluate(READ_DIALOGS), answer)
    assert parse_qs(urlsplit(page.url).query)["q"] == [unit.question]


@pytest.mark.parametrize("kinds", BATCHES.values(), ids=BATCHES.keys())
def test_every_string_is_shown_as_text(
    page: Page, hostile_page: RunningPage, kinds: tuple[str, ...]
) -> None:
    with_history(page, hostile_page.url, [unit for kind in kinds for unit in UNITS[kind]])
    before = set(page.evaluate(ELEMENTS_OF_PAGE))
    for kind in kinds:
        for number, unit in enumerate(UNITS[kind], 1):
            try:
                check_unit(page, unit)
            except Exception as error:
                error.add_note(f"in portion {number} of the strings of {kind}")
                raise
    assert set(page.evaluate(ELEMENTS_OF_PAGE)) - before <= ELEMENTS


def test_the_nearest_and_the_understood_are_text(page: Page, hostile_page: RunningPage) -> None:
    open_page(page, hostile_page.url)
    examples = page.locator(".nq-example")
    expect(examples).to_have_count(4)
    assert examples.all_text_contents() == [in_html(text) for text in HOSTILE[:4]]
    unit = UNITS["attribute"][0]
    turn = ask(page, f"nearest {unit.question}")
    seen = turn.evaluate(READ_TURN)
    assert set(seen["elements"]) <= ELEMENTS
    quotes = answer_of(unit).quotes
    assert [card["quote"] for card in seen["cards"]] == [quote.text for quote in quotes]
    searched = turn.locator(".nq-searched bdi").all_text_contents()
    assert searched == [unit.question, *unit.texts[:3], *unit.texts[:3]]


@pytest.mark.parametrize("kind", ["literal", "address", "bidi", "header", "entity"])
def test_the_address_asks_what_it_says(page: Page, hostile_page: RunningPage, kind: str) -> None:
    unit = UNITS[kind][0]
    wanted = [("q", unit.question), *(("source", text) for text in fit_for_filters(unit))]
    page.goto(f"{hostile_page.url}?{urlencode(wanted)}")
    seen = answered(page.locator(".nq-turn")).evaluate(READ_TURN)
    check_turn(seen, unit, answer_of(unit))


def test_an_unknown_question_of_markup_is_one_line(page: Page, hostile_page: RunningPage) -> None:
    open_page(page, hostile_page.url)
    question = "<img src=x onerror=window.hacked=1> ${window.hacked=2}"
    turn = ask(page, question)
    expect(turn.get_by_role("alert")).to_have_text(f"Nothing is known of {question}")
    assert set(turn.evaluate(READ_TURN)["elements"]) <= ELEMENTS


def test_the_corpus_lists_every_string(page: Page, hostile_page: RunningPage) -> None:
    open_page(page, hostile_page.url)
    page.get_by_role("button", name="The corpus").click()
    more = page.get_by_role("button", name="Show more")
    expect(page.locator("#nq-articles li")).not_to_have_count(0)
    while more.is_visible():
        before = page.locator("#nq-articles li").count()
        more.evaluate("button => button.click()")
        expect(page.locator("#nq-articles li")).not_to_have_count(before)
    titles = page.locator("#nq-articles button").all_text_contents()
    assert titles == [in_html(text) for text in HOSTILE]
    paths = page.locator(".nq-skipped .nq-path").all_text_contents()
    assert paths == [in_html(text) for text in HOSTILE[: len(paths)]]
    assert len(paths) >= 200
    inside = page.locator("#nq-corpus").evaluate(READ_ELEMENTS)
    assert set(inside) <= ELEMENTS | CORPUS_ELEMENTS


def test_the_filters_offer_every_string(page: Page, hostile_page: RunningPage) -> None:
    open_page(page, hostile_page.url)
    side = open_side(page)
    options = side.locator("[data-name=source] bdi")
    expect(options).not_to_have_count(0)
    offered = options.all_text_contents()
    assert offered == [*HOSTILE[: len(offered)]]
    for text in KINDS["svg"]:
        side.locator("#nq-find-source").fill(text)
        expect(options.filter(has_text=text).first).to_be_attached()
        assert text in options.all_text_contents()
    assert set(side.evaluate(READ_ELEMENTS)) <= ELEMENTS | SIDE_ELEMENTS


@pytest.mark.parametrize("name", HUGE)
def test_a_long_article_is_shown_whole(page: Page, hostile_page: RunningPage, name: str) -> None:
    open_page(page, hostile_page.url)
    quote = long_quote(name)
    turn = ask(page, f"long {name}")
    assert turn.locator("blockquote").text_content() == shown_text(quote)
    (dialog,) = turn.evaluate(READ_DIALOGS)
    assert dialog["text"] == quote.article.text


def test_a_thread_of_hostile_answers_is_taken_away(page: Page, hostile_page: RunningPage) -> None:
    units = [UNITS["markdown"][0], UNITS["script"][0]]
    with_history(page, hostile_page.url, units)
    for unit in units:
        page.locator("#nq-history button").filter(has_text=unit.question[:40]).first.click()
        expect(page.locator(".nq-turn").filter(has_text=unit.question[:20])).to_be_visible()
        answered(page.locator(".nq-turn").last)
    with page.expect_download() as taken:
        page.get_by_role("button", name="JSON of the whole thread", exact=True).click()
    saved = json.loads(taken.value.path().read_text(encoding="utf-8"))
    expected = [quote.text for unit in units for quote in answer_of(unit).quotes]
    assert list(texts_of(saved)) == expected


def texts_of(saved: Any) -> Iterator[str]:
    """Yield the texts of the quotes of a saved thread, whatever holds its answers."""
    if isinstance(saved, list):
        for each in saved:
            yield from texts_of(each)
    elif isinstance(saved, dict):
        for name, value in saved.items():
            if name == "quotes":
                yield from (quote["text"] for quote in value if isinstance(quote, dict))
            elif isinstance(value, list):
                yield from texts_of(value)
