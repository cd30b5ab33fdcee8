from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.extent import _stands_inside, extent
from assistant.answer.sentences import split_sentences
from assistant.settings import MAX_QUOTE_WORDS, QUOTE_SENTENCES, WHOLE_QUOTE_WORDS


def quoted(text: str, holding: str, **scores: float) -> str:
    """The quote of the sentence that holds some words; scores by the word a sentence holds."""
    sentences = split_sentences(text)

    def number(words: str) -> int:
        return next(n for n, (start, end) in enumerate(sentences) if words in text[start:end])

    by_number = {number(words): score for words, score in scores.items()}
    start, end = extent(text, sentences, number(holding), by_number)
    return text[start:end]


ALONE = [
    "Marta Venn opened the mill on Friday with a short speech.",
    "The city of Orvale bought 40 trams from Brankov Steel in 2019.",
    "“We had no choice but to close the gates,” said Marta Venn, who runs the mill.",
    "Officials said they would reopen the Orvale bridge at noon.",
    "When Marta Venn was 12, her father built a boat.",
]
OTHER = "Snow fell on the Tolby road all morning and traffic slowed."


@pytest.mark.parametrize("sentence", ALONE)
def test_a_sentence_that_can_be_read_alone_is_quoted_alone(sentence: str) -> None:
    assert quoted(f"{OTHER}\n\n{sentence}\n\n{OTHER}", sentence[:20]) == sentence


LEANING = [
    ("Marta Venn runs the old mill.", "She bought it from her uncle in the spring of 2019."),
    ("Marta Venn runs the old mill.", "The company has sold flour to bakers since 1961."),
    ("The ferry left Orvale on Friday.", "That night the engine stopped near the Tolby lights."),
    ("Marta Venn and Jon Pell met in Tolby.", "The two signed the contract without a lawyer."),
    ("Marta Venn runs the old mill.", "“We had no choice but to close the gates for good.”"),
    ("Marta Venn runs the old mill.", "“We had no choice but to close it,” she said on Monday."),
    ("The ferry left Orvale on Friday.", "Three days later a diver found the missing anchor."),
    ("Marta Venn runs the old mill.", "But nobody in Orvale had heard of the plan to close."),
]


@pytest.mark.parametrize(("named", "leaning"), LEANING)
@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_the_sentence_that_names_it_is_taken_in(named: str, leaning: str, between: str) -> None:
    text = f"{OTHER}\n\n{named}{between}{leaning}\n\n{OTHER}"
    assert quoted(text, leaning[:20]) == f"{named}{between}{leaning}"


def test_a_pronoun_is_followed_over_two_sentences() -> None:
    text = "Marta Venn runs the mill. She left school early. She bought the mill in 2019."
    assert quoted(text, "bought") == text


def test_the_speaker_may_come_after_the_words() -> None:
    text = "“The gates are closed. They will stay closed all year,” said Marta Venn of the mill."
    assert quoted(f"{OTHER}\n\n{text}", "gates") == text


def test_a_heading_takes_the_text_under_it() -> None:
    text = "Where the mill stands\n\nThe mill stands on the Orvale river, a mile from Tolby."
    assert quoted(text, "Where") == text


def test_a_question_takes_its_answer() -> None:
    text = "What is the toll for?\n\nThe toll pays for the Orvale bridge, the mayor said."
    assert quoted(text, "What") == text


def test_a_very_short_sentence_takes_the_one_before() -> None:
    text = "Marta Venn asked for a lower toll on the Orvale bridge. Voters agreed."
    assert quoted(text, "Voters") == text


FURNITURE = [
    "Read more: How the Orvale bridge was built",
    "Sharp words:How the quarrel over the bridge began",
    "By Jon Pell",
    "ADVERTISEMENT",
    "Sign up for our morning newsletter.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_never_taken_in(line: str) -> None:
    leaning = "She bought it from her uncle in the spring of 2019."
    assert quoted(f"{OTHER}\n\n{line}\n\n{leaning}", "uncle") == leaning


def test_a_neighbour_as_likely_joins_and_an_unlikely_one_does_not() -> None:
    text = "Marta Venn opened the mill. Jon Pell closed the dam. Ada Brook sold the boat."
    found = quoted(text, "dam", dam=0.5, mill=0.4, boat=0.05)
    assert found == "Marta Venn opened the mill. Jon Pell closed the dam."


def test_a_long_neighbour_joins_only_when_it_is_about_as_likely() -> None:
    long = "Jon Pell closed the dam " + "and the sluice " * 10 + "near Orvale."
    longer = "Marta Venn opened the mill " + "by the river " * 8 + "near Tolby."
    text = f"{long} {longer}"
    assert quoted(text, "dam", dam=0.5, mill=0.15) == long
    assert quoted(text, "dam", dam=0.5, mill=0.45) == text


def test_no_quote_begins_with_a_neighbour_that_leans_back() -> None:
    text = f"{OTHER} He was glad. Jon Pell closed the Orvale dam on Friday for good, aides said."
    assert quoted(text, "dam", dam=0.5, glad=0.45).startswith("Jon Pell")


SPEECH = "“We tried. We failed. It is over for the Orvale mill,” she added."


def test_a_quote_does_not_begin_with_the_end_of_a_speech() -> None:
    text = f"{SPEECH} Jon Pell closed the Orvale dam on Friday for good, aides said."
    found = quoted(text, "dam", dam=0.5, over=0.45)
    assert found.startswith("Jon Pell")


def test_the_beginning_of_a_speech_joins_its_end() -> None:
    text = "“We tried. It is over for the Orvale mill,” she added. Jon Pell closed the Orvale dam."
    assert quoted(f"{OTHER}\n\n{text}", "over").startswith("“We tried.")
    assert quoted(f"{OTHER}\n\n{text}", "dam", dam=0.5, over=0.45).startswith("“We tried.")


@pytest.mark.parametrize(
    "line",
    [
        "Ada Brook/Harbour Wire/AP A lorry waits at the Orvale bridge.",
        "Marta Venn, left, and Jon Pell wait at the Orvale bridge.",
        "Ad Feedback What the mayor said 02:07",
        "The old mill of Tolby, in Orvale.",
    ],
)
def test_a_caption_or_player_label_joins_no_quote(line: str) -> None:
    text = f"{OTHER}\n\n{line}\n\nJon Pell closed the Orvale dam on Friday for good."
    scores = {"dam": 0.5, line[:12]: 0.45}
    assert quoted(text, "dam", **scores).startswith("Jon Pell")


WORDS = st.lists(st.sampled_from(["She", "Orvale", "mill.", "“", "”", "the", "\n\n", "said", "7?"]))


@given(WORDS, st.integers(0, 50))
def test_a_quote_is_whole_neighbouring_sentences(words: list[str], at: int) -> None:
    text = " ".join(words)
    sentences = split_sentences(text)
    if not sentences:
        return
    index = at % len(sentences)
    start, end = extent(text, sentences, index, dict.fromkeys(range(len(sentences)), 0.5))
    own = sentences[index]
    assert start in {first for first, _ in sentences} and end in {last for _, last in sentences}
    assert start <= own[0] and own[1] <= end
    inside = [span for span in sentences if start <= span[0] and span[1] <= end]
    assert len(inside) <= QUOTE_SENTENCES


@given(st.lists(st.integers(1, 120), min_size=1, max_size=8), st.integers(0, 7))
def test_no_quote_is_too_long(lengths: list[int], at: int) -> None:
    text = " ".join("She " + "ran " * (length - 1) + "off." for length in lengths)
    sentences = split_sentences(text)
    index = at % len(sentences)
    start, end = extent(text, sentences, index, dict.fromkeys(range(len(sentences)), 0.5))
    own = len(text[slice(*sentences[index])].split())
    assert len(text[start:end].split()) <= max(own, MAX_QUOTE_WORDS, WHOLE_QUOTE_WORDS)


@given(st.text("ab A,.\n_1", max_size=30), st.text("abA", min_size=1, max_size=2))
def test_a_word_stands_inside_where_a_pattern_finds_it(text: str, word: str) -> None:
    expected = re.search(rf"[a-z,] {word}\b", text) is not None
    assert _stands_inside(text, f" {word}") == expected
