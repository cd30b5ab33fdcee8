from __future__ import annotations

import pytest

from assistant.answer.clause import parse


@pytest.mark.parametrize(
    ("text", "asked", "auxiliary", "subject", "verb", "rest"),
    [
        ("when did Kim visit China?", "when", "did", "Kim", "visit", "China"),
        ("when did kim visit china", "when", "did", "kim", "visit", "china"),
        ("who won the race?", "who", "", "", "won", "the race"),
        ("how many boats sank in May", "how many boats", "", "", "sank", "in May"),
        ("which ferry did they sell?", "which ferry", "did", "they", "sell", ""),
        ("did the union strike end in May?", "", "did", "the union strike", "end", "in May"),
        ("are banks open on Sunday?", "", "are", "banks", "open", "on Sunday"),
        ("who's the mayor of Oslo?", "who", "is", "the mayor of Oslo", "", ""),
        ("the ferry strike", "", "", "", "", ""),
    ],
)
def test_the_parts_of_a_question(
    text: str, asked: str, auxiliary: str, subject: str, verb: str, rest: str
) -> None:
    clause = parse(text)
    found = (clause.asked, clause.auxiliary, clause.subject, clause.verb, clause.rest)
    assert found == (asked, auxiliary, subject, verb, rest)


def phrases(text: str) -> dict[str, str]:
    return {phrase.text: phrase.role for phrase in parse(text).phrases}


def test_phrases_by_their_part() -> None:
    found = phrases("how many troops did France send to Mali in 2018?")
    assert found == {"troops": "asked", "France": "subject", "Mali": "behind"}
    found = phrases("when did Tom Hill’s ban on sales in Texas begin?")
    assert found["Tom Hill"] == "owner"
    assert found["Tom Hill’s ban on sales in Texas"] == "subject"
    assert phrases("did Brook and Hill meet?")["Brook and Hill"] == "subject"


def test_a_time_is_no_phrase() -> None:
    assert phrases("who won the race in May 2018?") == {"the race": "object"}
    assert "the 2018 race" in phrases("who won the 2018 race?")
