from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer.names import find_names
from assistant.answer.question import understand
from assistant.answer.small_names import read_names
from assistant.known_names import name_key
from tests.answer.known import known_from

KNOWN = known_from(
    "On Friday the senator Marta Venn met Bo Jae-won of the NBA at the Orvale County Fair.",
    "The mayor said that Venn and Bo Jae-won will fly to Tolby with Theresa May and Will Brook.",
    "It is fair to say that the county will as ever turn to us, and may rose be a rose for all.",
    "She said the U.S. Senate, the WHO and the “As Long As It Takes” fund of Guntánamo met them.",
    "They saw Rose Turkel eat turkey there, and in the high school of the town that Rose is from.",
    "He told the O’Hara family that as long as it takes the ferry stays shut, and so on.",
    "Who may go? The who is who of the town may, as the mayor told Turkel, the Orvale News and us.",
)

READ = [
    ("when did marta venn resign", "when did Marta Venn resign"),
    ("why was venn at the orvale county fair", "why was Venn at the Orvale County Fair"),
    ("is it a fair in the county", "is it a fair in the county"),
    ("where is bo jae-won", "where is Bo Jae-won"),
    ("where is bo jae won now", "where is Bo Jae-won now"),
    ("who is ohara", "who is O’Hara"),
    ("guntanamo fund", "Guntánamo fund"),
    ("who spoke to us about the nba", "who spoke to us about the NBA"),
    ("how will the us senate vote", "how will the U.S. Senate vote"),
    ("when will brook fly", "when will Brook fly"),
    ("did will brook fly", "did Will Brook fly"),
    ("what did theresa may do in may 2019", "what did Theresa May do in may 2019"),
    ("who may go as the who is", "who may go as the who is"),
    ("what is turkels plan", "what is Turkel's plan"),
    ("WHEN DID MARTA VENN RESIGN", "when did Marta Venn resign"),
    ("When Did Marta Venn Leave The Fair", "when did Marta Venn leave the fair"),
    ("why did fooson visit tolby", "why did Fooson visit Tolby"),
    ("why did ferry visit tolby", "why did ferry visit Tolby"),
    ("when did kim visit china", "when did Kim visit China"),
]


@pytest.mark.parametrize(("typed", "read"), READ)
def test_names_typed_small(typed: str, read: str) -> None:
    assert read_names(typed, KNOWN).text == read


def test_a_question_with_capitals_keeps_its_small_words_but_for_sure_names() -> None:
    often = known_from(*["The mayor told the Orvale News that Venn met Rose and ate a rose."] * 4)
    read = read_names("Did Rose see a rose or venn?", often)
    assert read.text == "Did Rose see a rose or Venn?"
    rarely = known_from("The mayor told the Orvale News that Venn met Rose and ate a rose.")
    assert read_names("Did Rose see venn?", rarely).text == "Did Rose see venn?"


def test_a_known_name_is_one_at_the_beginning_of_a_sentence_too() -> None:
    for typed in ("venn resigned when", "Venn resigned when?"):
        assert [n.text for n in understand(typed, known=KNOWN).named] == ["Venn"]
    assert understand("Ferries sail when?", known=KNOWN).named == ()


def test_the_interpretation_says_what_was_read() -> None:
    question = understand("who fired marta ven", known=KNOWN)
    shown = understand("who fired marta venn", known=KNOWN).interpretation()
    assert shown.query == "who fired Marta Venn"
    assert shown.names == ("Marta Venn",)
    assert question.text == "who fired marta ven"


def test_earlier_questions_are_read_so_too() -> None:
    question = understand("where was she born", ["when did marta venn resign"], known=KNOWN)
    assert question.query == "where was Marta Venn born"


PARTS = st.sampled_from(
    ["venn", "Marta", "the", "us", "’s", "-", "rose", "may", "won", "jae", ". "]
)


@settings(deadline=None)
@given(st.text(max_size=60) | st.lists(PARTS, max_size=9).map(" ".join))
def test_reading_changes_no_word(text: str) -> None:
    read = read_names(text, KNOWN)
    assert name_key(read.text).replace(" ", "") == name_key(text.lower()).replace(" ", "")
    assert find_names(read.text, read.first) is not None
