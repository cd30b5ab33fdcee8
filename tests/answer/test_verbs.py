from __future__ import annotations

import pytest

from assistant.answer.quotations import QUOTED
from assistant.answer.verbs import VERBS, Verb, attributes, inverts


@pytest.mark.parametrize(
    ("form", "base", "kind"),
    [
        ("said", "say", "finite"),
        ("says", "say", "finite"),
        ("say", "say", "base"),
        ("saying", "say", "ing"),
        ("denied", "deny", "finite"),
        ("denies", "deny", "finite"),
        ("admitted", "admit", "finite"),
        ("slammed", "slam", "finite"),
        ("writing", "write", "ing"),
        ("written", "write", "finite"),
        ("wrote", "write", "finite"),
        ("reaches", None, None),
        ("thought", "think", "finite"),
        ("criticizes", "criticize", "finite"),
        ("agreed", "agree", "finite"),
        ("urging", "urge", "ing"),
    ],
)
def test_forms(form: str, base: str | None, kind: str | None) -> None:
    verb = VERBS.get(form)
    assert (verb.base if verb else None, verb.form if verb else None) == (base, kind)


@pytest.mark.parametrize(
    ("base", "before", "after", "expected"),
    [
        ("say", "", " the dam holds.", True),
        ("say", "", " nothing.", False),
        ("add", "", " two goals.", False),
        ("add", "", " on Monday that it holds.", True),
        ("add", f"{QUOTED * 9} ", ".", True),
        ("add", "The dam holds, ", " on Monday.", True),
        ("add", "On Monday, ", " two goals.", False),
        ("accuse", "", " Hill of fraud.", True),
        ("accuse", "", " of fraud, left.", False),
        ("claim", "", " the title.", False),
        ("claim", "", " the dam holds.", True),
        ("hope", "", " to play.", False),
        ("hope", "", " the dam holds.", True),
        ("learn", "The dam leaks, ", ".", True),
        ("learn", "", " how to ski.", False),
    ],
)
def test_what_a_verb_attributes(base: str, before: str, after: str, expected: bool) -> None:
    assert attributes(Verb(base, "finite"), before, after) is expected


def test_which_forms_stand_before_their_subject() -> None:
    assert inverts(VERBS["said"]) and inverts(VERBS["say"]) and inverts(VERBS["wrote"])
    assert not any(inverts(VERBS[form]) for form in ("told", "saying", "write", "described"))
