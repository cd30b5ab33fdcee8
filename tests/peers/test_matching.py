from __future__ import annotations

from typing import Any

from benchmarks.peers.matching import hits, mean_characters, rank

HARBOUR = "https://paper.example/harbour"
QUESTION = {"articles": [HARBOUR], "answers": ["Nine boats", "9"]}


def found(text: str, *urls: str) -> dict[str, Any]:
    return {"text": text, "urls": urls or (HARBOUR,)}


def test_the_first_text_with_the_answer_counts() -> None:
    texts = [found("The harbour was empty."), found("Only nine\nboats came back."), found("9")]
    assert rank(texts, QUESTION) == 2


def test_the_answer_from_another_article_does_not_count() -> None:
    assert rank([found("Nine boats sank.", "https://paper.example/storm")], QUESTION) == 0


def test_a_copy_of_the_article_counts() -> None:
    assert rank([found("Nine boats.", "https://wire.example/1", HARBOUR)], QUESTION) == 1


def test_part_of_a_word_is_no_answer() -> None:
    assert rank([found("It happened in 1998.")], QUESTION) == 0


def test_hits_are_shares_of_all_questions() -> None:
    assert hits([1, 0, 3, 10], "passages") == {"passages hit@1": 0.25, "passages hit@10": 0.75}


def test_the_length_of_what_is_shown_is_a_mean() -> None:
    assert mean_characters([found("four"), found("sixsix")]) == 5.0
    assert mean_characters([]) == 0.0
