# ruff: noqa: E501 (sample lines stay whole)
from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.draft import Draft
from assistant.corpus.dump import read_dump

PARAGRAPHS = (
    "The foreign ministers of the two countries met in the harbour city on Tuesday and agreed to resume "
    "talks on fishing rights that had been broken off in the spring.",
    "“We have spoken openly about what divides us,” the host said after the meeting, which lasted for "
    "three hours and ended without a joint statement.",
    "Officials of both sides will meet again next month, a spokeswoman said, to settle how many boats may "
    "cross the line each season and who will count them.",
    "Fishermen in the northern villages, who lost a third of their income last year, said that they expected "
    "little from the talks.",
)
TITLE = "Harbour talks on fishing rights resume after a spring of silence"

PAGE = f"""Skip to main content
Menu

  • Home
  • World
  • Politics
  • Business
  • Sport
  • Weather

Settings

font-size

  • -1
  • 0
  • +1

{TITLE}

  • Facebook share button
  • Twitter share button
  • Link share button

The two ministers shake hands in this file photo taken May 3 last year. Yonhap
The two ministers shake hands in this file photo taken May 3 last year. Yonhap

By Ann Lee

Posted : 2019-09-02 17:00

{PARAGRAPHS[0]}

{PARAGRAPHS[1]}

{PARAGRAPHS[2]}

{PARAGRAPHS[3]}

Ann Lee annlee@koreatimes.co.kr

X
CLOSE

Top 10 Stories

  • 1 A dog found its way home over the mountains
  • 2 The price of onions rises again

Recommended
All Headlines Back to Top
Sign up for our newsletter
This website uses cookies to improve your experience.
Copyright © Harbour Herald. All rights reserved.
"""

FURNITURE = (
    "share", "font-size", "settings", "file photo", "by ann lee", "close", "stories", "recommended", "headlines",
    "newsletter", "cookies", "copyright", "onions", "annlee@",
)  # fmt: skip


def furniture_in(text: str) -> list[str]:
    return [words for words in FURNITURE if words in text.lower()]


def test_a_page_is_reduced_to_its_report() -> None:
    draft = read_dump(PAGE)
    assert draft == Draft(
        text="\n\n".join(PARAGRAPHS),
        title=TITLE,
        source="The Korea Times",
        author="Ann Lee",
        published=date(2019, 9, 2),
        published_basis="page",
    )


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_clean_text_keeps_every_paragraph(count: int) -> None:
    body = "\n\n".join(PARAGRAPHS[:count])
    draft = read_dump(f"{TITLE}\n\n{body}\n")
    assert draft.title == TITLE
    assert draft.text == body
    assert draft.published is None
    assert draft.published_basis == "unknown"


@pytest.mark.parametrize("count", [1, 2, 4])
def test_a_text_without_headline_keeps_every_paragraph(count: int) -> None:
    body = "\n\n".join(PARAGRAPHS[:count])
    assert read_dump(body).text == body


def test_header_fields_are_honoured() -> None:
    draft = read_dump(
        f"Title: {TITLE}\nAuthor: Ann Lee\nSource: Harbour Herald\nPublished: 2018-03-29\n"
        f"URL: https://example.com/a\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n"
    )
    assert draft == Draft(
        text="\n\n".join(PARAGRAPHS[:2]),
        title=TITLE,
        source="Harbour Herald",
        author="Ann Lee",
        published=date(2018, 3, 29),
        published_basis="page",
        url="https://example.com/a",
    )


def test_a_dateline_with_a_year_dates_the_report() -> None:
    draft = read_dump(
        f"{TITLE}\n\nSEOUL, March 29, 2018 (Agency) -- {PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}"
    )
    assert draft.published == date(2018, 3, 29)
    assert draft.published_basis == "text"


def test_a_relative_date_is_no_date() -> None:
    draft = read_dump(f"{TITLE}\n\n  • 5 years ago\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}")
    assert draft.published is None
    assert "5 years ago" not in draft.text


def test_a_subtitle_in_another_script_is_neither_title_nor_body() -> None:
    subtitle = "두 장관, 항구 도시에서 회담 재개... 다음 달 다시 만나"
    draft = read_dump(f"{TITLE}\n\n{subtitle}\n\n" + "\n".join(PARAGRAPHS))
    assert draft.title == TITLE
    assert draft.text == "\n\n".join(PARAGRAPHS)


def test_what_stands_between_paragraphs_is_dropped() -> None:
    middle = "\n\nAdvertisement\nArticle continues below\n\n"
    draft = read_dump(
        f"{TITLE}\n\nListen to this article\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}{middle}"
        f"{PARAGRAPHS[2]}\n\n{PARAGRAPHS[3]}"
    )
    assert draft.text == "\n\n".join(PARAGRAPHS)


def test_remarks_of_readers_are_dropped() -> None:
    remark = "I never thought that they would agree on anything at all, did you? They did not."
    draft = read_dump(
        f"{TITLE}\n\n"
        + "\n\n".join(PARAGRAPHS)
        + f"\n\n3 Comments\n\nJo says:\n2 days ago\n{remark}"
    )
    assert draft.text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("empty", ["", " \n\t\r\n "])
def test_nothing_gives_nothing(empty: str) -> None:
    assert read_dump(empty) == Draft(text="")


def test_text_that_looks_like_no_report_is_kept() -> None:
    assert read_dump("one two three\nfour five\nsix").text


LINES = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            *PARAGRAPHS,
            TITLE,
            "  • Home",
            "Share this",
            "By Ann Lee",
            "2018-03-29",
            "Title: x",
            "X",
            "Yonhap",
        ]
    ),
)


@given(st.one_of(st.text(), st.lists(LINES).map("\n".join), st.lists(LINES).map("\r\n\r\n".join)))
def test_every_paragraph_is_a_slice(text: str) -> None:
    draft = read_dump(text)
    at = 0
    for paragraph in draft.text.split("\n\n") if draft.text else []:
        assert paragraph == paragraph.strip() != ""
        at = text.index(paragraph, at) + len(paragraph)
    assert bool(draft.text) <= bool(text.strip())
    assert (draft.published is None) == (draft.published_basis == "unknown")


@pytest.mark.shared
def test_three_real_pages(shared: Path) -> None:
    arirang, times, chosun = (
        read_dump(path.read_text("utf-8")) for path in sorted((shared / "articles").glob("*.txt"))
    )
    assert arirang.title == (
        "N. Korea to coordinate with China, Russia to strengthen leverage against U.S.: experts"
    )
    assert (arirang.author, arirang.source) == ("Oh Jung-hee", "Arirang News")
    assert (arirang.published, arirang.published_basis) == (None, "unknown")
    assert arirang.text.startswith("Staying with")
    assert "on Saturday." in arirang.text[-60:]
    assert "Recommended" not in arirang.text
    assert not any("가" <= char <= "힣" for char in arirang.text)

    assert (
        times.title == "North Korea tightening strategic alliance with China for nuclear leverage"
    )
    assert (times.author, times.source) == ("Lee Min-hyung", "The Korea Times")
    assert (times.published, times.published_basis) == (None, "unknown")
    assert times.text.startswith("Chinese Foreign Minister")
    assert times.text.endswith("trade war against Washington.")

    assert chosun.title == "Kim Jong-un Plays All Ends Against the Middle"
    assert (chosun.author, chosun.source) == ("Kim Jin-myung", "Chosunilbo")
    assert (chosun.published, chosun.published_basis) == (date(2018, 3, 29), "page")
    assert chosun.text.startswith("North Korean leader")
    assert chosun.text.endswith('and the U.S."')
    assert "wave from their train" in chosun.text

    for draft in (arirang, times, chosun):
        assert not furniture_in(draft.text)
        assert draft.title and draft.title not in draft.text


CAPTION = (
    "Ada Brook and Jon Pell wave from the ferry, in this photo released by the harbour office."
)


def test_a_caption_that_names_somebody_stays_once_as_a_paragraph() -> None:
    page = f"""Ferry opens

Harbour Wire | 3 May 2021

{CAPTION}

{CAPTION}

The ferry between Orvale and Tolby was opened on Monday by the mayor of both towns.

Ada Brook and Jon Pell met before, in this file photo taken in Tolby years ago.

It will sail four times a day until the first frost, and twice in winter, the harbour office said.

Read more

All rights reserved
"""
    text = read_dump(page).text
    assert text.count(CAPTION) == 1
    assert CAPTION in text.split("\n\n")
    assert "years ago" not in text and "All rights" not in text
