from __future__ import annotations

import pytest

from assistant.answer.kinds import question_kind, ruled_kind

KINDS = [
    ("when did Kim visit China", "when"),
    ("In which year did the war end?", "when"),
    ("And when did he leave?", "when"),
    ("date of the Hanoi meeting", "when"),
    ("start of the lunar year", "when"),
    ("Who met Putin?", "who"),
    ("Which singer cancelled the tour?", "who"),
    ("winner of the regatta", "who"),
    ("Where was the treaty signed?", "where"),
    ("What city hosted the talks?", "where"),
    ("At which old hotel did the delegates stay?", "where"),
    ("Which club did the striker join?", "what"),
    ("How many loaves were sold?", "how_many"),
    ("How much did the bridge cost?", "how_many"),
    ("What did repairing the bridge cost the town?", "how_many"),
    ("What was the final tally in the council?", "how_many"),
    ("What percentage of voters stayed home?", "how_many"),
    ("Why did Trump cancel the meeting?", "why"),
    ("What caused the fire?", "why"),
    ("reasons for the delay", "why"),
    ("How did they cross the border?", "how"),
    ("Did Xi visit Pyongyang?", "yes_no"),
    ("Hasn't the ferry left?", "yes_no"),
    ("What did the bakery sell?", "what"),
    ("¿What is GSOMIA?", "what"),
    ("Kim Jong-un", "what"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind(text: str, kind: str) -> None:
    assert question_kind(text) == kind


def test_the_question_behind_a_statement_decides() -> None:
    assert question_kind("Some ask who pays. How did the harbour freeze?") == "how"


def test_no_rule_for_a_bare_name() -> None:
    assert ruled_kind("Kim Jong-un") is None
