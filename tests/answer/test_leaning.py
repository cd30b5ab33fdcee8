from __future__ import annotations

import pytest

from assistant.answer.leaning import (
    is_furniture,
    is_page_mark,
    leads_on,
    leans_back,
    name_spans,
    speaker_side,
)

MARKS = [
    "May 2, 2024 Updated May 3, 2024, 7:50 p.m. ET",
    "March 17, 2026, 5:28 p.m. ET",
    "Sharp words:How the quarrel over the bridge began",
    "Read more: Marta Venn on the mill",
    "Sign up for the Orvale newsletter and follow her on the river.",
    "Marta Venn",
    "Special to The Orvale Echo",
    "Tolby (OP) —",
    "The old mill at Tolby in 2010 (Image credit: Ada Brill via the Orvale Post)",
    "JUST WATCHED New pictures show the flood in Orvale Replay More Videos",
    "Hide Caption 3 of 20 Photos: The flood in Orvale",
    "Follow here for the latest news from Orvale on Friday.",
    "D. New Tolby",
]
REPORTING = [
    "On May 2, 2024, the Orvale bridge was closed to lorries for good.",
    "Marta Venn shared the prize with her brother on Friday.",
    "The mayor had one answer: No bridge will be built in Tolby this year or next.",
    "Marta Venn won.",
    "The network lost 200,000 subscribers in April, Vell said.",
    "A. Brill will follow Marta Venn.",
]


@pytest.mark.parametrize("line", MARKS)
def test_links_invitations_and_stamps_are_page_marks(line: str) -> None:
    assert is_page_mark(line) and is_furniture(line)


@pytest.mark.parametrize("line", REPORTING)
def test_reporting_is_no_page_mark(line: str) -> None:
    assert not is_page_mark(line)


def test_headings_and_questions_lead_on() -> None:
    assert leads_on("Where the mill stands") and leads_on("What comes next?")
    assert not leads_on("The mill stands by the river.")


def test_names_are_capitalised_words_but_no_days_or_first_words() -> None:
    text = "Yesterday the Orvale mill of Marta Venn closed on Friday."
    assert [text[start:end] for start, end in name_spans(text)] == ["Orvale", "Marta", "Venn"]


def test_it_leans_back_unless_something_before_it_is_meant() -> None:
    assert leans_back("In its report, it named nobody.", "", named_first=False)
    assert not leans_back("The ferry lost its anchor near Tolby.", "", named_first=False)


def test_a_described_thing_with_its_name_stands_alone() -> None:
    assert leans_back("The company has sold flour since 1961.", "", named_first=False)
    assert not leans_back("The company Brankov Steel sells rails.", "", named_first=False)


def test_the_side_of_the_speaker() -> None:
    assert speaker_side("“We closed the gates.", "") == "after"
    assert speaker_side("“We closed the gates.”", "") == "before"
    assert speaker_side("“We closed the gates,” said Marta Venn.", "") is None
    assert speaker_side("They stay closed.", "“We closed the gates. ") == "after"
    assert speaker_side("Marta Venn closed the gates.", "") is None
