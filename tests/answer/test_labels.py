from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.labels import find_label, find_turns
from assistant.answer.quotations import mask_quotations

TALK = (
    "BROOK: The dam will hold. It is new.\n\nAnd it is strong.\n\n"
    "HILL: Is it?\n\nBROOK (laughing): Yes. HILL: No.\n\nThe talk ended at noon."
)
SAYINGS = (
    "“We hold. We have held for years.” ― Ada Brook, engineer\n\n"
    '"We leak." -- Tom Hill\n\nThe dam stands at Tolby — Brook runs it.'
)


def who(text: str, words: str) -> str | None:
    position = text.index(words)
    found = [turn for turn in find_turns(text) if turn.scope[0] <= position < turn.scope[1]]
    return found[0].name if found else None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The dam will", "BROOK"),
        ("It is new", "BROOK"),
        ("And it is strong", "BROOK"),
        ("Is it?", "HILL"),
        ("Yes.", "BROOK"),
        ("No.", "HILL"),
        ("The talk ended", None),
    ],
)
def test_the_turns_of_a_talk(words: str, name: str | None) -> None:
    assert who(TALK, words) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("We hold", "Ada Brook"),
        ("We have held", "Ada Brook"),
        ("We leak", "Tom Hill"),
        ("The dam stands", None),
    ],
)
def test_signed_quotations(words: str, name: str | None) -> None:
    assert who(SAYINGS, words) == name


def test_a_quoted_turn_goes_on_in_quoted_paragraphs() -> None:
    text = '"BROOK: We hold.\n\n"HILL: Do we?\n\n"BROOK: We do.\n\n"For years."\n\nIt rained.'
    assert who(text, "For years") == "BROOK"
    assert who(text, "It rained") is None


@pytest.mark.parametrize(
    "text",
    [
        # Headings, each of them once.
        "ADA BROOK: She runs the dam.\n\nTOM HILL: He runs the mill.",
        "WHEN: Noon.\n\nWHERE: Tolby.\n\nWHEN: Midnight.",
        "NOTE: The dam is closed. NOTE: The mill too.",
    ],
)
def test_headings_are_no_turns(text: str) -> None:
    assert find_turns(text) == ()


LABELS = [
    ("Ada Brook: “We hold.” Ada Brook runs it.", "Ada Brook"),
    ("Ada Brook: Dam Will Hold\n\nThe dam will hold, Brook said.", "Ada Brook"),
    ("Brook on Dams: They Will Hold\n\nThe dam will hold, said Ada Brook.", "Brook"),
    ("Poll: Most of Them Sleep Badly", "Poll"),
    ("Police: Two hurt in fire", "Police"),
    # Nobody of that name speaks.
    ("Tolby Dam: A History\n\nThe dam was built in 1901.", None),
    ("Update: Dam Will Hold\n\nUpdate said so.", None),
    ("Coming Soon: “The Dam.” Coming Soon is a list.", None),
]


@pytest.mark.parametrize(("text", "name"), LABELS)
def test_labels_of_a_sentence(text: str, name: str | None) -> None:
    masked = mask_quotations(text)
    label = find_label(masked, 0, masked.find("\n") if "\n" in masked else len(masked))
    assert (label.name if label else None) == name
    if label:
        assert text[label.start : label.end] == label.name


@given(st.text(alphabet='AB b.:“”"—―\n()', max_size=80))
def test_labels_are_slices_and_their_scopes_lie_in_the_text(text: str) -> None:
    for turn in find_turns(text):
        assert text[turn.start : turn.end] == turn.name
        assert 0 <= turn.scope[0] <= turn.scope[1] <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Denver: A man hit two guards on a train. Denver said nothing.",
        # No known place, but told of as one.
        "Tolby: A man hit two guards on a train in Tolby. Tolby said nothing.",
        "Tolby: A man hit two guards. Tolby said nothing of what Tolby police found.",
        # A round-up of which one place is known.
        "Tolby: A man hit a guard. Tolby said nothing.\n\nDenver: Rain fell.",
        "Weather: Rain falls until Monday. Weather said so.",
    ],
)
def test_a_place_or_subject_at_the_beginning_speaks_not(text: str) -> None:
    assert find_label(text, 0, text.index(".") + 1) is None


def test_a_person_at_the_beginning_speaks() -> None:
    text = "Brook: The dam will hold. It rained in Tolby, Brook said."
    label = find_label(text, 0, text.index(".") + 1)
    assert label is not None and label.name == "Brook"


def test_places_have_no_turns() -> None:
    text = "DENVER: Rain fell.\n\nTOLBY: A man left.\n\nDENVER: It snowed."
    assert find_turns(text) == ()
