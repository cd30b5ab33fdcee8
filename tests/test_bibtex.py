from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.bibtex import citation_key
from assistant.models import Answer, Article, Interpretation, Quote

REPORT = Article(
    "0a1b2c3d4e5f6a7b", "Ada’s 50% & {more} bread. It sold out.", "Bread_100% {sold}", "The Echo",
    "Ada Brook and Jan van der Berg", date(2020, 2, 3), "page", "https://echo.example/a_{b}?c=%20",
)  # fmt: skip
NAMED = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~",
    "textasciicircum": "^",
}  # fmt: skip


def answer(*reports: Article) -> Answer:
    quotes = tuple(Quote(r, 0, len(r.text), r.text, 0.9) for r in reports)
    return Answer("what?", Interpretation("what", "what?"), quotes)


def parse(text: str) -> dict[str, dict[str, str]]:
    """Read BibTeX strictly: entries of fields in braces that balance, or a month's macro."""
    entries: dict[str, dict[str, str]] = {}
    position = 0
    while match := re.compile(r"\s*@(article|misc)\{([\w-]+),\n").match(text, position):
        fields: dict[str, str] = {"type": match[1]}
        position = match.end()
        while field := re.compile(r"  (\w+) = (?:(\w{3})|(?=\{))").match(text, position):
            assert field[1] not in fields
            position = field.end()
            if field[2]:
                fields[field[1]] = field[2]
            else:
                end = closing(text, position)
                fields[field[1]] = text[position + 1 : end]
                position = end + 1
            assert text[position : position + 2] == ",\n"
            position += 2
        assert text[position : position + 2] == "}\n"
        position += 2
        assert match[2] not in entries
        entries[match[2]] = fields
    assert not text[position:].strip()
    return entries


def closing(text: str, opened: int) -> int:
    depth = 0
    for position in range(opened, len(text)):
        # As BibTeX counts them: behind a backslash too.
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        if not depth:
            return position
    raise AssertionError("a brace is left open")


def plain(value: str) -> str:
    """Undo the escapes; whatever LaTeX would read as a command is an error."""
    pieces = []
    pattern = r"\\(text\w+)\{\}|\\([%&$#_])|([^\\%&$#_{}~^])"
    position = 0
    while match := re.compile(pattern, re.S).match(value, position):
        pieces.append(NAMED[match[1]] if match[1] else match[2] or match[3])
        position = match.end()
    assert position == len(value), value[position:]
    return "".join(pieces)


def test_an_entry_has_the_fields_of_a_report() -> None:
    [(key, entry)] = parse(answer(REPORT).to_bibtex(accessed=date(2024, 1, 2))).items()
    assert key == "theecho-2020-0a1b2c3d4e5f6a7b"
    assert entry == {
        "type": "article",
        "title": r"{Bread\_100\% \textbraceleft{}sold\textbraceright{}}",
        "author": "Brook, Ada and van der Berg, Jan",
        "journal": "The Echo",
        "year": "2020",
        "month": "feb",
        "day": "3",
        "url": "https://echo.example/a_%7Bb%7D?c=%20",
        "urldate": "2024-01-02",
        "note": r"“Ada’s 50\% \& \textbraceleft{}more\textbraceright{} bread. It sold out.”",
    }


def test_what_is_not_known_is_left_out() -> None:
    bare = replace(REPORT, source=None, author=None, published=None, url=None)
    [(key, entry)] = parse(answer(bare).to_bibtex()).items()
    assert key == "0a1b2c3d4e5f6a7b"
    assert set(entry) == {"type", "title", "note"}
    assert entry["type"] == "misc"


def test_an_article_quoted_twice_is_one_entry_and_nobody_quoted_is_none() -> None:
    first, second = Quote(REPORT, 0, 4, "Ada’", 0.9), Quote(REPORT, 4, 5, "s", 0.5)
    twice = Answer("what?", Interpretation("what", "what?"), (first, second))
    [entry] = parse(twice.to_bibtex()).values()
    assert entry["note"] == "“Ada’” “s”"
    nearest = Answer("what?", Interpretation("what", "what?"), nearest=(first,))
    assert nearest.to_bibtex() == ""


@pytest.mark.parametrize(
    ("author", "written"),
    [
        ("Ada Brook", "Brook, Ada"),
        ("By Ada Brook, Tom Hill & Ida O’Neil", "Brook, Ada and Hill, Tom and O’Neil, Ida"),
        ("The Associated Press", "{The Associated Press}"),
        ("Ada Brook, The Echo", "{Ada Brook, The Echo}"),
        ("ada", "{ada}"),
        ("Jan van den Berg", "van den Berg, Jan"),
    ],
)
def test_authors_are_persons_or_a_literal_name(author: str, written: str) -> None:
    [entry] = parse(answer(replace(REPORT, author=author)).to_bibtex()).values()
    assert entry["author"] == written


HOSTILE = st.text(st.sampled_from('ab \\{}%&$#_~^"@,=\n’é船'), min_size=1).filter(str.strip)


@given(HOSTILE, HOSTILE, HOSTILE)
def test_hostile_text_cannot_leave_its_field(title: str, text: str, other: str) -> None:
    report = replace(REPORT, title=title, text=text, source=other, author=other, url=other)
    second = replace(REPORT, id="ffff")
    entries = parse(answer(report, second).to_bibtex())
    assert list(entries) == [citation_key(report), citation_key(second)]
    entry = entries[citation_key(report)]
    assert plain(entry["title"][1:-1]) == " ".join(title.split())
    assert plain(entry["note"]) == f"“{' '.join(text.split())}”"
    assert plain(entry["journal"]) == " ".join(other.split())
