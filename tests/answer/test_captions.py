from __future__ import annotations

import pytest

from assistant.answer.captions import has_no_verb, is_caption, stands_in_caption
from assistant.answer.sentences import split_sentences

CAPTIONS = [
    "Premier Vell and his wife Ilka wave from their train in this photo released by aides.",
    "Ada Brook, left, shakes hands with Jon Pell in Tolby.",
    "Premier Vell (R) greets the mayor at Orvale airport on Friday.",
    "Ada Brook/Harbour Wire/Getty Images Lorries wait at the Orvale bridge.",
    "Lorries wait at the Orvale bridge in this file photo from 2019. Reuters",
    "The old mill at Tolby (Image credit: Ada Brill)",
    "Photo: Ada Brill",
    "The mayor of Orvale is seen here in 2012.",
    "Image caption Ada Brook has run the mill for ten years",
]
REPORTING = [
    "Police published the picture of the mayor on Friday.",
    "The party of Ada Brook, left without a leader, lost the vote.",
    "ORVALE (AP) — The mayor of Tolby left early.",
    "She was seen in Orvale on Friday, the AP reported.",
    "A poll by AP/NORC found that 40 percent agree.",
    "Ada Brook, left, and Jon Pell were charged on Friday, police said.",
    "The photo shows how the mill stood before the fire, the mayor said.",
]


@pytest.mark.parametrize("sentence", CAPTIONS)
def test_captions_are_told_by_their_form(sentence: str) -> None:
    assert is_caption(sentence)


@pytest.mark.parametrize("sentence", REPORTING)
def test_reporting_is_no_caption(sentence: str) -> None:
    assert not is_caption(sentence)


@pytest.mark.parametrize(
    "line",
    ["The old mill of Tolby, in Orvale.", "A map of the north of Mirland.", "Read more here."],
)
def test_a_title_with_a_full_stop_has_no_verb(line: str) -> None:
    assert has_no_verb(line)


@pytest.mark.parametrize(
    "line",
    ["Voters agreed.", "He left.", "The mill stands.", "Nobody was hurt in Tolby.", "It fell.",
     "“A mill of the north.”"],
)  # fmt: skip
def test_a_short_sentence_has_one(line: str) -> None:
    assert not has_no_verb(line)


def test_a_caption_of_two_sentences_is_one() -> None:
    text = (
        "Ada Brook, left, greets Jon Pell in this photo from the palace. They met in Tolby.\n\n"
        "The mayor spoke. Ada Brook, left, greets Jon Pell. Nobody came."
    )
    sentences = split_sentences(text)
    told = [stands_in_caption(text, sentences, index) for index in range(len(sentences))]
    assert told == [True, True, False, True, False]
