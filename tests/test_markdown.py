from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.models import Answer, Article, Interpretation, Quote

REPORT = Article(
    "a1", "Kim *visited* <b>China</b>.\n1. He left.", "The [trip]", "Desk", None,
    date(2018, 3, 29), "page", "https://desk.example/kim",
)  # fmt: skip


def answer(report: Article, *, found: bool = True) -> Answer:
    quotes = (Quote(report, 0, len(report.text), report.text, 0.9),)
    reading = Interpretation("when", "when?")
    return Answer("when?", reading, quotes) if found else Answer("when?", reading, nearest=quotes)


def test_a_quote_with_its_citation() -> None:
    assert answer(REPORT).to_markdown() == (
        "> Kim \\*visited\\* \\<b\\>China\\</b\\>.\n> 1\\. He left.\n>\n"
        "> — 1\\. **[The \\[trip\\]](<https://desk.example/kim>)**, Desk, 2018-03-29 (page)\n"
    )


def test_no_answer_says_so_above_the_nearest() -> None:
    lines = answer(REPORT, found=False).to_markdown().splitlines()
    assert lines[0] == "No answer to this in the corpus."
    assert lines[2].startswith("The nearest passages, which do not answer")


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
