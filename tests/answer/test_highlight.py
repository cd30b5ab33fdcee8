from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.highlight import highlight, repeats_question
from assistant.models import QuestionKind

KINDS: tuple[QuestionKind, ...] = get_args(QuestionKind)


def trimmed(kind: QuestionKind, text: str, marked: str) -> str:
    start = text.index(marked)
    first, last = highlight(kind, text, (start, start + len(marked)), (0, len(text)))
    return text[first:last]


@pytest.mark.parametrize(
    ("kind", "text", "marked", "kept"),
    [
        (
            "who",
            "The baker, who worked at Venn's mill, left.",
            "The baker, who worked",
            "The baker",
        ),
        ("who", "So says Mayor Jo Venn's office.", "Venn's", "Jo Venn"),
        ("who", "It was run by Marta Venn of Tolby.", "by Marta Venn of", "Marta Venn"),
        ("who", "Yes, wrote Maj. Gen. Gordon Hill.", "Hill", "Gordon Hill"),
        ("who", "Orvale Steel boss Ada Brook left.", "Orvale Steel", "Orvale Steel"),
        ("who", "Since Venn came, all is well.", "Venn", "Venn"),
        ("who", "Tolby's Brook won.", "Brook", "Brook"),
        ("what", "It sold “the old mill” with Jo.", "the old mill” with", "the old mill"),
        ("what", "They bought Orvale Steel and left.", "Orvale Steel and", "Orvale Steel"),
        ("where", "It stands in North Tolby, too.", "in North Tolby,", "in North Tolby"),
        ("why", "It shut because of rain, and he left.", "because of rain, and", "because of rain"),
        ("how_many", "It took 40 (or more) days.", "40 (or", "40"),
    ],
)
def test_the_edges_of_an_answer_are_whole(
    kind: QuestionKind, text: str, marked: str, kept: str
) -> None:
    assert trimmed(kind, text, marked) == kept


def test_a_long_answer_to_who_is_the_one_name_in_it() -> None:
    text = "It was the old baker of the mill, Marta Venn, that they all came for."
    assert trimmed("who", text, text[7:-1]) == "Marta Venn"


def test_several_names_are_all_kept() -> None:
    text = "They were Marta Venn of the old mill, Jo Hill and Ada Brook of Tolby."
    marked = "Marta Venn of the old mill, Jo Hill and Ada Brook"
    assert trimmed("who", text, marked) == marked


def test_the_stop_of_a_sentence_goes_and_that_of_an_abbreviation_stays() -> None:
    assert trimmed("who", "It was Marta Venn.", "Marta Venn.") == "Marta Venn"
    assert trimmed("who", "It was Jo Venn Jr.", "Jo Venn Jr.") == "Jo Venn Jr."


def test_words_of_the_question_answer_it_only_with_another() -> None:
    asked = ("who", "hit", "venn")
    assert repeats_question("who", "Venn", asked)
    assert not repeats_question("who", "Ada Venn", asked)
    assert not repeats_question("who", "the", asked)
    assert not repeats_question("when", "Venn", asked)


def test_what_has_no_other_word_stays() -> None:
    assert trimmed("what", "It is for and by.", "for and by") == "for and by"


@given(st.text("Ab ,.(“”\"'", min_size=1, max_size=40), st.data(), st.sampled_from(KINDS))
def test_a_highlight_is_never_empty_nor_outside(
    text: str, data: st.DataObject, kind: QuestionKind
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = highlight(kind, text, (start, end), (0, len(text)))
    assert 0 <= first < last <= len(text)
