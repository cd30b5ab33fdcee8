from __future__ import annotations

from datetime import date

import pytest

from assistant.annotations import ResolvedDate
from assistant.models import Citation
from assistant.ui import words
from tests.ui.fake import FERRY, QUOTES
from tests.ui.hostile import HOSTILE


@pytest.mark.parametrize(
    "url", ["https://example.org/a?b=c#d", "http://example.org:8080/", "HTTPS://EXAMPLE.ORG/ü"]
)
def test_links_to_web_pages_pass(url: str) -> None:
    assert words.safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "//example.org/",
        "/relative",
        "https:",
        "https://",
        "https:/example.org\\@evil.example",
        "https://example.org\t/",
        "https://good.example@evil.example/",
        "https://[broken/",
        "https://example.org:port/",
        "https://example.org/\u202egnp.exe",
        *HOSTILE,
    ],
)
def test_other_links_do_not(url: str | None) -> None:
    assert words.safe_url(url) is None


def test_the_host_is_shown_without_www() -> None:
    assert words.host("https://www.example.org:81/x") == "example.org"


@pytest.mark.parametrize(
    ("score", "word", "number"),
    [(1.2, "high", 100), (0.8, "high", 80), (0.79, "medium", 79), (0.5, "medium", 50),
     (0.499, "low", 50), (0.0, "low", 0), (-0.1, "low", 0)],
)  # fmt: skip
def test_scores_in_words_and_numbers(score: float, word: str, number: int) -> None:
    assert (words.confidence(score), words.percent(score)) == (word, number)


def test_how_a_date_is_known() -> None:
    known = Citation("i", "t", published=date(2018, 3, 28), published_basis="page")
    assert words.published(known) == "published 28 Mar 2018, from the page"
    assert words.published(Citation("i", "t")) == "publication date unknown"


def test_resolved_dates_in_words() -> None:
    def resolved(first: date | None, last: date | None) -> str | None:
        return words.resolved(ResolvedDate(0, 1, "x", None, first, last, "explicit"))

    assert resolved(date(2018, 5, 7), date(2018, 5, 8)) == "7 May 2018 to 8 May 2018"
    assert resolved(date(2018, 5, 7), date(2018, 5, 7)) == "7 May 2018"
    assert resolved(None, None) is None


def test_a_citation_to_paste() -> None:
    assert words.cited(QUOTES[0]) == (
        f"“{QUOTES[0].text}”\n— Ada Quill, “Ferry Aurora ends its crossing”, Harbour Gazette, "
        f"11 May 2021. {FERRY.url}"
    )
    assert "javascript" not in words.cited(QUOTES[1]).rsplit("undated", 1)[1]
