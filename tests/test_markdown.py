from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.annotations import (
    Claim,
    Disagreement,
    Event,
    Receipt,
    ResolvedDate,
    Speaker,
)
from assistant.models import Answer, Article, Citation, Interpretation, Quote

REPORT = Article(
    "a1", "Kim *visited* <b>China</b>.\n1. He left.", "The [trip]", "Desk", None,
    date(2018, 3, 29), "page", "https://desk.example/kim",
)  # fmt: skip


def answer(report: Article, *, found: bool = True) -> Answer:
    quotes = (Quote(report, 0, len(report.text), report.text, 0.9),)
    reading = Interpretation("when", "when?", words=("visit",))
    return Answer("when?", reading, quotes) if found else Answer("when?", reading, nearest=quotes)


def test_a_quote_with_its_citation() -> None:
    assert answer(REPORT).to_markdown() == (
        "> Kim \\*visited\\* \\<b\\>China\\</b\\>.\n> 1\\. He left.\n>\n"
        "> — 1\\. **[The \\[trip\\]](<https://desk.example/kim>)**, Desk, 2018-03-29 (page)\n"
    )


def test_no_answer_says_so_above_the_nearest() -> None:
    lines = answer(REPORT, found=False).to_markdown().splitlines()
    assert lines[0] == "Not found in these articles. Closest:"
    assert lines[2].startswith("> Kim")


def test_an_unsafe_link_and_an_unknown_date() -> None:
    report = replace(REPORT, url="javascript:alert(1)", published=None)
    written = answer(report).to_markdown()
    assert "javascript" not in written
    assert "date unknown" in written


@given(st.text(min_size=1).filter(str.strip))
def test_hostile_text_stays_a_block_quote_of_plain_text(text: str) -> None:
    report = replace(REPORT, text=text.strip(), title="t", url=None)
    tokens = MarkdownIt("commonmark").parse(answer(report).to_markdown())
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
    assert kinds <= {"blockquote", "paragraph", "inline"}
    inner = {child.type for token in tokens for child in token.children or []}
    assert inner <= {
        "text",
        "softbreak",
        "strong_open",
        "strong_close",
        "text_special",
        "hardbreak",
    }


def remarked() -> Quote:
    copy = Citation("a2", "The trip", "Echo *Daily*", path="e.txt")
    report = replace(REPORT, text="Kim visited on Sunday, Xinhua said.", copies=(copy,))
    sunday = report.text.index("Sunday")
    said = report.text.index("Xinhua")
    day = date(2018, 3, 25)
    return Quote(
        report, 0, len(report.text), report.text, 0.9,
        dates=(
            ResolvedDate(sunday, sunday + 6, "Sunday", "2018-03-25", day, day,
                         "relative to publication 2018-03-29"),
            ResolvedDate(0, 3, "Kim", None, None, None, "no publication date"),
            ResolvedDate(4, 7, "vis", "2018-W13", date(2018, 3, 26), date(2018, 4, 1), ""),
            ResolvedDate(4, 7, "vis", "2018", date(2018, 1, 1), date(2018, 12, 31), "stated"),
        ),
        speaker=Speaker("Xinhua", said, said + 11, "Xinhua said", direct=False),
        receipt=Receipt("", "", "https://desk.example/kim?a=1&b=2#:~:text=Kim%20visited"),
    )  # fmt: skip


def test_what_is_known_of_a_quote_stands_under_its_citation() -> None:
    day = date(2018, 3, 25)
    claims = (Claim(1, 0, 3, "Kim", "1"), Claim(2, 4, 9, "visit", "2", later=True))
    written = Answer(
        "when?", Interpretation("when", "when?"), (remarked(),),
        timeline=(
            Event("2018-03-25", day, day, (1, 3)),
            Event("2018-W13", day, date(2018, 4, 1), (2,)),
        ),
        disagreements=(Disagreement("number", claims),),
    ).to_markdown()  # fmt: skip
    assert written == (
        "> Kim visited on Sunday, Xinhua said.\n>\n"
        "> — 1\\. **[The \\[trip\\]](<https://desk.example/kim>)**, Desk, 2018-03-29 (page)\n>\n"
        "> Said by Xinhua (“Xinhua said”, reported)\n>\n"
        "> Dates: “Sunday” = 2018-03-25, from publication on 2018-03-29; "
        "“Kim” = unresolved, no publication date; "
        "“vis” = week of 2018-03-26 (2018-03-26 to 2018-04-01); “vis” = 2018, stated\n>\n"
        "> 1 report, 2 outlets: Desk, Echo \\*Daily\\*\n>\n"
        "> [Open the page at the quote]"
        "(<https://desk.example/kim?a=1&amp;b=2#:~:text=Kim%20visited>)\n\n"
        "**Timeline**\n\n"
        "- 2018-03-25: quotes 1, 3\n- 2018-03-25 to 2018-04-01: quote 2\n\n"
        "**The quotes disagree**\n\n"
        "- number: “Kim” = 1 (quote 1); “visit” = 2 (quote 2, later)\n"
    )


def test_addresses_are_read_back_as_they_were() -> None:
    for url in ("https://desk.example/?a=1&copy;=2", "https://desk.example/a_(b)[c"):
        written = answer(replace(REPORT, url=url)).to_markdown()
        tokens = MarkdownIt("commonmark").parse(written)
        children = [child for token in tokens for child in token.children or []]
        targets = [str(child.attrGet("href")) for child in children if child.attrGet("href")]
        assert targets == [MarkdownIt().normalizeLink(url)]


@given(st.text(min_size=1).filter(str.strip))
def test_hostile_remarks_stay_plain_text(text: str) -> None:
    quote = remarked()
    speaker = replace(quote.speaker, name=text) if quote.speaker else None
    dates = (replace(quote.dates[0], basis=text),)
    hostile = replace(quote, speaker=speaker, dates=dates, receipt=None)
    report = replace(quote.article, url=None, title="t")
    written = Answer(
        "when?", Interpretation("when", "when?"), (replace(hostile, article=report),)
    ).to_markdown()
    tokens = MarkdownIt("commonmark").parse(written)
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
    assert kinds <= {"blockquote", "paragraph", "inline"}
    assert not [c for t in tokens for c in t.children or [] if c.type.startswith(("link", "html"))]
