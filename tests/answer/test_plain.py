from __future__ import annotations

from datetime import date

from assistant.annotations import Claim, Disagreement, ResolvedDate, Speaker
from assistant.answer.plain import to_plain
from assistant.models import Answer, Interpretation, Quote
from tests.answer.newsroom import BAKERY, DALIAN

DAY = date(2020, 2, 1)


def bakery(*dates: ResolvedDate) -> Quote:
    start = BAKERY.text.index("Its owner")
    text = BAKERY.text[start:]
    speaker = Speaker("Ada Brook", start, start + 20, BAKERY.text[start : start + 20], direct=False)
    return Quote(BAKERY, start, len(BAKERY.text), text, 0.5, dates=dates, speaker=speaker)


def test_what_is_known_of_a_quote_stands_under_it() -> None:
    relative = ResolvedDate(30, 38, "Saturday", "2020-02-01", DAY, DAY, "relative to publication")
    length = ResolvedDate(0, 3, "two days", "P2D", None, None, "a length of time")
    stated = ResolvedDate(0, 3, "1 May 2019", "2019-05-01", DAY, DAY, "stated in the text")
    answer = Answer(
        "what did the owner say", Interpretation("what", "what did the owner say"),
        (bakery(relative, length, stated),),
    )  # fmt: skip
    printed = to_plain(answer)
    assert "said by: Ada Brook" in printed
    assert "“Saturday” is 2020-02-01 (relative to publication)" in printed
    assert "P2D" not in printed
    assert "2019-05-01" not in printed
    assert "Read as" not in printed


def test_a_follow_up_says_how_it_was_read() -> None:
    read = Interpretation("when", "when did Kim visit Russia")
    assert to_plain(Answer("and to Russia?", read)).startswith("Read as: when did Kim visit Russia")


def test_disagreeing_quotes_are_named() -> None:
    other = Quote(DALIAN, 0, len(DALIAN.text), DALIAN.text, 0.4)
    sides = (Claim(1, 0, 2, "12", "12"), Claim(2, 0, 2, "15", "15", later=True))
    answer = Answer(
        "how many", Interpretation("how_many", "how many"), (bakery(), other),
        disagreements=(Disagreement("number", sides),),
    )  # fmt: skip
    expected = "These quotes give different numbers: quote 1 “12”; quote 2 “15” (later report)."
    assert expected in to_plain(answer)
