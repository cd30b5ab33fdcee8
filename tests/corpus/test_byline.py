# ruff: noqa: E501 (sample lines stay whole)
from __future__ import annotations

import pytest

from assistant.corpus.byline import clean_name, find_author, find_source
from assistant.corpus.lines import Line, split_lines
from assistant.corpus.outlets import domain_of, host_of, outlet_of

BODY = "The envoys spoke for two hours and agreed on little, an official of the ministry said on Monday."


def page(above: str = "", below: str = "") -> tuple[list[Line], int, tuple[int, int]]:
    lines = split_lines("\n\n".join(["Envoys agree on little", above, BODY, BODY, below]))
    first = 2 if above else 1
    return lines, 0, (first, first + 2)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("by Ann Lee | March 29, 2018", "Ann Lee"),
        ("By ANN LEE, The Daily Courier", "ANN LEE"),
        ("Written by Ann Lee and Bo de la Cruz", "Ann Lee and Bo de la Cruz"),
        ("By the time they met, all was lost", None),
        ("홍길동 기자", "홍길동"),
    ],
)
def test_author_of_a_byline(line: str, author: str | None) -> None:
    assert find_author(*page(line)) == author


def test_author_and_outlet_of_a_signed_mail_line() -> None:
    lines, title, body = page(below="Ann Lee annlee@koreatimes.co.kr")
    assert find_author(lines, title, body) == "Ann Lee"
    assert find_source(lines, title, body, None) == "The Korea Times"


def test_sign_off_names_author_and_outlet() -> None:
    lines, title, body = page(below="Ann Lee, Harbour City News.")
    assert find_author(lines, title, body) == "Ann Lee"
    assert find_source(lines, title, body, None) == "Harbour City News"


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Copyright © Dailyilbo &", "Dailyilbo"),
        ("© 2019 Harbour Herald. All rights reserved.", "Harbour Herald"),
        ("Copyright (c) 2001-2019 Harbour Herald Inc.", "Harbour Herald"),
        ("All rights reserved.", None),
    ],
)
def test_source_of_a_copyright_line(line: str, source: str | None) -> None:
    lines, title, body = page(below=line)
    assert find_source(lines, title, body, None) == source


def test_address_beats_copyright() -> None:
    lines, title, body = page(below="© 2019 Some Holding Group")
    assert find_source(lines, title, body, "https://www.bbc.co.uk/news/1") == "BBC"


def test_unknown_domain_is_its_own_name() -> None:
    lines, title, body = page()
    assert (
        find_source(lines, title, body, "https://news.harbour.example.co.uk/1") == "example.co.uk"
    )


def test_names_and_domains() -> None:
    assert clean_name("Ann Lee") == "Ann Lee"
    assert clean_name("the minister said") is None
    assert outlet_of("m.koreatimes.co.kr") == "The Korea Times"
    assert domain_of("gmail.com") is None
    assert host_of("http://[broken") == ""
