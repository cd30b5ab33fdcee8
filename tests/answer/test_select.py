from __future__ import annotations

from assistant.answer.question import understand
from assistant.answer.score import Scored, score_sentences
from assistant.answer.select import choose
from assistant.models import Article, Quote
from assistant.settings import MAX_QUOTE_WORDS
from tests.answer.newsroom import BEIJING, DALIAN, NEWS, article, encode, hits


def scored(question: str, articles: tuple[Article, ...] = NEWS) -> list[Scored]:
    understood = understand(question)
    return score_sentences(understood, hits(understood.query, articles), encode)


def quotes(question: str, articles: tuple[Article, ...] = NEWS, limit: int = 5) -> list[Quote]:
    return list(choose(scored(question, articles), understand(question).kind, limit))


def test_the_sentence_that_answers_scores_best() -> None:
    best = scored("when did Kim visit the port of Dalian")[0]
    assert best.candidate.text.startswith(
        "Kim Jong-un visited the Chinese port of Dalian on Monday"
    )
    assert 0 < best.score < 1


def test_scores_fall() -> None:
    scores = [item.score for item in scored("when did Kim visit China")]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 9


def test_every_article_speaks_before_one_speaks_twice() -> None:
    found = quotes("when did Kim visit China", (BEIJING, DALIAN), limit=3)
    assert {quote.article.id for quote in found[:2]} == {BEIJING.id, DALIAN.id}
    assert len(found) == 3


def test_quotes_never_overlap() -> None:
    found = quotes("Kim in Beijing: his first trip abroad?", limit=9)
    for number, quote in enumerate(found):
        for other in found[:number]:
            apart = quote.end <= other.start or other.end <= quote.start
            assert quote.article.id != other.article.id or apart


def test_a_sentence_that_leans_back_takes_in_the_one_before() -> None:
    found = quotes("What was his first known trip abroad as leader?", (BEIJING,), limit=1)
    assert found[0].text.endswith("It was his first known trip abroad as leader.")
    assert found[0].text.startswith("He travelled to Beijing")


def test_the_neighbour_stays_out_across_a_paragraph() -> None:
    report = article(
        "The first paragraph ends here.\n\nIt was a train to Beijing that carried Kim."
    )
    found = quotes("What carried Kim to Beijing?", (report,), limit=1)
    assert found[0].text == "It was a train to Beijing that carried Kim."


def test_reports_that_say_the_same_are_folded() -> None:
    line = "Kim Jong-un visited Beijing on Sunday by armoured train for talks with Xi Jinping."
    twins = (article(line), article(line.replace("Sunday", "Sunday,")), BEIJING)
    found = quotes("When did Kim visit Beijing by train?", twins)
    assert sum("armoured train for talks" in quote.text for quote in found) == 1


def test_highlights_are_the_date_inside_the_quote() -> None:
    best = quotes("when did Kim visit China", (BEIJING,), limit=1)[0]
    assert [BEIJING.text[start:end] for start, end in best.highlights] == ["March 25, 2018"]


def test_text_without_punctuation_is_no_quote() -> None:
    report = article("Kim Beijing visit " * MAX_QUOTE_WORDS)
    assert quotes("when did Kim visit Beijing", (report,)) == []


def test_no_passages_no_quotes() -> None:
    assert quotes("when did Kim visit China", ()) == []
