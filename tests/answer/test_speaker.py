from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.annotations import Speaker
from assistant.answer.sentences import split_sentences
from assistant.answer.speaker import find_speaker
from tests.answer.newsroom import article


def speaker(text: str, quoted: str | None = None) -> Speaker | None:
    words = text if quoted is None else quoted
    start = text.index(words)
    return find_speaker(article(text), start, start + len(words), split_sentences(text))


INDIRECT_NAMES = [
    ("The dam broke in the night, his family said.", "his family"),
    ("The keeper died of a cold, family members said.", "family members"),
    ("Ada, Duchess of Venn has said the dam will hold.", "Ada"),
]


@pytest.mark.parametrize(("text", "name"), INDIRECT_NAMES)
def test_families_and_titles_behind_names_speak(text: str, name: str) -> None:
    found = speaker(text)
    assert found is not None and found.name == name and not found.direct


@pytest.mark.parametrize(
    "text",
    [
        "He moved to Tolby, where some say the new bill could push up the cost of bread.",
        'Coming Soon: "The Dam," "The Mill." See Coming Soon for more.',
    ],
)
def test_clauses_and_notices_speak_not(text: str) -> None:
    assert speaker(text) is None


DIRECT = [
    ("“The dam will hold,” said Ada Brook.", "Ada Brook", "said Ada Brook"),
    ('"The dam will hold," said Ada Brook.', "Ada Brook", "said Ada Brook"),
    ("‘The dam will hold,’ said Ada Brook.", "Ada Brook", "said Ada Brook"),
    ("‘The dam will hold’, said Ada Brook.", "Ada Brook", "said Ada Brook"),
    ("“The dam’s gate won’t hold,” Brook said.", "Brook", "Brook said"),
    ("“The dam will hold,” Brook added.", "Brook", "Brook added"),
    ("“Will it hold?” Brook asked.", "Brook", "Brook asked"),
    ("“It will!” Brook shouted from the bank.", "Brook", "Brook shouted"),
    ("Brook said: “The dam will hold.”", "Brook", "Brook said"),
    ("Brook said, “The dam will hold.”", "Brook", "Brook said"),
    ("Brook wrote on her page: “The dam will hold.”", "Brook", "Brook wrote"),
    ("Brook told The Echo, “The dam will hold.”", "Brook", "Brook told The Echo"),
    ("“We hold,” Brook, 34, said on Monday.", "Brook", "Brook, 34, said"),
    (
        "“We hold,” Ada Brook, who runs the dam, told reporters.",
        "Ada Brook",
        "Ada Brook, who runs the dam, told reporters",
    ),
    ("“We hold,” said engineer Ada Brook.", "Ada Brook", "said engineer Ada Brook"),
    ("“We hold,” said Ada Brook, an engineer at the dam.", "Ada Brook", "said Ada Brook"),
    ("“We hold,” said Dr. A. J. Brook in a statement.", "Dr. A. J. Brook", None),
    ("“We hold,” said Jan van der Brook on Friday.", "Jan van der Brook", None),
    ("“We hold,” said Hamad bin Said al-Rawi after the match.", "Hamad bin Said al-Rawi", None),
    ("“We hold,” Gov. Ada Brook, D-Ohio, said.", "Gov. Ada Brook", None),
    ("“We hold,” tweeted Brook.", "Brook", "tweeted Brook"),
    ("“We hold,” a spokeswoman for the dam said.", "a spokeswoman for the dam", None),
    ("“We hold,” said the ministry.", "the ministry", "said the ministry"),
    ("“We hold,” the company said in a statement.", "the company", "the company said"),
    ("“We hold,” an FHA report said.", "an FHA report", None),
    ("“We hold,” Ada Brook and Tom Hill said.", "Ada Brook and Tom Hill", None),
    ("“She said ‘we hold’ and left,” Brook recalled.", "Brook", "Brook recalled"),
    ("\"He told me 'we hold',\" Brook recalled.", "Brook", "Brook recalled"),
    ("“We hold,” deBrook said.", "deBrook", "deBrook said"),
    ("“We hold,” Brook allegedly said.", "Brook", "Brook allegedly said"),
    ("“We hold,” said Brook, adding that the gates were old and would be renewed.", "Brook", None),
    ("“We hold,” she told CNN.", "she", "she told CNN"),
    ("“We hold,” Ada Brook, dam spokesperson said in a note.", "Ada Brook", None),
    ("“We hold,” a Bread for Orvale spokesman said.", "a Bread for Orvale spokesman", None),
    ("“We hold,’’ Brook said, “and the gates are new.”", "Brook", "Brook said"),
    ("As Brook put it, “The dam will hold for years to come.”", "Brook", "Brook put it"),
]


@pytest.mark.parametrize(("text", "name", "said"), DIRECT)
def test_direct_speech(text: str, name: str, said: str | None) -> None:
    found = speaker(text)
    assert found is not None
    assert (found.name, found.direct) == (name, True)
    assert text[found.start : found.end] == found.text
    assert said is None or found.text == said


INDIRECT = [
    ("Police said two people were hurt.", "Police", "Police said"),
    ("Two people were hurt, police said.", "police", "police said"),
    ("Two people were hurt, according to police.", "police", "according to police"),
    ("According to Brook, the dam will hold.", "Brook", "According to Brook"),
    ("The dam will hold, according to Ada Brook, who runs it.", "Ada Brook", None),
    ("The dam holds, according to a report by the Board.", "a report by the Board", None),
    ("KCNA reported that the leader had left.", "KCNA", "KCNA reported"),
    ("The leader left on Sunday, KCNA reported.", "KCNA", "KCNA reported"),
    ("The leader left on Sunday, the Echo reports.", "Echo", None),
    ("In a statement, the company said it would close 40 stores.", "the company", None),
    ("On Monday Brook said the dam would hold.", "Brook", "Brook said"),
    ("The company announced Friday that it would close.", "The company", None),
    ("Brook testified that she had never seen the letter.", "Brook", "Brook testified"),
    ("Ada Brook, president of the Board, told lawmakers the dam would hold.", "Ada Brook", None),
    ("The Ministry of Health said masks would stay.", "Ministry of Health", None),
    ("A spokesman for the ministry said nobody was hurt.", "A spokesman for the ministry", None),
    ("Officials in Dover said the road was closed.", "Officials in Dover", None),
    ("The bridge fell at noon and police said two people died there.", "police", "police said"),
    ("But critics say the plan is too dear.", "critics", "critics say"),
    ("Her rival, former mayor Ada Brook, has said the dam would hold.", "Ada Brook", None),
    ("A Dover woman, Ada Brook, who lives there, told The Echo the dam held.", "Ada Brook", None),
    ("The group Just Stop Rain, which wants roofs, said the dam held.", "Just Stop Rain", None),
    ("The dam holds, according to a Space Force forecast.", "a Space Force forecast", None),
    ("Neighbours tell The Echo that the dam held.", "Neighbours", "Neighbours tell The Echo"),
    ("A poll of 2,000 adults found that most of them sleep badly.", "A poll of 2,000 adults", None),
    ("The bank took over Signet and federal regulators said so.", "federal regulators", None),
    ("The fee stays, panel co-chairs Ada Brook and Tom Hill said.", "Ada Brook and Tom Hill", None),
    ("The group argued the law was void.", "The group", "The group argued"),
    ("The lawsuit alleges the owner knew of the leak.", "The lawsuit", None),
    ("A study found that most of them sleep badly.", "A study", "A study found"),
    ("The dam will hold for a year, Brook added on Friday.", "Brook", "Brook added"),
    ("The dam, Brook said, will hold.", "Brook", "Brook said"),
    ("Brook has said the dam would hold.", "Brook", "Brook has said"),
    ("The dam is safe, two ministry officials said.", "two ministry officials", None),
    ("The dam is safe, said two ministry officials.", "two ministry officials", None),
    ("Brook said she had never seen a line “as long” before.", "Brook", "Brook said"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "said"), INDIRECT)
def test_reported_speech(text: str, name: str, said: str | None) -> None:
    found = speaker(text)
    assert found is not None
    assert (found.name, found.direct) == (name, False)
    assert text[found.start : found.end] == found.text
    assert said is None or found.text == said


NOBODY = [
    "The dam held.",
    "Brook would not say when the gates will be renewed.",
    "Brook declined to say when the gates will be renewed.",
    "The man who said he was tired left the room.",
    "Brook was told to leave the room.",
    "She lost her seat when Brook said the count was wrong.",
    "That said, things have changed since then.",
    "“Barbie” has brought in more than a billion at the box office.",
    "Her credits include “The Tall Ship” and “Night Ferry.”",
    "An officer found “two men with bloody faces” at the garage.",
    "The player added two goals in the second half.",
    "What do the neighbours say?",
    "Less than a year later, according to legend, she sewed the flag.",
    "Quotable: “I rode through in three days, on horseback.”",
    "He is said to be the oldest man in the village.",
    "I said nothing and went home.",
    "After visitors joked that it would sink, the crew painted the ferry.",
    "The singer responded to a post about the track “Night Ferry.”",
    "The sign pointed to the harbour.",
    "The game wasn’t nearly as close as the score indicated, not with so many goals.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_said_to_speak(text: str) -> None:
    assert speaker(text) is None


AROUND = [
    # The same paragraph goes on after the attribution.
    ("“We hold,” Brook said. “The gates are new.”", "“The gates are new.”", "Brook"),
    ("“We hold. The gates are new,” Brook said.", "“We hold.", "Brook"),
    ("Brook said: “We hold. The gates are new. Go home.”", "The gates are new.", "Brook"),
    # The next paragraph is all quotation.
    ("“We hold,” Brook said.\n\n“The gates are new.”", "“The gates are new.”", "Brook"),
    ("Brook said the dam was safe.\n\n“The gates are new.”", "“The gates are new.”", "Brook"),
    # A speech over paragraphs, closed only by the last.
    ("“We hold.\n\n“The gates are new,” Brook said.", "“We hold.", "Brook"),
    # Another speaks in between.
    ("“We hold,” Brook said.\n\n“They leak,” Hill said. “All.”", "“All.”", "Hill"),
]


@pytest.mark.parametrize(("text", "quoted", "name"), AROUND)
def test_the_words_that_attribute_may_stand_beside_the_quote(
    text: str, quoted: str, name: str
) -> None:
    found = speaker(text, quoted)
    assert found is not None
    assert (found.name, found.direct) == (name, True)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Mayor Ada Brook opened the dam. ", "Mayor Ada Brook"),
        ("Ada Brook, 34, runs the dam. It is old. ", "Ada Brook"),
        ("Ada Brook, 34, met Tom Hill, 50. ", "she"),
        ("The dam is old. ", "she"),
        ("Hill thanked Ada Brook, 34, for the tour. ", "she"),
        ("The Dam Cup, the oldest of all, is held in June. ", "she"),
        ("Ada Brook, a professor of bridges in Dover, came. ", "Ada Brook"),
        ("Ada Brook said no. Later Brook left. ", "Brook"),
        ("Mr. Hill, 50, runs the dam. ", "she"),
    ],
)
def test_a_pronoun_is_named_where_one_person_is(before: str, name: str) -> None:
    said = "“We hold,” she said."
    found = speaker(before + said, said)
    assert found is not None
    assert (found.name, found.text) == (name, "she said")


def test_a_quote_mostly_told_by_nobody_has_no_speaker() -> None:
    told = "The fire began in the old mill on the north bank and burned for nine hours."
    assert speaker(f"{told} Police said so.") is None


def test_the_one_who_says_most_of_a_quote_is_its_speaker() -> None:
    found = speaker(
        "Brook said the dam was safe and would be for a hundred years to come. Hill said no."
    )
    assert found is not None
    assert found.name == "Brook"


MORE_AROUND = [
    # A speech goes on over sentences, paragraphs and what is told of the speaker in between.
    ("“It is new,” said Brook. “It is strong. It will stand.”", "It will stand.”", "Brook"),
    ("Brook told the council:\n\n“It is old.\n\n“It leaks.”", "“It leaks.”", "Brook"),
    ("“It is old.\n\n“It leaks.\n\n“It must go,” Brook said.", "“It leaks.", "Brook"),
    ("“We hold,” Brook said. He turned away. “All is new.”", "“All is new.”", "Brook"),
    ('Brook wrote:\n\n"It is “old” and leaks."', '"It is “old” and leaks."', "Brook"),
    ("Brook read out a letter: “We hold on, all of us.”", "Brook read", "Brook"),
    ("“We hold,” Ada “Addie” Brook said. “All is new.”", "“All is new.”", "Ada “Addie” Brook"),
    ("“We hold.” ― Ada Brook\n\n“We leak.” ― Tom Hill", "“We leak.”", "Tom Hill"),
    ("BROOK: We hold. Yes.\n\nHILL: No.\n\nBROOK: We do.", "Yes.", "BROOK"),
]


@pytest.mark.parametrize(("text", "quoted", "name"), MORE_AROUND)
def test_a_speech_goes_on(text: str, quoted: str, name: str) -> None:
    found = speaker(text, quoted)
    assert found is not None
    assert (found.name, found.direct) == (name, True)


def test_words_that_another_paragraph_attributes_are_not_its() -> None:
    # What begins the next paragraph says nothing of the quotation before it.
    text = "As the phone rang, the clerk said, “It is three.”\n\nHill said no to that."
    found = speaker(text, "“It is three.”")
    assert found is not None and found.name == "the clerk"
    assert speaker("“We hold,” Brook said.\n\nIt rained.\n\n“They leak.”", "“They leak.”") is None


def test_a_paragraph_without_marks_that_a_speaker_leads_to() -> None:
    found = speaker("Brook added:\n\nThe dam is old and leaks.", "The dam is old and leaks.")
    assert found is not None and (found.name, found.direct) == ("Brook", False)
    assert speaker("The town has rules:\n\nNo boats at night.", "No boats at night.") is None


NO_PERSONS = [
    "It said the dam would hold.",
    "They say the mill is haunted.",
    "“We hold,” they said.",
    "The dam, it says, will hold.",
    "The video shows the dam breaking.",
    "A sign on the gate said the dam was closed.",
    "The document said the dam was old.",
    "According to the video, the dam was old.",
    "Hill opened the dam. It said so much about him.",
]


@pytest.mark.parametrize("text", NO_PERSONS)
def test_things_and_pronouns_of_nobody_do_not_speak(text: str) -> None:
    assert speaker(text) is None


NAMED_BODIES = [
    ("The company shut two mills. ", "It said sales fell.", "The company"),
    ("Officials in Tolby met. ", "They said the dam would hold.", "Officials in Tolby"),
    ("The mill is old, the ministry said. ", "It added that it leaks.", "the ministry"),
]


@pytest.mark.parametrize(("before", "said", "name"), NAMED_BODIES)
def test_it_and_they_are_named_where_a_body_or_several_are(
    before: str, said: str, name: str
) -> None:
    found = speaker(before + said, said)
    assert found is not None and found.name == name


AIDES = [
    ("President Brook's spokesman said she would not resign.", "President Brook's spokesman"),
    ("A spokesman for President Ada Brook said she would not.", None),
    ("Brook spokesman Tom Hill said she would not resign.", "Tom Hill"),
    ("Acme spokeswoman Jo Lake said the plant would close.", "Jo Lake"),
    ("Brook's lawyer, Tom Hill, said she would appeal.", "Tom Hill"),
    ("A lawyer for Brook, Tom Hill, said she would appeal.", "Tom Hill"),
    ("A lawyer representing Brook said she would appeal.", "A lawyer representing Brook"),
    ("The mayor will not resign, said her lawyer, Tom Hill.", "Tom Hill"),
    ("The mayor will not resign, her chief of staff told reporters.", "her chief of staff"),
    ("“We will appeal,” said Hill, who represents Brook.", "Hill"),
    ("“We will appeal,” said an aide to Brook.", "an aide to Brook"),
    ("Mayor Brook's deputy, who asked not to be named, said so.", "Mayor Brook's deputy"),
    ("Police dispatcher, Jo Lake, said the line was dead.", "Jo Lake"),
    ("One of Brook's lawyers said she would appeal.", "One of Brook's lawyers"),
    ("A person briefed on the talks said they had begun.", "A person briefed on the talks"),
]


@pytest.mark.parametrize(("text", "name"), AIDES)
def test_who_speaks_for_another_is_the_speaker(text: str, name: str | None) -> None:
    found = speaker(text)
    assert found is not None
    assert found.name == (name or "A spokesman for President Ada Brook")


PIECES = st.sampled_from(
    ["“", "”", '"', "‘", "’", "'", "Brook", "said", "told", "according to", ",", ".", "\n\n", " ",
     "she", "Dr.", "police", ":", "(", ")", "who", "—", "the", "船", "A", "\n", "?"]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=40).map("".join).filter(str.strip), st.data())
def test_the_slice_that_says_so_is_always_a_slice(text: str, data: st.DataObject) -> None:
    sentences = split_sentences(text)
    if not sentences:
        return
    start, end = data.draw(st.sampled_from(sentences))
    found = find_speaker(article(text), start, end, sentences)
    if found:
        assert text[found.start : found.end] == found.text
        assert found.name.strip()
        named = found.text if found.name in found.text else text[: found.end]
        assert found.name in named


def test_a_clause_that_hangs_on_the_sentence_is_no_speaker() -> None:
    text = (
        "The train rolled in on Tuesday, bringing Ada Brook to a meeting that Bonn has warned both "
        "of them about."
    )
    assert find_speaker(article(text), 0, len(text), split_sentences(text)) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She met the mayor in London, Orvale and Tolby bakers said.", "Orvale and Tolby bakers"),
        ("Paris, London and Berlin said they would send ships.", "Paris, London and Berlin"),
        ("The Orvale council confirmed Ada Brook as its head on Monday.", None),
        ("The council confirmed Hill to lead the port.", None),
        ("Police confirmed Brook had died at home.", "Police"),
    ],
)
def test_places_before_the_subject_and_appointments_say_nothing(
    text: str, name: str | None
) -> None:
    found = speaker(text)
    assert (found.name if found else None) == name


def test_a_place_before_a_colon_is_no_speaker() -> None:
    text = "London: A baker fled. The mayor of London, London said, was away."
    first = text[: text.index(" The")]
    found = speaker(text, first)
    assert found is None
