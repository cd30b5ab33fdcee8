from __future__ import annotations

import pytest

from assistant.answer.timex.tense import Cue, tense_at
from assistant.answer.timex.tokens import tokens_of


def tense(text: str) -> str | None:
    tokens = tokens_of(text)
    [index] = [i for i, token in enumerate(tokens) if token.kind in ("weekday", "month")]
    return tense_at(tokens, index, index + 1).tense


@pytest.mark.parametrize(
    "text",
    [
        "The court will rule on Friday.",
        "The verdict will be announced Friday.",
        "She is expected to testify Friday.",
        "He plans a rally on Friday.",
        "Talks are set to resume Friday.",
        "The hearing, scheduled for Friday, may be short.",
        "On Friday, the court will rule.",
        "Schools stayed closed until Friday.",
        "They have until Friday to appeal.",
        "The show airs Friday.",
        "They agreed to meet Friday.",
        "He said the museum would reopen in November.",
        "It would cut off the loan to banks Friday.",
        "The banks shut down and will not reopen until Friday.",
        "The permit expires Friday.",
        "They announced plans to meet Friday.",
        "Beginning Friday, the bridge is shut.",
        "Readers can visit on Friday.",
        "He is due to appear on Friday.",
        "They agreed to hold talks on Friday.",
        "The vote is set to be repeated on Friday.",
        "The mill is likely to be sold on Friday.",
        "The mill is to be sold on Friday.",
        "The hearing is scheduled for Friday and could be postponed.",
        "The hearing was scheduled for Friday and will not be postponed.",
    ],
)
def test_ahead(text: str) -> None:
    assert tense(text) == "future"


@pytest.mark.parametrize(
    "text",
    [
        "The court ruled on Friday.",
        "The verdict was announced Friday.",
        "The mayor said Friday that she will resign.",
        "On Friday, the court ruled.",
        "She has testified since Friday.",
        "The firm announced plans on Friday to move.",
        "They were not told until Friday.",
        "They agreed Friday to meet.",
        "On Friday, they agreed to meet.",
        "It will rain. He left Friday.",
        "Mr. Lee met Dr. Roe on Friday.",
        "Neither owner could be reached Friday.",
        "The owner could not be reached Friday.",
        "On Friday, a mill in Mobile, Ala., burned down.",
        "He agreed to plead guilty on Friday.",
        "The town sold the mill, allowing for a school to be built there on Friday.",
        "The judge ordered the ruin to be put down on Friday.",
        "The board scrapped its plans to close the pool on Friday.",
        "The hearing was scheduled for Friday but was postponed.",
        "The race, planned for Friday, has been cancelled.",
        "The launch was set for Friday, then called off.",
        "The firm was ordered to pay a fine on Friday.",
        "She went to Orvale to run a farm on Friday.",
        "She moved to Orvale to start a firm on Friday.",
        "Schools were closed due to ice on Friday.",
    ],
)
def test_behind(text: str) -> None:
    assert tense(text) == "past"


def test_would_is_a_weak_sign_of_what_is_ahead() -> None:
    tokens = tokens_of("They would appeal Friday")
    assert tense_at(tokens, 3, 4) == Cue("future", weak=True)


def test_no_verb_tells_nothing() -> None:
    assert tense("Doors: Friday") is None


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("She was hired in November.", True),
        ("The firm said in November it grew.", False),
        ("The offer was extended to November.", False),
    ],
)
def test_a_verb_right_before_is_sure_unless_it_reports(text: str, sure: bool) -> None:
    tokens = tokens_of(text)
    index = next(i for i, token in enumerate(tokens) if token.kind == "month")
    assert tense_at(tokens, index, index + 1).sure is sure


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("It began Friday.", True),
        ("It ended in Orvale on Friday.", True),
        ("They called for a vote on Friday.", False),
        ("He said Friday that he left.", False),
        ("It was moved to Friday.", False),
    ],
)
def test_only_the_date_of_the_verb_itself_is_done(text: str, done: bool) -> None:
    tokens = tokens_of(text)
    index = next(i for i, token in enumerate(tokens) if token.kind == "weekday")
    assert tense_at(tokens, index, index + 1).done is done
