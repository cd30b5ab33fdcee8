from __future__ import annotations

import json

from assistant.answer.candidates import gather
from assistant.answer.features import NAMES, measure, word_weights
from assistant.answer.question import understand
from assistant.answer.weights import SCORER_FILE, WEIGHTS
from assistant.models import Hit
from tests.answer.newsroom import BEIJING, NEWS, article, hits


def row_of(question: str, start: str) -> dict[str, float]:
    understood = understand(question)
    candidates = gather(hits(question, NEWS))
    weights = word_weights(understood, candidates)
    chosen = next(item for item in candidates if item.text.startswith(start))
    # The reader's part follows what the words tell.
    return dict(zip(NAMES, measure(understood, chosen, weights), strict=False))


def test_one_weight_for_each_feature_in_their_order() -> None:
    fitted = json.loads(SCORER_FILE.read_text(encoding="utf-8"))
    assert tuple(fitted["weights"]) == NAMES
    assert tuple(fitted["weights"].values()) == WEIGHTS


def test_row_of_the_answering_sentence() -> None:
    row = row_of("When did Kim visit China?", "North Korea")
    assert row["overlap_context"] == row["overlap_title"] == row["overlap_passage"] == 1.0
    assert row["names_sentence"] == row["clue"] == row["asks_for_clue"] == 1.0
    assert row["place_in_article"] == 1.0


def test_the_neighbours_and_the_title_lend_their_words() -> None:
    row = row_of("When did Kim visit China?", "He travelled")
    assert row["overlap_context"] == 1.0
    assert row["names_sentence"] == 0.0


def test_what_the_question_names_and_the_report_lacks_counts_against_it() -> None:
    fits = row_of("When did Kim visit China?", "North Korea")
    assert (fits["names_in_article"], fits["numbers_fit"], fits["told_otherwise"]) == (
        1.0,
        1.0,
        0.0,
    )
    lacks = row_of("When did Kim visit China with 45 Norwegians?", "North Korea")
    assert lacks["names_in_article"] < 1.0 and lacks["numbers_fit"] == 0.0


def test_an_event_that_did_not_happen_is_told_otherwise() -> None:
    denial = article("Kim did not visit China. The envoy Ri visited China in May.")
    understood = understand("When did Kim visit China?")
    candidates = gather(hits(understood.query, [denial]))
    weights = word_weights(understood, candidates)
    told = [dict(zip(NAMES, measure(understood, one, weights), strict=False)) for one in candidates]
    assert [row["told_otherwise"] for row in told] == [1.0, 0.0]


def test_words_that_few_candidates_have_weigh_more() -> None:
    question = understand("Kim Vladivostok")
    weights = word_weights(question, gather(hits("Kim Vladivostok", NEWS)))
    assert weights["vladivostok"] > weights["kim"] > 0


def test_a_passage_that_cuts_a_sentence_gives_it_whole() -> None:
    cut = Hit(BEIJING, 10, 30, 0.5, 0.5, 0.5)
    found = gather([cut, cut])
    assert [item.text for item in found] == [BEIJING.text[: BEIJING.text.index("\n")]]


def test_a_question_is_no_candidate() -> None:
    asking = article("Who won the vote? The mayor won it. And why? Nobody said.")
    found = gather(hits("who won the vote", [asking]))
    assert [item.text for item in found] == ["The mayor won it.", "Nobody said."]
