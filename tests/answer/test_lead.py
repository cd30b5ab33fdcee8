from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.lead import told_from

TOLD = "The mayor of Tolby left early."
LEADS = [
    "SEOUL, South Korea (AP) — ",
    "TOLBY, March 8 (Harbour Wire) -- ",
    "ORVALE – ",
    "Orvale (OP) — ",
    "ORVALE/TOLBY, Feb 3 (Reuters) - ",
    "(CNN) ",
    "Ad Feedback 02:07 ",
    "Video Ad Feedback What the mayor said 00:59 - Source: CNN ",
    "Now playing 01:20 ",
    "” ",
    '" ',
    '," he added. ',
    "” she said. ",
    "AI-generated summary ",
    "Show Caption Hide Caption ",
    "Key Takeaways ",
    "Listen to this story · 4:32 min ",
    "Article content ORVALE — ",
    "Story continues below advertisement ",
    "5 min read ",
]
WITHOUT = [
    "“We go,” said the mayor of Tolby.",
    '"We go," said the mayor of Tolby.',
    "NATO - the alliance of thirty states - met in Tolby.",
    "U.S.-led troops left Tolby on Friday.",
    "'Tis the season in Tolby, the mayor said.",
    "What happened in Tolby is not known.",
    "A 10:15 train to Tolby was late.",
    "Key points of the plan were dropped by the mayor of Tolby.",
    "Listen to this story and you will know why Tolby is quiet.",
]


@pytest.mark.parametrize("lead", LEADS)
def test_what_stands_before_the_telling_is_left_out(lead: str) -> None:
    text = f"{lead}{TOLD}"
    assert text[told_from(text, 0, len(text)) :] == TOLD


@pytest.mark.parametrize("text", WITHOUT)
def test_a_sentence_without_a_lead_is_whole(text: str) -> None:
    assert told_from(text, 0, len(text)) == 0


@pytest.mark.parametrize(
    ("before", "text", "told"),
    [
        ("Deaths: Nine", "Nine What happened: A ferry and a barge met off Orvale.", "A ferry"),
        ("Place: Lake Tolby", "Lake Tolby Season: from May until the first frost", "Season"),
        ("The mayor of Orvale", "The mayor of Tolby left early.", "The mayor of Tolby"),
    ],
)
def test_what_a_list_says_twice_is_left_out(before: str, text: str, told: str) -> None:
    whole = f"{before}\n\n{text}"
    start = len(before) + 2
    assert whole[told_from(whole, start, len(whole)) :].startswith(told)


def test_a_lead_with_too_little_behind_it_stays() -> None:
    assert told_from("ORVALE — Rain fell.", 0, 19) == 0


@given(st.text("AB .,\"”'()—-:1a\n", max_size=60), st.integers(0, 20))
def test_the_telling_lies_in_the_slice(text: str, start: int) -> None:
    start = min(start, len(text))
    assert start <= told_from(text, start, len(text)) <= len(text)


@pytest.mark.parametrize(
    "label", ["AI-assisted summary", "Show Caption Hide Caption", "Key points"]
)
def test_a_label_of_the_page_is_left_out(label: str) -> None:
    text = f"{label} The mill of Tolby burned on Monday."
    assert text[told_from(text, 0, len(text)) :] == "The mill of Tolby burned on Monday."
    small = "Key points of the plan were read on Monday."
    assert told_from(small, 0, len(small)) == 0
