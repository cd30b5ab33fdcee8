from __future__ import annotations

from dataclasses import replace
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
    relative = ResolvedDate(
        30,
        38,
        "Saturday",
        "2020-02-01",
        DAY,
        DAY,
        "relative to publication 2020-02-03",
    )
    length = ResolvedDate(0, 3, "two days", "P2D", None, None, "a length of time")
    stated = ResolvedDate(0, 3, "1 May 2019", "2019-05-01", DAY, DAY, "stated in the text")
    answer = Answer(
        "what did the owner say", Interpretation("what", "what did the owner say"),
        (bakery(relative, length, stated),),
    )  # fmt: skip
    printed = to_plain(answer)
    assert "said by: Ada Brook" in printed
    assert "“Saturday” is 1 February 2020 (from publication on 3 February 2020)" in printed
    assert "P2D" not in printed
    assert "May 2019" not in printed
    assert "Harbour Wire · 3 February 2020 (date from text)" in printed
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


def test_a_terminal_shows_the_answering_words_in_bold() -> None:
    start = BAKERY.text.index("Ada Brook")
    quote = replace(bakery(), highlights=((start, start + 9),))
    answer = Answer("who owns it", Interpretation("who", "who owns it"), (quote,))
    assert "\x1b[1mAda Brook\x1b[0m" in to_plain(answer, bold=True)
    assert "\x1b" not in to_plain(answer)


def test_the_closest_of_a_refusal_have_no_answering_words() -> None:
    start = BAKERY.text.index("Ada Brook")
    near = replace(bakery(), highlights=((start, start + 9),))
    answer = Answer("who owns it", Interpretation("who", "who owns it"), nearest=(near,))
    assert "\x1b" not in to_plain(answer, bold=True)


def test_no_text_brings_a_bold_of_its_own() -> None:
    text = "The \x1b[5mmill\x1b[0m is Ada's."
    report = replace(BAKERY, text=text, id="hostile")
    quote = Quote(report, 0, len(text), text, 0.5, ((4, 16),))
    answer = Answer("who owns it", Interpretation("who", "who owns it"), (quote,))
    assert to_plain(answer, bold=True).count("\x1b") == 2


def test_wrapped_lines_are_shown_as_one() -> None:
    text = "The mill of Orvale was sold on Friday to a baker\nof Tolby, who will open it in May."
    report = replace(BAKERY, text=text, id="wrapped")
    answer = Answer("who", Interpretation("who", "who"), (Quote(report, 0, len(text), text, 0.5),))
    assert "to a baker of Tolby" in to_plain(answer)
    assert "to a baker of Tolby" in answer.to_markdown()
    assert answer.to_dict()["quotes"][0]["text"] == text
