from __future__ import annotations

import pytest

from assistant.answer.asked_event import AskedEvent, asked_event, verb_stem
from assistant.answer.names import find_names
from assistant.answer.told_event import exchanged, unrealised


def event(question: str) -> AskedEvent | None:
    return asked_event(question, find_names(question))


def roles(question: str) -> dict[str, str]:
    found = event(question)
    assert found is not None
    return {" ".join(sorted(name)): role for name, role in found.roles}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("When did Venn sue Tolby?", {"venn": "doer", "tolbi": "target"}),
        ("Why had President Venn finally left?", {"venn": "doer"}),
        ("When was Marta Venn accused by Tolby?", {"marta venn": "target", "tolbi": "doer"}),
        ("Who replaced Venn?", {"venn": "target"}),
        ("Which lawyer was accused by Venn?", {"venn": "doer"}),
        ("When did Venn meet Tolby?", {}),
        (
            "When did Venn and the former mayor Brook sue Tolby?",
            {"venn": "doer", "brook": "doer", "tolbi": "target"},
        ),
    ],
)
def test_who_does_what(question: str, told: dict[str, str]) -> None:
    assert roles(question) == told


@pytest.mark.parametrize(
    "question",
    [
        "When will Venn visit Tolby?",
        "When was Venn expected to visit Tolby?",
        "Why did Venn refuse to meet Tolby?",
        "Who plans to replace Venn?",
        "What is Venn's plan?",
        "Where does Venn live?",
        "",
    ],
)
def test_plans_refusals_and_the_present_are_no_events(question: str) -> None:
    assert event(question) is None


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("When did Venn visit Tolby?", "Venn is expected to visit Tolby in May."),
        ("When did Venn visit Tolby?", "A visit to Tolby was called off on Friday."),
        ("When did Venn visit Tolby?", "Venn spoke of a planned visit to Tolby."),
        ("When did Venn meet Brook?", "Venn and Brook did not meet in 2019."),
        ("When did Venn meet Brook?", "Venn would also have met Brook on Friday."),
        ("When did Venn sell the mill?", "Venn might soon sell the mill."),
        ("Who was sued by Venn?", "Venn threatened to sue the town."),
        ("Where did Venn and Brook meet?", "Venn and Brook never met."),
        ("When did Venn visit Tolby?", "Venn plans a visit to Tolby."),
        ("When did Venn visit Tolby?", "Nobody knew whether the mayor visited Tolby."),
        ("When did Venn visit Tolby?", "Venn denied having visited Tolby."),
    ],
)
def test_a_plan_a_chance_or_a_denial_is_no_fact(question: str, sentence: str) -> None:
    asked = event(question)
    assert asked is not None
    assert unrealised(asked, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("When did Venn visit Tolby?", "Venn visited Tolby in May and will return."),
        ("When did Venn visit Tolby?", "Venn, who did not speak, visited Tolby."),
        ("When did Venn announce her retirement?", "Venn announced that she would retire."),
        ("When did Venn meet Brook?", "They would not say why they met on Friday."),
        ("When did Venn sell the mill?", "The mill is expected to close."),
    ],
)
def test_what_happened_is_a_fact(question: str, sentence: str) -> None:
    asked = event(question)
    assert asked is not None
    assert not unrealised(asked, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who replaced Venn?", "Marta Venn replaced Ada Brook as mayor."),
        ("Who was accused by Venn?", "Venn was accused of theft by the council."),
        ("Who was accused by Venn?", "The council has accused the former mayor Venn of theft."),
        ("When did Venn sue Tolby?", "Tolby sued Venn in May."),
        ("When did Venn sue Tolby?", "Venn was sued by the town in May."),
        ("Why did Venn blame Tolby?", "It was Venn, whom Tolby has repeatedly blamed for it."),
    ],
)
def test_the_sides_are_exchanged(question: str, sentence: str) -> None:
    asked = event(question)
    assert asked is not None
    assert exchanged(asked, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who replaced Venn?", "Ada Brook replaced Venn as mayor."),
        ("Who replaced Venn?", "Venn was replaced by Ada Brook."),
        ("Who was accused by Venn?", "The council was accused of theft by Venn."),
        ("When did Venn sue Tolby?", "Venn, who sued Tolby in May, has left."),
        ("When did Venn sue Tolby?", "The town of Tolby was sued on Friday."),
        ("Who sued Venn?", "Venn, who sued Tolby in 2019, was sued by Brook."),
        ("Who sued Venn?", "Brook sued Venn after Venn sued Tolby."),
        ("When did Venn meet Tolby?", "Tolby met Venn in May."),
        ("When did Venn sue Tolby?", "Brook told Venn that nobody would sue."),
        ("When did Venn leave?", ""),
    ],
)
def test_the_sides_are_as_asked_or_not_told(question: str, sentence: str) -> None:
    asked = event(question)
    assert asked is not None
    assert not exchanged(asked, sentence)


def test_the_forms_of_a_verb_have_one_stem() -> None:
    assert {verb_stem(form) for form in ("meet", "Met", "meets", "meeting")} == {"meet"}
    assert {verb_stem(form) for form in ("sue", "sued", "suing")} == {"sue"}
    assert verb_stem("visit") == verb_stem("visited") != verb_stem("visa")
