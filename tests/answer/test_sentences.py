from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.sentences import split_sentences
from benchmarks.evaluation import records

SENTENCES = [
    ["U.S. Sen. Ann Lowe, D-Wash., spoke first.", "Gov. Jay Hill followed."],
    ["The riot of Jan. 6 was No. 1 on the list.", "Mr. Lee agreed."],
    ["J. K. Rowling wrote it.", "She lives in the U.K. now."],
    ["J.D. Salt spoke of Roe v. Wade.", "Frank Pine, Jr., D-N.J., listened."],
    ["He arrived at 9 a.m. on Friday.", "Talks began at 3 p.m. ET.", "Nobody spoke."],
    ["They met at 10 a.m. Monday.", "They left."],
    ["“We must talk.” he said.", "Then he left."],
    ['"We will not go."', "The minister sat down."],
    ["“Is it over?” Kim asked.", "“No!” he cried."],
    ['She said: "We said we would."', "It ended."],
    ['"We won," he said.', '"We always do.', 'That is us."'],
    ["Well... maybe not.", "They waited."],
    ["He moved to the U.S.", "The visit lasted a week."],
    ["Apple Inc. said on Monday it grew 3.5 percent.", "Shares rose."],
    ["St. Louis and Ft. Worth vs. Mt. Hood.", "Next came Dr. King Jr. and others."],
    ["(He did not elaborate.)", "The White House said nothing."],
    ["TAMPA, Fla. (AP) — The coach stayed.", "He is 40."],
    ["The vote is set for Sept. 12.", "It may slip."],
    ["5. Tony Hill", "\n6. Ann Lowe"],
    ["See harbour.example for more.", "Lt. Gen. H.R. Stone met Rep. Hill on Aug. 3."],
]


@pytest.mark.parametrize("expected", SENTENCES)
def test_sentences_of_news_prose(expected: list[str]) -> None:
    text = " ".join(expected)
    assert [text[start:end] for start, end in split_sentences(text)] == [
        s.strip() for s in expected
    ]


def test_blank_line_ends_a_sentence_and_a_wrapped_line_does_not() -> None:
    text = (
        "A headline with no stop\n\nThe first paragraph goes on over a line that is\n"
        "wrapped at the margin, as mail\nprograms do. Second sentence.\n\n• one thing\n• another"
    )
    found = [text[start:end] for start, end in split_sentences(text)]
    assert found == [
        "A headline with no stop",
        "The first paragraph goes on over a line that is\nwrapped at the margin, as mail\n"
        "programs do.",
        "Second sentence.",
        "• one thing",
        "• another",
    ]


def test_short_line_before_a_new_beginning_is_a_headline() -> None:
    text = "Talks resume\nEnvoys of both sides met in the border village for three hours today."
    assert len(split_sentences(text)) == 2


def test_without_a_mark_that_ends_one_a_paragraph_is_one_sentence() -> None:
    text = "(1) Austin Cindric, Ford (18) Erik Jones, Toyota (9) Chris Buescher, Ford"
    assert split_sentences(text) == [(0, len(text))]


def test_a_lone_surrogate_does_not_stop_the_splitter() -> None:
    assert split_sentences("One \ud800 two. Three.") == [(0, 10), (11, 17)]


PIECES = ["Kim left. ", "U.S. ", "“No.” ", '"', "”", "’", "\n", "\n\n", "\r\n", "  ", "J. ", "5. "]
PIECES += ["…", "?!", "(A.) ", "😀", "e\u0301", "\u2028", "\x00", "\u00a0", "• x", "a.m. ", "。"]
PIECES += ["漢字。", ". . . ", "\t", "Mr.", "\u200b"]
hostile = st.lists(st.sampled_from(PIECES) | st.text(max_size=12)).map("".join)


@given(hostile)
def test_sentences_cover_every_visible_character_once(text: str) -> None:
    last = 0
    for start, end in split_sentences(text):
        assert last <= start < end
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip()
        last = end
    assert not text[last:].strip()


@pytest.mark.shared
def test_hand_marked_answers_begin_and_end_at_sentences(shared: Path) -> None:
    folder = shared / "evaluation"
    marked = [record for record in records(folder / "gold" / "questions.jsonl") if record["gold"]]
    texts = {
        record["url"]: record["text"]
        for record in records(folder / "news_qa" / "articles.jsonl.gz")
    }
    right = []
    for record in marked:
        spans = split_sentences(texts[record["url"]])
        starts, ends = {start for start, _ in spans}, {end for _, end in spans}
        right += [start in starts and end in ends for start, end in record["gold"]]
    assert sum(right) / len(right) > 0.97


ENDED = [
    ["They want ties with the U.S.", "Lee Kang-ho, a professor in Tolby, said so."],
    ["The firm grew in the U.S.", "Brook said sales rose."],
    ["He moved to the U.K.", "Ada Brook stayed behind."],
    ["She works for the U.N.", "Ada Brook, its envoy, is a friend."],
    ["He lives in Dover, N.Y.", "Ada Brook, a lawyer, said he is well."],
    ["They met in the U.S.", "Mr. Lee said it went well."],
    ["They trade with the U.S.", "“We trade,” Lee said."],
    ["They fear the U.S.", "North Korea said it would not."],
    ["They trade with the U.S.", "Experts say it pays."],
    ["She works at Acme Inc.", "Tom Hill runs it."],
    ["It was built by Tom Hill Jr.", "Ada Brook said it would hold."],
]


@pytest.mark.parametrize("expected", ENDED)
def test_an_abbreviation_ends_a_sentence_before_a_subject_with_its_own_verb(
    expected: list[str],
) -> None:
    text = " ".join(expected)
    assert [text[start:end] for start, end in split_sentences(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "He met U.S. President Ada Brook on Monday.",
        "Lee fears that U.S. President Ada Brook said so.",
        "A spokesman for the U.S. Army said the dam held.",
        "The dam broke, the U.S. Geological Survey said.",
        "Officials who met the U.S. Treasury Secretary said so.",
        "The bill passed in the U.S. Senate Majority Leader Ada Brook said.",
        "She sold it to U.S. Steel, a rival, and left.",
        "He was met by D.C. Mayor Ada Brook, who said so.",
        "They played the U.S. Women’s National Team, which won.",
        "The case went to U.S. Attorney Ada Brook, a lawyer, who said so.",
        "Talks with U.S. Rep. Ada Brook, D-Ohio, began.",
        "It was run by Acme Inc. Chief Executive Tom Hill, who said so.",
        "The dam is watched by a U.S. Brook Trout group.",
        "Exports to the U.S. Virgin Islands rose and fell.",
        "The U.S. Lee said so.",
    ],
)
def test_an_abbreviation_before_the_rest_of_its_name_ends_nothing(text: str) -> None:
    assert split_sentences(text) == [(0, len(text))]
