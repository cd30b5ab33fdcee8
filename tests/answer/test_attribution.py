from __future__ import annotations

import pytest

from assistant.answer.attribution import find_attributions, introduction, outermost
from assistant.answer.quotations import mask_quotations


def said_by(sentence: str) -> str | None:
    masked = mask_quotations(sentence)
    by = outermost(find_attributions(masked, 0, len(sentence)), 0, len(sentence))
    return by.name if by else None


SHARED = [
    ("Ada Brook opened the envelope and said the dam would hold.", "Ada Brook"),
    ("The minister closed her folder and told reporters that talks were over.", "The minister"),
    ("Brook walked to the window, looked out and said the rain had stopped.", "Brook"),
    ("Hill shook his head but said he would stay.", "Hill"),
    ("Hill met Brook and said the dam would hold.", "Hill"),
    ("Brook, who was elected in May, opened the dam and said it would hold.", "Brook"),
    ("Hill has visited the dam and says it will hold.", "Hill"),
    ("The judge read the letter aloud and asked why it had been hidden.", "The judge"),
    # The second verb has a subject of its own.
    ("The dam broke and flooded the town and officials said nobody was hurt.", "officials"),
    ("Brook's car broke down and her driver said it was old.", "her driver"),
    # Whose verb it is, is not plain, or it is none.
    ("Brook met Hill, who opened the letter and said it was a fake.", None),
    ("Hill left early, and protests went on all night.", None),
    ("The film won a prize and said much about the war.", None),
    ("The bank wrote that the clerk had looked and found a mistake.", "The bank"),
]


@pytest.mark.parametrize(("sentence", "name"), SHARED)
def test_a_verb_joined_to_another_has_its_subject(sentence: str, name: str | None) -> None:
    assert said_by(sentence) == name


HANGING = [
    ("Brook spoke to reporters, saying the dam would hold.", "Brook"),
    ("Brook is demanding that the dam be closed.", "Brook"),
    ("He's claiming that the dam leaks.", "He"),
    ("The mayor used the debate to accuse Hill of fraud.", "The mayor"),
    ("Brook went on to say that the dam leaks.", "Brook"),
    ("Brook began by praising the engineers who mended the dam.", "Brook"),
    ("Citing the flood, Brook warned that the dam was old.", "Brook"),
    ("Brook was quoted as saying the dam would hold.", "Brook"),
    ("Brook was quoted by The Echo as saying that the dam would hold.", "Brook"),
    ("Brook was cited by state television as saying the dam would hold.", "Brook"),
    ("The Echo quoted Brook as saying the dam would hold.", "Brook"),
    ("Brook beat Hill, claiming the title.", None),
    ("Hill was sued by the town, demanding a refund.", None),
    ("Brook declined to say when the dam would close.", None),
    ("Brook was told the dam would hold.", None),
    ("She watched the match without saying a word.", None),
]


@pytest.mark.parametrize(("sentence", "name"), HANGING)
def test_participles_infinitives_and_passives(sentence: str, name: str | None) -> None:
    assert said_by(sentence) == name


OBJECTS = [
    ("Brook criticized the mayor for closing the dam.", "Brook"),
    ("Brook called on the mayor to close the dam.", "Brook"),
    ("Brook called Hill a liar.", "Brook"),
    ("Brook called the plan “a disgrace.”", "Brook"),
    ("Hill urged voters to stay at home.", "Hill"),
    ("The group condemned the attack on the bridge.", "The group"),
    ("Brook described the dam as the worst in the country.", "Brook"),
    ("Brook threatened to close the dam.", "Brook"),
    ("Brook raised questions about the dam.", "Brook"),
    ("Brook called police.", None),
    ("The council confirmed Hill to lead the police of Orvale last week.", None),
    ("The senate confirmed Ada Brook as judge.", None),
    ("The museum announced its closure.", None),
    ("The bank announced a new branch on Monday.", None),
    ("The council confirmed that Hill would lead the police.", "The council"),
    ("The ministry confirmed the dam had burst.", "The ministry"),
    ("The bank announced “a new beginning.”", "The bank"),
    ("The dam has burst, the ministry confirmed on Monday.", "the ministry"),
    ("Brook called a meeting.", None),
    ("Hill, accused of theft, left.", None),
    ("The plan, criticized by many, was dropped.", None),
    ("The storm threatened the coast.", None),
    ("Police questioned Hill for hours.", None),
    ("The team defended its title.", None),
    ("Hill hopes to play in the final.", None),
    ("Brook found the keys in the yard.", None),
    ("Brook shared a flat that was much too small.", None),
    ("Brook's claims adjusters were busy.", None),
    ("The two women spoke for about five minutes.", None),
]


@pytest.mark.parametrize(("sentence", "name"), OBJECTS)
def test_verbs_that_judge_or_demand_what_stands_behind_them(
    sentence: str, name: str | None
) -> None:
    assert said_by(sentence) == name


WHOSE = [
    # The one who is credited with all that the sentence says.
    ("The minister resigned, The Echo reported, citing two officials.", "Echo"),
    ("The Echo reported that the minister had resigned, citing two officials.", "Echo"),
    ("Citing two officials, The Echo reported that the minister had resigned.", "Echo"),
    ("The minister had resigned, two officials told The Echo.", "two officials"),
    ("Hill had told police that he was at home, the source added.", "the source"),
    ("Police said the road was closed, according to a lawyer for Hill.", "a lawyer for Hill"),
    # Of two who speak side by side the one whose clause is longer.
    ("Brook said yes, while Hill said the dam would break in a year and must go.", "Hill"),
    ("Brook said the dam would hold for a hundred years, but Hill said no.", "Brook"),
    # A clause that only leads to the sentence's own is not what the sentence says.
    ("While Brook said the dam would hold, engineers closed it.", None),
    ("If Brook said so, the dam would close.", None),
    ("What Brook said about the dam was not true.", None),
    ("As Brook put it, the dam will hold.", "Brook"),
    # One within another's clause counts where it is most of the sentence.
    ("They met soon after Brook said the dam would break and must be closed at once.", "Brook"),
    ("She lost her seat when Brook said the count was wrong.", None),
    ("Brook's claim that the dam would hold for a century was wrong.", "Brook"),
]


@pytest.mark.parametrize(("sentence", "name"), WHOSE)
def test_whose_clause_holds_the_sentence(sentence: str, name: str | None) -> None:
    assert said_by(sentence) == name


NOT_SAID = [
    "Neither Brook nor Hill said a word.",
    "Nobody said the dam would hold.",
    "Brook never said the dam would hold.",
    "Brook has not said whether she will run.",
    "Hours after the town demands an inquiry, the dam broke.",
    "More voters in the state chose nobody.",
    "“Barbie” show host Ada Brook left the studio.",
    "In old songs “bonny” described a girl who sings.",
]


@pytest.mark.parametrize("sentence", NOT_SAID)
def test_nobody_says_it(sentence: str) -> None:
    assert said_by(sentence) is None


NAMES = [
    ("Ada Brook, Tom Hill and Jo Lake said the dam would hold.", "Ada Brook, Tom Hill and Jo Lake"),
    ("Both Brook and Hill said the dam would hold.", "Brook and Hill"),
    ("Brook and her lawyer, Tom Hill, said the dam would hold.", "Brook and her lawyer"),
    ("Rep. Ada Brook (D-Ohio), the chair of the panel, said it would vote.", "Rep. Ada Brook"),
    (
        "A\xa0Tolby\xa0Echo\xa0poll found that most of them sleep badly.",
        "A\xa0Tolby\xa0Echo\xa0poll",
    ),
    ("Only 52 percent of voters said the dam was safe.", "Only 52 percent of voters"),
    ("One of the mayor's advisers said the dam was safe.", "One of the mayor's advisers"),
    ("Brook on Monday called for a new dam.", "Brook"),
    ("The nonpartisan Board of Dams said it would hold.", "Board of Dams"),
    ("A report released last year found that the dam leaks.", "A report"),
    ("Then President Kim Jae-in said the dam would hold.", "President Kim Jae-in"),
    ("Per the ministry, the dam will hold.", "the ministry"),
    ("In the words of Ada Brook, the dam is a disgrace.", "Ada Brook"),
    ("Tolby Mayor Warns Of Old Dams After Flood", "Tolby Mayor"),
]


@pytest.mark.parametrize(("sentence", "name"), NAMES)
def test_how_speakers_are_called(sentence: str, name: str) -> None:
    found = said_by(sentence)
    assert found == name
    assert found in sentence


def test_a_sentence_that_leads_to_a_quotation() -> None:
    sentence = "Ada Brook has a motto:"
    by = introduction(sentence, 0, len(sentence))
    assert by is not None and by.name == "Ada Brook"
    assert introduction("Ten rules:", 0, 10) is None
    assert find_attributions("Brook added:", 0, 12) == ()
    assert find_attributions("Brook added:", 0, 12, leads=True)[0].name == "Brook"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The Department for Land, Rivers and Rural Life said the dam would hold.",
         "Department for Land, Rivers and Rural Life"),
        ("The dam will hold, according to the Ministry of Water, Trade and Rural Life.",
         "Ministry of Water, Trade and Rural Life"),
        ("“It holds,” said the Department of Dams, Mills and Roads.",
         "Department of Dams, Mills and Roads"),
        ("A spokesman for the Ministry of Dams, Mills and Roads said it would hold.",
         "A spokesman for the Ministry of Dams, Mills and Roads"),
        ("The Venn Department for Transport said it would hold.",
         "Venn Department for Transport"),
        ("According to the Department of Dams, Brook and Hill left the town.",
         "Department of Dams"),
    ],
)  # fmt: skip
def test_the_name_of_a_body_is_whole(sentence: str, name: str) -> None:
    assert said_by(sentence) == name
