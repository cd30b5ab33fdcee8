from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.countries import place_of
from assistant.answer.names_match import names_fit, question_names


def fit(question: str, sentence: str, title: str = "", passage: str = "") -> float:
    return names_fit(question, title, sentence, (), f"{sentence} {passage}")


PRESENT = [
    ("When did Kim visit Russia?", "Kim went to Russia by train."),
    ("When did Kim visit China?", "Kim met his Chinese hosts in the capital."),
    ("When did US troops leave Mirland?", "American soldiers left Mirland in June."),
    ("When did US troops leave Mirland?", "The United States withdrew from Mirland in June."),
    ("Who owns Marta Venn's mill?", "The mill of Marta Venn was bought by the town."),
    ("How many Kentuckians moved to Orvale?", "In all 300 people from Kentucky came to Orvale."),
    ("who owns the ferry", "The ferry is owned by a family."),
]


@pytest.mark.parametrize(("question", "sentence"), PRESENT)
def test_a_name_that_is_there_in_some_form_fits(question: str, sentence: str) -> None:
    assert fit(question, sentence) == 1.0


OTHER = [
    ("When did Kim visit Russia?", "Kim visited China in March."),
    ("How many Maryland hospitals closed?", "In Delaware three hospitals closed."),
    ("When was the Orvale-4 rocket launched?", "The Orvale-3 rocket was launched on Friday."),
    ("Who was hurt in the Tolby Fire?", "In the Venn Fire nobody was hurt."),
    ("Where did Marta Venn spend her 98th birthday?", "Marta Venn spent her 99th at home."),
]


@pytest.mark.parametrize(("question", "sentence"), OTHER)
def test_another_of_its_sort_in_its_place_contradicts(question: str, sentence: str) -> None:
    assert fit(question, sentence) < 0


def test_a_name_that_is_nowhere_does_not_fit() -> None:
    assert fit("When did Marta Venn leave?", "The ferry left at noon.") == 0.0


def test_the_last_name_suffices_where_the_whole_stands_beside_it() -> None:
    question = "When did Marta Venn leave?"
    alone = fit(question, "Venn left at noon.")
    named = fit(question, "Venn left at noon.", passage="Marta Venn runs the mill.")
    titled = fit(question, "She left at noon.", title="Marta Venn leaves the mill")
    assert 0 < alone < titled < named == 1.0


def test_the_least_certain_name_decides() -> None:
    question = "When did Marta Venn visit Russia?"
    assert fit(question, "Marta Venn visited China.") < 0


def test_the_year_of_publication_need_not_be_said() -> None:
    question, text = "Why did Venn Lines drop Tolby in 2022?", "Venn Lines drops Tolby."
    said = names_fit(question, "", text, (), text, date(2022, 9, 1))
    assert said == 1.0 > names_fit(question, "", text, (), text, date(2019, 9, 1))


def test_names_of_a_question_without_capitals_are_those_the_text_writes_so() -> None:
    names = question_names("how many jobs did brankov cut", "On Friday Brankov cut 300 jobs.")
    assert [name.text for name in names] == ["brankov"]


def test_places_are_known_by_their_people() -> None:
    assert place_of("south koreans") == ("country", "south korea") == place_of("south korea")
    assert place_of("u.s.") == place_of("american")
    assert place_of("maryland") == ("state", "maryland")
    assert place_of("ferry") is None
