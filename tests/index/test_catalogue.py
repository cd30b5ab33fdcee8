from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import InvalidRequest
from assistant.index.titles import plain_title
from assistant.retriever import Retriever
from tests.index.world import World, article

TITLES = (
    ("Mayor’s bridge opens", "2021-05-02", "Post", "en"),
    ("Mayor closes bridge", "2021-05-09", "Post", "en"),
    ("Łódź rebuilds 100% of its bridge", "2020-11-30", "times", "en"),
    ("Brücke in Köln gesperrt", "2020-11-01", "Zeitung", "de"),
    ("A_B testing explained", None, None, "en"),
    ("Undated notice", None, "Times", None),
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retriever]:
    world = World(tmp_path_factory.mktemp("catalogue"))
    world.write(
        "a.txt",
        *(
            article(f"Report number {number} tells of it.", title, published=published,
                    source=source, language=language)
            for number, (title, published, source, language) in enumerate(TITLES)
        ),
        # A copy, printed later: it stands under the first report and is not listed.
        article("Tells of it: report number 0.", "Bridge again", published="2021-06-01"),
    )  # fmt: skip
    (world.corpus / "b.txt").write_text("not json")
    world.build()
    with world.open() as retriever:
        yield retriever


def titles(opened: Retriever, matching: str = "", **options: Any) -> list[str]:
    listing = opened.articles(matching, **options)
    assert listing.total >= len(listing.citations)
    return [citation.title for citation in listing.citations]


def test_what_is_held_in_numbers(opened: Retriever) -> None:
    held = opened.overview()
    assert (held.articles, held.copies, held.passages) == (6, 1, 6)
    assert (held.first, held.last) == (date(2020, 11, 1), date(2021, 5, 9))
    assert (held.undated, held.unsourced) == (2, 1)
    assert held.sources == (("Post", 2), ("Times", 1), ("Zeitung", 1), ("times", 1))
    assert held.languages == (("en", 4), ("de", 1))
    assert held.months == (("2020-11", 2), ("2021-05", 2))
    assert held.skipped == (("b.txt", "not JSON"),)
    assert held.model == "words"
    assert held.built.endswith("+00:00")


def test_the_newest_come_first_and_the_undated_last(opened: Retriever) -> None:
    assert titles(opened) == [
        "Mayor closes bridge",
        "Mayor’s bridge opens",
        "Łódź rebuilds 100% of its bridge",
        "Brücke in Köln gesperrt",
        "A_B testing explained",
        "Undated notice",
    ]


def test_a_citation_is_that_of_the_article(opened: Retriever) -> None:
    [citation] = opened.articles("koln").citations
    found = opened.article(citation.id)
    assert found is not None
    assert found.citation == citation
    assert citation.path == "a.txt#4"


@pytest.mark.parametrize(
    ("matching", "found"),
    [
        ("BRIDGE mayor", 2),
        ("mayor's", 1),
        ("lodz", 1),
        ("Łódź", 1),
        ("brucke KÖLN", 1),
        ("100%", 1),
        ("%", 1),
        ("a_b", 1),
        ("_", 1),
        ("\\", 0),
        ("bridge nobody", 0),
        ("again", 0),
        ("' OR 1=1 --", 0),
        ("\ud800", 0),
        ("\0", 0),
        ("  ", 6),
    ],
)
def test_every_typed_word_stands_in_the_title(opened: Retriever, matching: str, found: int) -> None:
    listing = opened.articles(matching)
    assert listing.total == len(listing.citations) == found


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"source": "TIMES"}, 2),
        ({"source": ["Post", "Zeitung"]}, 3),
        ({"source": "Nowhere"}, 0),
        ({"source": ""}, 6),
        ({"language": ["de"]}, 1),
        ({"language": "xx"}, 0),
        ({"since": date(2021, 5, 2)}, 2),
        ({"until": date(2020, 11, 30)}, 2),
        ({"since": date(2020, 11, 2), "until": date(2021, 5, 2), "source": "Post"}, 1),
    ],
)
def test_filters(opened: Retriever, options: dict[str, Any], found: int) -> None:
    assert opened.articles(**options).total == found


def test_pages_are_parts_of_the_whole(opened: Retriever) -> None:
    whole = titles(opened)
    parts = [titles(opened, limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    assert [title for part in parts for title in part] == whole
    assert opened.articles(limit=1, offset=2**31 - 1).total == 6


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"limit": 0}, "limit is 0"),
        ({"limit": 201}, "limit is 201"),
        ({"offset": -1}, "offset is -1"),
        ({"offset": 2**31}, "offset is 2147483648"),
        ({"matching": "x" * 501}, "501 characters"),
        ({"since": date(2021, 1, 1), "until": date(2020, 1, 1)}, "after until"),
    ],
)
def test_requests_out_of_range_are_refused(
    opened: Retriever, options: dict[str, Any], why: str
) -> None:
    with pytest.raises(InvalidRequest, match=why):
        opened.articles(**options)


@settings(max_examples=60)
@given(st.text(max_size=30))
def test_any_text_lists_what_holds_it(opened: Retriever, matching: str) -> None:
    words = plain_title(matching).split()
    straight = [plain_title(title).replace("’", "'") for title, *_ in TITLES]
    # Every title that holds the words as typed is found; a typed mark may find its like besides.
    wanted = sum(all(word in title for word in words) for title in straight)
    assert opened.articles(matching).total >= wanted
