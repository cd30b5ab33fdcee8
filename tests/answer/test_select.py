from __future__ import annotations

from assistant.answer.question import understand
from assistant.answer.score import Scored, score_sentences
from assistant.answer.select import choose
from assistant.models import Article, Quote
from assistant.reader.passage_reader import shipped_reader
from assistant.settings import MAX_QUOTE_WORDS
from tests.answer.newsroom import BEIJING, DALIAN, NEWS, article, hits

FILLER = " ".join(["Rain fell on the harbour and the market stalls closed before noon."] * 4)


def scored(question: str, articles: tuple[Article, ...] = NEWS) -> list[Scored]:
    understood = understand(question)
    return score_sentences(understood, hits(understood.query, articles), shipped_reader())


def quotes(question: str, articles: tuple[Article, ...] = NEWS, limit: int = 5) -> list[Quote]:
    return list(choose(scored(question, articles), understand(question), limit))


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
    long = article(
        f"{BEIJING.text}\n\n{FILLER}\n\nThe China visit of Kim ended on Tuesday evening."
    )
    found = quotes("when did Kim visit China", (long, DALIAN), limit=3)
    assert [quote.article.id for quote in found] == [long.id, DALIAN.id, long.id]


def test_quotes_never_overlap() -> None:
    found = quotes("Kim in Beijing: his first trip abroad?", limit=9)
    for number, quote in enumerate(found):
        for other in found[:number]:
            apart = quote.end <= other.start or other.end <= quote.start
            assert quote.article.id != other.article.id or apart


def test_a_sentence_that_leans_back_takes_in_the_one_before() -> None:
    found = quotes("What was his first known trip abroad as leader?", (BEIJING,), limit=1)
    assert found[0].text.endswith("It was his first known trip abroad as leader.")
    assert "He travelled to Beijing" in found[0].text


def test_a_name_is_taken_in_across_a_paragraph() -> None:
    report = article("Kim Jong-un left Pyongyang.\n\nHe took a train to Beijing on Sunday night.")
    found = quotes("Who took a train to Beijing?", (report,), limit=1)
    assert found[0].text == report.text


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
