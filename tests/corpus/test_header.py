from __future__ import annotations

from assistant.corpus.header import read_header, url_line
from assistant.corpus.lines import split_lines


def test_fields_are_read_until_the_first_other_line() -> None:
    header = read_header(
        split_lines("Headline: A b c\nByline: Ann Lee\n\nText: of it\nDate: 2018-03-29")
    )
    assert header.fields == {"title": "A b c", "author": "Ann Lee"}
    assert header.size == 2


def test_one_field_alone_is_a_line_of_the_page() -> None:
    assert read_header(split_lines("Source: Harbour Herald\n\nA text.")).size == 0


def test_address_line() -> None:
    assert (
        url_line(split_lines("A b\nURL: https://example.com/a?b=1\nc"))
        == "https://example.com/a?b=1"
    )
    assert url_line(split_lines("See https://example.com for more")) is None
