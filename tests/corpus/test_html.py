from __future__ import annotations

from datetime import date

import pytest

from assistant.corpus.html import read_html
from assistant.corpus.unreadable import Unreadable
from tests.corpus.samples import BODY, LINKED, page

TEXT = "\n\n".join(BODY)


def test_a_page_states_what_it_is() -> None:
    draft = read_html(page())
    assert draft.text == TEXT
    assert draft.title == "Border reopens"
    assert draft.source == "The Example Post"
    assert draft.author == "Ada Bell, Cy Dunn"
    assert (draft.published, draft.published_basis) == (date(2021, 6, 7), "metadata")
    assert draft.url == "https://post.example/2021/border"


def test_meta_tags_do_without_json() -> None:
    meta = (
        '<meta property="article:published_time" content="2021-06-08T08:00:00Z">'
        '<meta name="author" content="By Ada Bell"></head>'
    )
    draft = read_html(page("{broken").replace("</head>", meta))
    assert (draft.published, draft.published_basis) == (date(2021, 6, 8), "metadata")
    assert draft.author == "Ada Bell"


def test_the_outlets_name_is_no_part_of_the_title() -> None:
    linked = LINKED.replace('"Border reopens"', '"Border reopens - The Example Post"')
    assert read_html(page(linked)).title == "Border reopens"


def test_a_date_that_the_page_writes() -> None:
    draft = read_html(page("{}").replace("</h1>", "</h1><p>Published on 7 June 2021</p>"))
    assert (draft.published, draft.published_basis) == (date(2021, 6, 7), "page")


def test_a_date_that_the_address_names() -> None:
    draft = read_html(page("{}"), "https://post.example/2021/06/07/border")
    assert (draft.published, draft.published_basis) == (date(2021, 6, 7), "url")


def test_the_outlets_own_day_is_kept_where_the_statement_is_in_utc() -> None:
    linked = LINKED.replace("2021-06-07T23:30:00-04:00", "2021-06-08T03:30:00Z")
    draft = read_html(page(linked), "https://post.example/2021/06/07/border")
    assert (draft.published, draft.published_basis) == (date(2021, 6, 7), "url")


@pytest.mark.parametrize("footer", ["Copyright 2019", "5 years ago", "Since 1998", "June 2021"])
def test_a_date_is_never_made_up(footer: str) -> None:
    draft = read_html(page("{}").replace("Copyright", footer))
    assert (draft.published, draft.published_basis) == (None, "unknown")


@pytest.mark.parametrize(
    "markup",
    ["<html></html>", "<html><body><script>var a = 1</script></body></html>", "\x00", "<!-- -->"],
)
def test_a_page_without_an_article_is_refused(markup: str) -> None:
    with pytest.raises(Unreadable):
        read_html(markup)


@pytest.mark.parametrize(
    "linked",
    [
        "[" * 50_000,
        '{"@graph": ' * 500,
        '{"@type": ["NewsArticle", 3], "headline": {"a": 1}, "author": [[["x"]]], "publisher": 5}',
        '{"@type": "NewsArticle", "datePublished": {"@value": 3}, "url": ["x"], "inLanguage": {}}',
        '"text"',
        "null",
    ],
)
def test_strange_statements_are_passed_over(linked: str) -> None:
    assert read_html(page(linked)).text == TEXT


def test_an_xhtml_page_that_names_its_encoding() -> None:
    draft = read_html('<?xml version="1.0" encoding="utf-8"?>\n' + page())
    assert draft.text == TEXT
