from __future__ import annotations

import pytest

from assistant.answer.follow_up import stand_alone

KIM = "when did Kim visit China"


@pytest.mark.parametrize(
    ("asked", "history", "whole"),
    [
        ("how long did he stay there?", [KIM], "how long did Kim stay in China?"),
        ("who is his wife?", [KIM], "who is Kim’s wife?"),
        ("how many times?", [KIM, "and to Russia?"], "how many times did Kim visit Russia?"),
        (
            "When will it reopen?",
            ["Why was Northport Zoo shut?", "Northport Zoo closed in June after a flood."],
            "When will Northport Zoo reopen?",
        ),
        (
            "What did they promise?",
            ["Who runs the ferries?", "The Aurora Line said on Monday it would buy two boats."],
            "What did Aurora Line promise?",
        ),
        ("Where was she born?", ["Ada Brook", "Early years"], "Where was Ada Brook born?"),
    ],
)
def test_a_follow_up(asked: str, history: list[str], whole: str) -> None:
    assert stand_alone(asked, history) == whole


@pytest.mark.parametrize(
    "asked",
    [
        "Who is Moon?",
        "How many people died in the Maui wildfire?",
        "What is the capital of Texas?",
        "what is a customs union",
        "Which politician said he was retiring?",
    ],
)
def test_a_question_that_stands_alone_is_left_as_it_is(asked: str) -> None:
    history = ["When did Kim visit China?", "Kim Jong-un visited Beijing in March 2018."]
    assert stand_alone(asked, history) == asked


FIRE = ["when did the Northport wildfire start?", "It broke out on Aug. 8, officials said."]
MET = ["when did Trump and Kim meet?", "Donald Trump and Kim Jong Un met in Oslo on June 12."]
MAYOR = ["Who is the new mayor of Northport?", "when was she elected?"]
GUNMAN = ["Who was killed in the Northport shooting?", "who was the gunman?"]


@pytest.mark.parametrize(
    ("asked", "history", "whole"),
    [
        ("how many people died?", FIRE, "how many people died in the Northport wildfire?"),
        ("what caused it?", FIRE, "what caused the Northport wildfire?"),
        ("who was blamed?", FIRE, "who was blamed in the Northport wildfire?"),
        ("how much damage did it do?", FIRE, "how much damage did the Northport wildfire do?"),
        ("where exactly?", FIRE, "where did the Northport wildfire start?"),
        ("what did they sign?", MET, "what did Donald Trump and Kim Jong Un sign?"),
        ("where?", MET, "where did Trump and Kim meet?"),
        ("how old is she?", MAYOR, "how old is the new mayor of Northport?"),
        ("how old was he?", GUNMAN, "how old was the gunman in the Northport shooting?"),
        ("any others?", GUNMAN[:1], "Who else was killed in the Northport shooting?"),
        ("when was it?", GUNMAN, "when was the Northport shooting?"),
        ("what happened next?", ["Why was Tom Hill arrested?"],
         "what happened next to Tom Hill?"),
        ("how much did the movie make?", ["What is the movie Cold Water about?"],
         "how much did the movie Cold Water make?"),
    ],
)  # fmt: skip
def test_a_follow_up_on_news(asked: str, history: list[str], whole: str) -> None:
    assert stand_alone(asked, history) == whole


def test_a_name_is_completed_from_what_was_shown() -> None:
    history = ["Who owns the ferry?", "Ada Brook bought the ferry."]
    assert stand_alone("When did Brook sell the ferry?", history).startswith("When did Ada Brook")


def test_without_history_nothing_is_added() -> None:
    assert stand_alone("and to Russia?", []) == "and to Russia?"
    assert stand_alone("", ["Who?"]) == ""


def test_a_long_conversation_of_fragments_ends() -> None:
    assert stand_alone("why?", [KIM, *["and why?"] * 40]).startswith("why")


TOOK_OVER = ["Who is Ada Brook?", "Ada Brook ran the port of Oslo.", "who took over from her?"]
HOTEL = ["who bought the Aurora hotel in 2019?", "Tom Hill bought the hotel."]
FLOOD = ["how many people were hurt in the Oslo flood?", "Nine people were hurt."]
UNION = ["which union closed the Oslo port in May?", "The dockers' union closed it on May 3."]


@pytest.mark.parametrize(
    ("asked", "history", "whole"),
    [
        ("how old is she?", [*TOOK_OVER, "Mia Stone took over from Brook in May."],
         "how old is Mia Stone?"),
        ("when did she start?", [*TOOK_OVER, "Brook handed the port to Mia Stone in May."],
         "when did Mia Stone start?"),
        ("where did he go instead?",
         ["why did Tom Hill not go to France?", "Tom Hill skipped France because of a strike."],
         "where did Tom Hill go instead of France?"),
        ("who owns it now?", HOTEL, "who owns the Aurora hotel now?"),
        ("who won it the year before?",
         ["who won the Oslo regatta in 2019?", "Ada Brook won the regatta."],
         "who won the Oslo regatta the year before 2019?"),
        ("how many of the other victims survived?", FLOOD,
         "how many of the other victims survived in the Oslo flood?"),
        ("what did the mayor say about that?",
         ["why was Northport Zoo shut?", "Northport Zoo closed in June after a flood."],
         "what did the mayor of Northport Zoo say about that?"),
        ("how many members does the council have?",
         ["who addressed the Northport Council in May?", "Tom Hill addressed it on May 3."],
         "how many members does the Northport Council have?"),
    ],
)  # fmt: skip
def test_what_the_conversation_stands_for_is_put_in_its_place(
    asked: str, history: list[str], whole: str
) -> None:
    assert stand_alone(asked, history) == whole


@pytest.mark.parametrize("history", [FLOOD, HOTEL, UNION, TOOK_OVER])
@pytest.mark.parametrize(
    "asked",
    [
        "What did Mia Stone say in her speech to the Northport dockers?",
        "How many people live in Rome?",
        "when did the Titanic sink",
        "Which Northport fire chief zorbed down the harbour wall in a storm?",
        "what did mia stone tell the senate about fishing quotas",
    ],
)
def test_a_change_of_subject_is_left_alone(asked: str, history: list[str]) -> None:
    assert stand_alone(asked, history) == asked


def test_no_reading_has_a_bracket() -> None:
    for history in (FLOOD, HOTEL, UNION, TOOK_OVER):
        for asked in ("where did he go instead?", "and the mayor?", "was the movie good?", "why?"):
            assert "(" not in stand_alone(asked, history)


@pytest.mark.parametrize(
    "asked", ["what is the price of salt", "asdf", "does bread hold sugar", "weather tomorrow"]
)
def test_a_question_with_no_word_of_the_conversation_gets_no_context(asked: str) -> None:
    history = ["When did Ada Brook visit Orvale?", "Ada Brook visited Orvale in June."]
    assert stand_alone(asked, history) == asked


@pytest.mark.parametrize("asked", ["how long was the visit", "and the speech?", "who paid for it"])
def test_one_that_goes_on_gets_it(asked: str) -> None:
    history = ["When did Ada Brook visit Orvale?", "Ada Brook visited Orvale in June."]
    assert stand_alone(asked, history) != asked
