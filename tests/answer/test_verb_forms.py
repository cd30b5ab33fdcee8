from __future__ import annotations

from assistant.answer.verb_forms import verb_stem


def test_the_forms_of_a_verb_have_one_stem() -> None:
    assert {verb_stem(form) for form in ("meet", "Met", "meets", "meeting")} == {"meet"}
    assert {verb_stem(form) for form in ("sue", "sued", "suing")} == {"sue"}
    assert verb_stem("visit") == verb_stem("visited") != verb_stem("visa")
