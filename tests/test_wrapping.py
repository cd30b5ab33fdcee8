from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.wrapping import unwrapped

WIRE = (
    "The mill of Orvale was sold on Friday to a baker of\n"
    "Tolby, who will open it again in May, the mayor said in\n"
    "a letter.\n\n"
    "Snow fell."
)


def test_the_lines_of_a_paragraph_become_one_and_paragraphs_stay() -> None:
    assert unwrapped(WIRE, 0, len(WIRE)) == (
        "The mill of Orvale was sold on Friday to a baker of Tolby, who will open it again in May, "
        "the mayor said in a letter.\n\nSnow fell."
    )


def test_a_slice_from_the_middle_of_a_line_is_read_with_its_paragraph() -> None:
    start = WIRE.index("baker of")
    assert unwrapped(WIRE, start, start + 14) == "baker of Tolby"


def test_lines_of_a_list_stay() -> None:
    listed = "Open this week in Orvale and in Tolby:\n- the mill of Ada Brook\n- the boat house"
    assert unwrapped(listed, 0, len(listed)) == listed
    short = "Best loaf: Ada Brook\nBest roll: Jon Pell"
    assert unwrapped(short, 0, len(short)) == short


@given(st.text("aB .\n-1", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_only_line_breaks_change_and_offsets_hold(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    shown = unwrapped(text, start, end)
    assert len(shown) == end - start
    for before, after in zip(text[start:end], shown, strict=True):
        assert before == after or (before, after) == ("\n", " ")
