from __future__ import annotations

from assistant.cited import quotes_by_article
from assistant.models import Answer, Article, Interpretation, Quote
from tests.answer.newsroom import BAKERY, BEIJING, DALIAN


def quote(report: Article, start: int, end: int) -> Quote:
    return Quote(report, start, end, report.text[start:end], 0.5)


def answer(*quotes: Quote, nearest: tuple[Quote, ...] = ()) -> Answer:
    return Answer("when?", Interpretation("when", "when?"), quotes, nearest)


def test_each_article_and_each_quote_comes_once_in_the_order_shown() -> None:
    one, two, three = quote(DALIAN, 0, 20), quote(BEIJING, 0, 20), quote(DALIAN, 30, 50)
    again = quote(BEIJING, 0, 20)
    found = quotes_by_article([answer(one, two), answer(again, three)])
    assert found == [[one, three], [two]]


def test_the_nearest_are_not_cited() -> None:
    assert quotes_by_article([answer(nearest=(quote(BAKERY, 0, 20),))]) == []
    assert quotes_by_article([]) == []
