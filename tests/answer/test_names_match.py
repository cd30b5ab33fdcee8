from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.names import find_names
from assistant.answer.names_match import names_fit, names_in_article, question_names
from assistant.answer.places import place_of, same_place


def fit(
    question: str,
    sentence: str,
    title: str = "",
    passage: str = "",
    published: date | None = None,
) -> float:
    named = find_names(question)
    return names_fit(question, named, title, sentence, (), f"{sentence} {passage}", published)


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
    said = fit(question, text, published=date(2022, 9, 1))
    assert said == 1.0 > fit(question, text, published=date(2019, 9, 1))


def test_names_of_a_question_without_capitals_are_those_the_text_writes_so() -> None:
    names = question_names("how many jobs did brankov cut", (), "On Friday Brankov cut 300 jobs.")
    assert [name.text for name in names] == ["brankov"]


def test_places_are_known_by_their_people() -> None:
    assert place_of("south koreans") == ("country", "south korea") == place_of("south korea")
    assert place_of("u.s.") == place_of("american")
    assert place_of("maryland") == ("state", "maryland")
    assert place_of("ferry") is None
    assert set(same_place("maltese")) == {"malta", "maltese"}
    assert same_place("ferry") == ()


def test_a_name_of_common_words_is_told_by_its_capitals() -> None:
    question = "What did the WHO say about Orvale?"
    assert fit(question, "The WHO said that Orvale was safe.") == 1.0
    assert fit(question, "Those who left Orvale said so.") == 0.0


ARTICLE = "Marta Venn of the D.C. council spoke to French reporters. Nothing was said of Billy Ohm."


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("When did Marta Venn speak?", 1.0),
        ("When did Venn speak in France?", 1.0),
        ("Who in DC knows Billy Ohm?", 1.0),
        ("Which Venn-era law did the US pass in 2019?", 1.0),
        ("When did Marta Venn go to Tolby?", 0.5),
        ("When did Ada Brook go to Tolby?", 0.0),
        ("Which laws did Venn pass in 2012?", 0.5),
        ("Who said what?", 1.0),
    ],
)
def test_what_part_of_the_names_an_article_has(question: str, part: float) -> None:
    found = names_in_article(question, find_names(question), "Title", ARTICLE, date(2019, 5, 1))
    assert found == part
