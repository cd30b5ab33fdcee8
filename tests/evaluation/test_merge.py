from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.marked import Marked
from assistant.evaluation.questions import parse_eval_question, parse_eval_questions, unknown_fields
from assistant.models import Article, Quote

REPORT = Article("a1", "The mill burned. Ada Brook owned it. She wept.", "Fire")
OTHER = Article("a2", "Its owner, Ada Brook, wept.", "Tears")
RIGHT = (REPORT.text.index("Ada"), REPORT.text.index(" She"))
BURNED = (0, REPORT.text.index(" Ada"))


def line(**fields: Any) -> str:
    return json.dumps({"question": "Who owned the mill?", **fields})


def says_right(span: tuple[int, int] = RIGHT, article: str = "a1", **fields: Any) -> str:
    return line(articles=[article], gold=[span], **fields)


def says_wrong(span: tuple[int, int] = RIGHT, article: str = "a1") -> str:
    return line(articles=[article], wrong=[span])


NOTHING = line(unanswerable=True)


def merged(*lines: str) -> Any:
    [question] = parse_eval_questions("\n".join(lines))
    return question


def quote(report: Article, span: tuple[int, int]) -> Quote:
    return Quote(report, *span, report.text[slice(*span)], 0.5)


def test_lines_about_one_question_are_joined() -> None:
    question = merged(
        says_right(answers=["Ada Brook"]), says_wrong(BURNED), says_right((0, 20), "a2")
    )
    assert question.answers == ("Ada Brook",)
    assert question.articles == ("a1", "a2")
    assert question.gold == (Marked(("a1",), *RIGHT), Marked(("a2",), 0, 20))
    assert question.wrong == (Marked(("a1",), *BURNED),)
    assert question.is_answered_by(quote(REPORT, RIGHT))
    assert not question.is_answered_by(quote(REPORT, BURNED))
    # The same offsets in another article are another slice.
    assert question.is_answered_by(quote(OTHER, (0, 12)))


def test_the_last_word_about_a_slice_holds() -> None:
    taken_back = merged(says_right(answers=["Ada Brook"]), says_wrong())
    assert not taken_back.answerable
    assert not taken_back.decided
    assert taken_back.is_marked_wrong(quote(REPORT, RIGHT))
    given_back = merged(says_right(), says_wrong(), says_right())
    assert given_back.wrong == ()
    assert given_back.is_answered_by(quote(REPORT, RIGHT))


def test_a_line_keeps_what_was_not_judged_anew() -> None:
    both = line(articles=["a1"], gold=[RIGHT, BURNED], answers=["Ada Brook"])
    question = merged(both, says_wrong(BURNED))
    assert question.gold == (Marked(("a1",), *RIGHT),)
    assert question.answers == ("Ada Brook",)


def test_the_last_word_on_whether_there_is_an_answer_holds() -> None:
    none = merged(says_right(answers=["Ada Brook"]), says_wrong(BURNED), NOTHING)
    assert (none.answerable, none.unanswerable, none.decided) == (False, True, True)
    assert none.articles == ()
    some = merged(NOTHING, says_right())
    assert (some.answerable, some.unanswerable) == (True, False)


def test_a_wrong_slice_says_nothing_about_the_rest() -> None:
    question = merged(says_wrong(), says_wrong(BURNED))
    assert not question.answerable
    assert not question.unanswerable
    assert not question.decided
    assert not question.is_answered_by(quote(REPORT, RIGHT))
    assert not question.is_marked_wrong(quote(OTHER, (0, 12)))


def test_a_wrong_slice_does_not_shake_that_there_is_no_answer() -> None:
    for question in (merged(NOTHING, says_wrong()), merged(says_wrong(), NOTHING)):
        assert (question.unanswerable, question.decided) == (True, True)


@pytest.mark.parametrize(
    "other",
    [{"id": "b"}, {"asked": "2020-01-01"}, {"since": "2020-01-01"}, {"source": ["Post"]},
     {"language": ["en"]}, {"history": ["Who burned it?"]}, {"question": "who owned the mill?"}],
)  # fmt: skip
def test_what_is_asked_otherwise_is_another_question(other: dict[str, Any]) -> None:
    assert len(parse_eval_questions(f"{says_right()}\n{line(**other)}")) == 2


def test_questions_stay_in_the_order_of_their_first_lines() -> None:
    lines = [line(id=name, answers=["Ada"]) for name in "abab"]
    assert [one.record.id for one in parse_eval_questions("\n".join(lines))] == ["a", "b"]


def test_fields_that_mean_nothing_are_counted_by_the_line() -> None:
    assert unknown_fields([merged(line(anwsers=[]), line(anwsers=["Ada"]))]) == [("anwsers", 2)]


SLICES = st.sampled_from([RIGHT, BURNED, (3, 9)])
VERDICTS = st.lists(
    st.builds(says_right, SLICES) | st.builds(says_wrong, SLICES) | st.just(NOTHING),
    min_size=1, max_size=8,
)  # fmt: skip


@given(VERDICTS)
def test_nothing_is_both_right_and_wrong(lines: list[str]) -> None:
    question = merged(*lines)
    assert set(question.gold).isdisjoint(question.wrong)
    assert not (question.answerable and question.unanswerable)
    last = parse_eval_question(lines[-1])
    assert set(last.gold) <= set(question.gold)
    assert set(last.wrong) <= set(question.wrong)
    assert question.unanswerable or not last.unanswerable
