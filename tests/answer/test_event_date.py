from __future__ import annotations

from datetime import date

from assistant.answer.candidates import Candidate
from assistant.answer.dates import quote_dates
from assistant.answer.question import understand
from assistant.answer.score import Scored
from assistant.answer.select import asks_for_events, choose
from assistant.answer.sentences import split_sentences
from assistant.models import Article, Hit, Span
from tests.answer.newsroom import article

VISITS = understand("When did Dusan Vell visit Orvale?")
TRAIN = article(
    "Dusan Vell visited Orvale on March 25, 2018, by train, aides said.",
    "Vell in Orvale",
    date(2018, 3, 27),
)
SECRET = article(
    "A visit to Orvale that Dusan Vell made on March 25, 2018, was kept from the press.",
    "Vell's secret trip",
    date(2018, 4, 2),
)
BOAT = article(
    "By boat Dusan Vell came on Monday to visit Orvale, whose harbour had just been dredged.",
    "Vell at sea",
    date(2018, 5, 9),
)


def scored(report: Article, score: float, highlights: tuple[Span, ...] = ()) -> Scored:
    hit = Hit(report, 0, len(report.text), score, score, score)
    return Scored(Candidate(hit, 1, tuple(split_sentences(report.text)), 0), score, highlights)


def test_each_event_comes_once_before_one_comes_again() -> None:
    found = choose(
        [scored(TRAIN, 0.9), scored(SECRET, 0.8), scored(BOAT, 0.7)], VISITS, 3, 0.0, quote_dates
    )
    assert [quote.article.title for quote in found] == [TRAIN.title, BOAT.title, SECRET.title]


def test_a_second_event_is_found_behind_many_reports_of_the_first() -> None:
    reports = [scored(TRAIN, 0.9), scored(SECRET, 0.8), scored(BOAT, 0.7)]
    found = choose(reports, VISITS, 2, 0.0, quote_dates)
    assert [quote.article.title for quote in found] == [TRAIN.title, BOAT.title]


def test_quotes_carry_the_dates_within_them() -> None:
    (found,) = choose([scored(BOAT, 0.7)], VISITS, 1, 0.0, quote_dates)
    assert [(each.text, each.value) for each in found.dates] == [("Monday", "2018-05-07")]
    assert choose([scored(BOAT, 0.7)], VISITS, 1)[0].dates == ()


def test_the_readers_words_are_the_highlight() -> None:
    start = BOAT.text.index("on Monday")
    span = (start, start + len("on Monday"))
    assert choose([scored(BOAT, 0.7, (span,))], VISITS, 1)[0].highlights == (span,)


def test_of_the_same_words_the_dated_source_is_quoted() -> None:
    undated = article(TRAIN.text.replace("aides", "his aides"), "Copied", None)
    best = scored(undated, 0.9)
    found = choose([best, scored(TRAIN, 0.5)], VISITS, 2)
    assert [(quote.article.title, quote.score) for quote in found] == [(TRAIN.title, best.quoted)]


def test_questions_that_several_events_may_answer() -> None:
    assert asks_for_events(VISITS)
    assert asks_for_events(understand("How many times did Vell visit Orvale?"))
    assert asks_for_events(understand("How often did Vell visit Orvale?"))
    assert not asks_for_events(understand("How many people live in Orvale?"))
    assert not asks_for_events(understand("Who visited Orvale?"))
