from __future__ import annotations

import pytest

from assistant.answer.ellipsis import acted, complete, counted

KIM = "when did Kim visit China"


@pytest.mark.parametrize(
    ("asked", "earlier", "whole"),
    [
        ("and to Russia?", KIM, "when did Kim visit Russia"),
        ("what about Moon?", "Where did Trump meet Kim Jong-un?", "Where did Trump meet Moon?"),
        ("and Ada Brook?", "How old is Tom Hill?", "How old is Ada Brook?"),
        ("and in Oslo?", "Who sang at the opening?", "Who sang at the opening in Oslo?"),
        ("and in 2019?", "How many sailed in 2018?", "How many sailed in 2019?"),
        ("in 2019?", "How many ferries sailed?", "How many ferries sailed in 2019?"),
        ("how many times?", KIM, "how many times did Kim visit China?"),
        ("when was that?", "Did Kim visit China?", "when did Kim visit China?"),
        ("what about 2019?", "Who won the race in 2018?", "Who won the race in 2019?"),
        ("and the Senate?", "Who spoke in the House?", "Who spoke in the Senate?"),
        ("and why?", "Which ferry did they sell?", "why did they sell the ferry?"),
        ("who else?", "Who attended the summit?", "Who else attended the summit?"),
        ("why?", "How many troops did France send to Mali?", "why did France send troops to Mali?"),
        ("why not?", "Did Ada Brook run in 2022?", "why did Ada Brook not run in 2022?"),
        ("who else?", KIM, "who else did visit China?"),
        ("when was that?", "Who shot Tom Hill?", "when was Tom Hill shot?"),
        ("any others?", "Which clubs left the League?", "Which other clubs left the League?"),
        ("and men?", "How many women sail there?", "How many men sail there?"),
        ("what about guns?", "What did he say on taxes?", "What did he say on guns?"),
        ("any others?", "When did Kim visit China?", "When else did Kim visit China?"),
        (
            "and the year before?",
            "How many boats sank in 2018?",
            "How many boats sank in the year before 2018?",
        ),
        (
            "what about the other victims?",
            "who was the first victim of the Oslo flood?",
            "who were the other victims of the Oslo flood?",
        ),
        ("and the ceo?", "who is Aurora Line's cfo?", "who is Aurora Line's ceo?"),
        (
            "and his rival?",
            "How many votes did Tom Hill get?",
            "How many votes did Tom Hill’s rival get?",
        ),
        ("and museums?", "are banks open on Labor Day?", "are museums open on Labor Day?"),
        (
            "by how much?",
            "Did Aurora Line raise fares?",
            "by how much did Aurora Line raise fares?",
        ),
        ("and Ada Brook?", "Who quit the race?", "did Ada Brook quit the race?"),
    ],
)
def test_a_fragment_is_completed(asked: str, earlier: str, whole: str) -> None:
    assert complete(asked, earlier) == whole


@pytest.mark.parametrize(
    ("asked", "earlier"),
    [
        ("Who is Moon?", KIM),
        ("and what did Putin say?", KIM),
        ("when was that?", "Kim in China"),
        ("any others?", "Did Kim visit China?"),
        ("why else?", KIM),
        ("how many people died?", "When did the ferry sink?"),
        ("Russia", KIM),
        ("why did they do that?", KIM),
    ],
)
def test_what_is_no_fragment_of_the_question_before(asked: str, earlier: str) -> None:
    assert complete(asked, earlier) is None


def test_a_count_takes_its_noun_from_the_question_before() -> None:
    earlier = "how many sailors did the storm trap?"
    assert counted("how many were saved?", earlier) == "how many sailors were saved?"
    assert counted("how many people were saved?", earlier) == "how many people were saved?"
    assert counted("how many were saved?", KIM) == "how many were saved?"
    assert counted("how much do you pay?", "how much of it is paid?") == "how much do you pay?"


def test_what_was_done_is_taken_from_the_question_before() -> None:
    earlier = "Which union closed the port in May?"
    assert acted("why did they do that?", earlier) == "why did they close the port in May?"
    assert acted("when did he do so?", "Did Kim visit China?") == "when did he visit China?"
    assert acted("why did they do that?", "Who is Kim?") == "why did they do that?"
    assert acted("what did they do there?", earlier) == "what did they do there?"
    done = "who closed the port the year before?"
    assert complete("who did it the year before?", "Who closed the port?") == done
