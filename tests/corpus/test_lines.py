from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.lines import split_lines


@given(st.text())
def test_lines_are_slices_in_order(text: str) -> None:
    last = 0
    for line in split_lines(text):
        assert text[line.start : line.end] == line.text
        assert line.text == line.text.strip() != ""
        assert line.start >= last
        last = line.end


def test_bullets_and_gaps_are_told() -> None:
    lines = split_lines("Head\n\n  • One\n  • Two\nThree\r\n\r\nFour")
    assert [(line.text, line.bullet, line.gap) for line in lines] == [
        ("Head", False, False),
        ("One", True, True),
        ("Two", True, False),
        ("Three", False, False),
        ("Four", False, True),
    ]


def test_hard_wrapped_paragraph_is_one_line() -> None:
    text = (
        "The envoys, who had come by train from the border in the\n"
        "early morning, spoke for two hours with the minister and\n"
        "his aides before they left again for the station, and\n"
        "agreed on little."
    )
    assert [line.text for line in split_lines("Head\n\n" + text)] == ["Head", text]


def test_paragraphs_on_lines_of_their_own_stay_apart() -> None:
    text = "The envoys spoke for two hours on Monday morning.\n" * 4
    assert len(split_lines(text)) == 4
