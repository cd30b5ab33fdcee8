from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.annotations import ResolvedDate, Speaker
from assistant.errors import QuoteMismatch
from assistant.models import Answer, Citation, Interpretation, Quote
from assistant.overview import Listing, Overview
from assistant.shown import segments, shown_text
from assistant.threshold import Threshold
from assistant.ui import cards
from assistant.ui.filters import Filters
from tests.hostile.walk import by_kind, check_each
from tests.ui.fake import (
    BUDGET,
    DISAGREEMENTS,
    FERRY,
    MARKED,
    QUOTES,
    TIMELINE,
    FakeDesk,
    article,
)
from tests.ui.markup import find, read, text_of

READ = Interpretation(kind="when", query="ferry northport")
# Whatever the text, an answer is made of these.
ELEMENTS = {
    "section", "h2", "h3", "span", "p", "ol", "ul", "li", "article", "blockquote", "mark", "bdi",
    "div", "a", "time", "details", "summary", "br", "button", "dl", "dt", "dd",
}  # fmt: skip


def hostile_answer(text: str) -> Answer:
    body = f"Before. {text} After."
    source = article(
        body,
        text,
        source=text,
        author=text,
        url=text,
        published=date(2020, 2, 3),
        copies=(Citation(id=text, title=text, source=text, author=text, url=text),),
    )
    start, end = len("Before. "), len("Before. ") + len(text)
    resolved = ResolvedDate(0, 6, text, text, date(2020, 1, 1), date(2020, 1, 2), text)
    speaker = Speaker(text, start, end, text, direct=True)
    quote = Quote(source, 0, len(body), body, 0.9, ((start, end),), (resolved,), speaker=speaker)
    return Answer(text, Interpretation(kind="who", query=text), quotes=(quote,))


@by_kind
def test_hostile_text_stays_text(kind: str) -> None:
    def check(text: str) -> None:
        answer = hostile_answer(text)
        html = cards.render_answer(1, answer)

        assert {element.name for element in read(html)} <= ELEMENTS
        (quote,) = find(html, "blockquote")
        assert text_of(quote) == shown_text(answer.quotes[0])
        (mark,) = find(html, "mark")
        assert text_of(mark).split() == text.split()
        attributes = {name for element in read(html) for name in element.attributes}
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        links = [str(link.attributes["href"]) for link in find(html, "a")]
        assert all(link.lower().startswith(("http://", "https://")) for link in links)
        (copy,) = find(html, "button", data_act="copy")
        assert shown_text(answer.quotes[0]) in copy.attributes["data-cited"]
        (question,) = find(html, "h2")
        assert text_of(question) == f"You asked: {text}"

    check_each(kind, check)


@by_kind
def test_hostile_filters_lists_and_figures_stay_text(kind: str) -> None:
    def check(text: str) -> None:
        chips = Filters(source=(text,), language=(text,))
        html = cards.render_answer(1, Answer("Who?", READ), chips)
        assert [text_of(chip) for chip in find(html, "bdi") if text in text_of(chip)]
        chipped = find(html, "button", class_="nq-chip")
        assert [chip.attributes["data-value"] for chip in chipped] == [text, text]
        listed = cards.render_listing(Listing(1, (Citation(text, text, text, text, url=text),)))
        (button,) = find(listed, "button")
        assert (text_of(button), button.attributes["data-article"]) == (text, text)
        corpus = cards.render_overview(Overview(1, 0, 1, text, "m", skipped=((text, text),)))
        (item,) = find(corpus, "li")
        assert text_of(item) == f"{text}: {text}"
        for page in (html, listed, corpus):
            assert not [a for e in read(page) for a in e.attributes if a.startswith("on")]

    check_each(kind, check)


def test_a_card_cites_its_source() -> None:
    html = cards.render_answer(1, Answer("When?", READ, quotes=QUOTES[:1]))
    (link, _) = find(html, "a")
    assert link.attributes["href"] == FERRY.url
    assert link.attributes["rel"] == "noopener noreferrer"
    assert text_of(link) == FERRY.title
    (card,) = find(html, "article")
    shown = " ".join(text_of(card).split())
    assert "High confidence 91%" in shown
    assert "example.org" in shown
    assert "Harbour Gazette · Ada Quill · published 11 May 2021, from the page" in shown
    assert "“Sunday” = 9 May 2021, from publication on 11 May 2021" in shown
    assert "1 report, 3 outlets" in shown
    named = card.attributes
    start, end = int(named["data-start"]), int(named["data-end"])
    assert named["data-article"] == FERRY.id
    assert FERRY.text[start:end] == MARKED


def test_an_unknown_date_is_said_to_be_unknown() -> None:
    (card,) = find(cards.render_answer(1, hostile_free_of_dates()), "article")
    assert "publication date unknown" in text_of(card)
    assert not list(find(cards.render_answer(1, hostile_free_of_dates()), "time"))


def hostile_free_of_dates() -> Answer:
    source = replace(BUDGET, published=None, published_basis="unknown")
    return Answer("Who?", READ, quotes=(Quote(source, 0, 11, source.text[:11], 0.6),))


def test_nearest_passages_are_labelled() -> None:
    html = cards.render_answer(1, Answer("When?", READ, nearest=QUOTES[2:]))
    shown = " ".join(text_of(next(find(html, "section"))).split())
    assert shown.startswith("You asked: When? Read as: ferry northport")
    assert "Not found in these articles. Closest: 1" in shown
    (card,) = find(html, "article")
    assert card.attributes["aria-label"] == "Nearest passage 1"


def test_no_answer_without_passages_has_no_list() -> None:
    html = cards.render_answer(1, Answer("When?", READ))
    assert not list(find(html, "ol"))
    assert "nearest" not in html.lower()


def test_the_filters_stand_above_as_chips_that_can_be_removed() -> None:
    chips = Filters("2018-01-01", "2018-12-31", ("Isle Post",), ("en",))
    html = cards.render_answer(1, Answer("When?", READ, quotes=QUOTES[2:]), chips)
    shown = [" ".join(text_of(chip).split()) for chip in find(html, "button", class_="nq-chip")]
    assert shown == [
        f"Remove the filter {words} ×"
        for words in ("from 2018-01-01", "until 2018-12-31", "Isle Post", "language en")
    ]


def test_another_reading_is_shown_and_can_be_undone() -> None:
    html = cards.render_answer(1, Answer("And who?", READ, quotes=QUOTES[2:]))
    (reading,) = find(html, "q")
    assert text_of(reading) == READ.query
    assert len(list(find(html, "button", data_act="as-written"))) == 1
    plain = cards.render_answer(1, Answer(READ.query, READ, quotes=QUOTES[2:]))
    assert not list(find(plain, "button", data_act="as-written"))


def test_events_stand_in_order_and_name_their_quotes() -> None:
    html = cards.render_answer(1, Answer("When?", READ, quotes=QUOTES, timeline=TIMELINE))
    (timeline,) = find(html, "section", class_="nq-timeline")
    shown = " ".join(text_of(timeline).split())
    assert shown.index("2 Jan 2020") < shown.index("9 May 2021")
    assert [jump.attributes["data-rank"] for jump in find(html, "button", data_act="jump")] == [
        "3", "1",
    ]  # fmt: skip


def test_disagreeing_quotes_stand_side_by_side() -> None:
    html = cards.render_answer(1, Answer("When?", READ, quotes=QUOTES, disagreements=DISAGREEMENTS))
    (differ,) = find(html, "section", class_="nq-differ")
    shown = " ".join(text_of(differ).split())
    assert "The quotes give different numbers" in shown
    assert "112 passengers Quote 1 Harbour Gazette, published 11 May 2021" in shown
    assert "later report" in shown


def test_what_was_understood_stands_with_no_answer() -> None:
    read_as = replace(READ, names=("Aurora",), words=("reach",), source=("Isle Post",))
    html = cards.render_answer(1, Answer("When?", read_as))
    assert [" ".join(text_of(each).split()) for each in find(html, "dd")] == [
        "a question for a time: ferry northport",
        "Aurora, reach, and what means the same",
        "articles from Isle Post",
    ]


def test_verdicts_are_offered_only_where_they_are_kept() -> None:
    answer = Answer("When?", READ, quotes=QUOTES[:1])
    assert not list(find(cards.render_answer(1, answer), "button", data_act="feedback"))
    kept = cards.render_answer(1, answer, feedback=True)
    assert [b.attributes["data-answers"] for b in find(kept, "button", data_act="feedback")] == [
        "true", "false",
    ]  # fmt: skip


def test_the_corpus_in_figures() -> None:
    html = cards.render_overview(FakeDesk().overview())
    (figures,) = find(html, "p", class_="nq-figures")
    assert " ".join(text_of(figures).split()) == (
        "3 articles from 3 sources, 2 further copies folded into them. Published from 2 Jan 2020 "
        "to 11 May 2021; 1 article without a date. Index built 1 Jun 2021, 08:00 UTC."
    )
    assert [text_of(row) for row in find(html, "tr")][1:] == ["Jan 20201", "May 20211"]
    assert "not a PDF" in html


def test_an_empty_corpus_has_no_bars() -> None:
    html = cards.render_overview(Overview(0, 0, 0, "", "m"))
    assert not list(find(html, "figure"))
    assert "No file was skipped." in html


def test_a_quote_that_is_no_slice_is_refused() -> None:
    quote = Quote(BUDGET, 0, 11, BUDGET.text[:11], 0.6)
    object.__setattr__(quote, "text", "The council rejected")
    with pytest.raises(QuoteMismatch):
        cards.render_answer(1, Answer("Who?", READ, quotes=(quote,)))


@given(st.data())
def test_segments_join_to_the_quote(data: st.DataObject) -> None:
    text = data.draw(st.text(min_size=1, max_size=60))
    source = article(text, "T")
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    spans = st.tuples(st.integers(start, end), st.integers(start, end)).filter(
        lambda span: span[0] < span[1]
    )
    highlights = tuple(data.draw(st.lists(spans, max_size=5)))
    quote = Quote(source, start, end, text[start:end], 0.5, highlights)

    pieces = segments(quote)

    assert "".join(piece.text for piece in pieces).split() == quote.text.split()
    assert sum(len(piece.text) for piece in pieces) == end - start
    marked = "".join("1" * len(p.text) if p.marked else "0" * len(p.text) for p in pieces)
    covered = {position for first, last in highlights for position in range(first, last)}
    assert marked == "".join("1" if start + i in covered else "0" for i in range(end - start))


@given(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_verbatim_text_is_read_back_unchanged(text: str) -> None:
    (bdi,) = find(f"<bdi>{cards.verbatim(text)}</bdi>", "bdi")
    assert text_of(bdi) == text
    assert "\r" not in cards.verbatim(text)


@pytest.mark.parametrize("found", [True, False])
def test_the_rate_of_false_answers_is_said(found: bool) -> None:
    sure = Threshold(0.35, 0.05, 60, 2, 0.0041, 0.115)
    quotes = {"quotes" if found else "nearest": QUOTES[:1]}
    html = cards.render_answer(1, Answer("When?", READ, threshold=sure, **quotes))  # type: ignore[arg-type]
    assert sure.sentence(found=found) in [text_of(line) for line in find(html, "p")]


def test_quotes_below_the_threshold_stand_under_a_heading() -> None:
    sure = Threshold(0.5, 0.05, 60, 2, 0.0041, 0.115)
    html = cards.render_answer(1, Answer("When?", READ, quotes=QUOTES, threshold=sure))
    above, less = html.split("Less sure")
    assert 'data-rank="2"' in above and 'data-rank="3"' not in above
    assert 'data-rank="3"' in less and 'start="3"' in less
