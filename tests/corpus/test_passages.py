from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.corpus.passages import passage_input, split_passages
from assistant.models import Article
from assistant.settings import MAX_TITLE_CHARACTERS, PASSAGE_CHARACTERS

PIECES = st.sampled_from(
    [
        "The harbour reopened on Monday. ",
        "The harbour reopened on Monday. ",
        "“We waited,” said U.S. Sen. A. B. Cole, D-Wash. ",
        "\n\n",
        "\r\n\r\n",
        "\r\n",
        "\n \t \n",
        " " * 40,
        "\u00a0\u2003",
        "👩‍👩‍👧‍👦🙂",
        "e\u0301a\u0308\u0323",
        "회담은 월요일에 열렸다. ",
        "会議は月曜日に開かれた。",
        "x" * 1200,
        "a.b.c...!!!???",
        "\u2028",
        "\x85",
    ]
)
HOSTILE = st.lists(PIECES | st.text(max_size=40), max_size=40).map("".join)


def words(text: str) -> int:
    """A counter of words and marks, as strict as a tokenizer on long words."""
    return 2 + sum(1 + len(piece) // 8 for piece in re.findall(r"\w+|[^\w\s]", text))


def article(text: str, title: str = "Harbour reopens") -> Article:
    return Article(id="a", text=text, title=title)


@settings(max_examples=300, deadline=None)
@given(text=HOSTILE, title=st.text(max_size=60), limit=st.sampled_from([60, 120, 256]))
def test_passages_are_exact_slices_that_cover_the_text(text: str, title: str, limit: int) -> None:
    given_article = article(text, title)
    passages = split_passages(given_article, words, limit)
    covered = 0
    for passage in passages:
        assert text[passage.start : passage.end] == passage.text
        assert passage.text == passage.text.strip() != ""
        assert text[covered : passage.start].strip() == ""
        fits = words(passage_input(given_article, passage)) <= limit
        assert fits or passage.end - passage.start <= 16
        covered = passage.end
    assert text[covered:].strip() == ""


@pytest.mark.parametrize("text", ["", " ", "\r\n\r\n\t", "\u00a0\u2003"])
def test_blank_text_has_no_passages(text: str) -> None:
    assert split_passages(article(text), words) == []


def test_a_word_of_100_000_characters_is_cut_within_the_limit() -> None:
    text = "z" * 100_000
    passages = split_passages(article(text), words)
    assert "".join(passage.text for passage in passages) == text
    assert max(words(passage_input(article(text), passage)) for passage in passages) <= 256


def test_a_repeated_paragraph_has_its_own_offsets_each_time() -> None:
    paragraph = "The minister said it again and again. " * 20
    text = "\n\n".join([paragraph.strip()] * 6)
    starts = [passage.start for passage in split_passages(article(text), words)]
    assert starts == [number * (len(paragraph) + 1) for number in range(6)]


def test_passages_begin_at_paragraphs_where_these_fit() -> None:
    paragraphs = [f"Paragraph {number} tells of the strike. " * 9 for number in range(12)]
    text = "\n\n".join(paragraph.strip() for paragraph in paragraphs)
    passages = split_passages(article(text), words)
    assert len(passages) > 3
    assert all(passage.text.startswith("Paragraph") for passage in passages)
    assert all(text[: passage.start].endswith("\n\n") for passage in passages[1:])


def test_a_long_paragraph_is_cut_at_sentence_ends_but_not_after_an_initial() -> None:
    sentence = "The bill by U.S. Sen. J. Q. Doe of the harbour committee passed on Friday. "
    passages = split_passages(article(sentence * 40), words)
    assert len(passages) > 2
    assert all(passage.text.startswith("The bill") for passage in passages)
    assert all(passage.text.endswith("Friday.") for passage in passages)


def test_a_tail_of_a_few_words_joins_the_passage_before() -> None:
    text = "\n\n".join(["w " * (PASSAGE_CHARACTERS // 2 - 5), "Copyright notice."])
    assert [passage.end for passage in split_passages(article(text), lambda _: 1)] == [len(text)]


def test_the_title_goes_before_the_slice_on_one_line_and_capped() -> None:
    long_title = article("Body.", title=" Storm\n closes   port " + "x" * 500)
    (passage,) = split_passages(long_title, words)
    title, _, body = passage_input(long_title, passage).partition("\n\n")
    assert title.startswith("Storm closes port x") and len(title) == MAX_TITLE_CHARACTERS
    assert body == passage.text == "Body."
    assert passage_input(article("Body.", title=" "), passage) == "Body."


def test_passage_ids_are_the_same_at_every_run() -> None:
    text = "One sentence of the report. " * 100
    first, second = (split_passages(article(text), words) for _ in range(2))
    assert first == second and len({passage.id for passage in first}) == len(first)
