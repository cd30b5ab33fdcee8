from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.quotations import QUOTED, find_quotations, mask_quotations


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Go,” she said. “Now.”", ["“Go,”", "“Now.”"]),
        ('"Go," she said. "Now."', ['"Go,"', '"Now."']),
        ("‘Go,’ she said.", ["‘Go,’"]),
        ("'Go,' she said.", ["'Go,'"]),
        ("„Geh“, sagte sie.", []),
        ("«Va», dit-elle.", ["«Va»"]),
        ("“He said ‘go’ and left.”", ["“He said ‘go’ and left.”"]),
        ("The dam’s gate and the workers’ union didn’t hold.", []),
        ("Rock 'n' roll in the '90s.", []),
        ("“It is old,’’ she said.", ["“It is old,’’"]),
        ('A 6" pipe burst.', []),
        # A paragraph that is not closed goes on with the next.
        ("“One.\n\n“Two.” Three.", ["“One.", "“Two.”"]),
        ("“One.\n\nTwo.", []),
        # Curly marks inside straight ones, a closing mark of the wrong shape, a nickname.
        ('"She read: “Go.” Then she left."', ['"She read: “Go.” Then she left."']),
        ("“It rose 5 percent.“ She left.", ["“It rose 5 percent.“"]),
        ('Ada "Addie" Brook said "no."', ['"no."']),
        ('She sang "Home" Sunday.', ['"Home"']),
        # Lines that each open their own.
        ("“One.\n“Two,” she said.", ["“One.", "“Two,”"]),
        # A stray mark loses its own quotation only.
        ('He said "no. Then "Yes," she said.', ['"Yes,"']),
    ],
)
def test_quotations_are_found_with_their_marks(text: str, found: list[str]) -> None:
    assert quoted(text) == found


@given(st.text(alphabet="ab .,\n“”\"‘’'«»„s"))
def test_quotations_do_not_overlap_and_the_mask_keeps_offsets(text: str) -> None:
    spans = find_quotations(text)
    masked = mask_quotations(text)
    assert len(masked) == len(text)
    position = 0
    for start, end in spans:
        assert position <= start < end
        assert masked[position:start] == text[position:start]
        assert set(masked[start:end]) == {QUOTED}
        position = end
    assert masked[position:] == text[position:]
