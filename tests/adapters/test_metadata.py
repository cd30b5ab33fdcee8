from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assistant.adapters.metadata import citation_line, passage_metadata, quote_metadata
from assistant.annotations import Receipt, ResolvedDate, Speaker
from assistant.models import Article, Citation, Hit, Quote

TEXT = "The bridge opened on Monday. “It was time”, said Ada Brook, the mayor."
ARTICLE = Article(
    "a1", TEXT, "The bridge\nopens", "Harbour Post", "Lu Wen", date(2021, 5, 5), "page",
    "https://harbour.example/bridge", "bridge.html", "en",
)  # fmt: skip
PLACE = {
    "article": "a1",
    "title": "The bridge\nopens",
    "source": "Harbour Post",
    "author": "Lu Wen",
    "published": "2021-05-05",
    "published_basis": "page",
    "url": "https://harbour.example/bridge",
    "path": "bridge.html",
    "language": "en",
    "sha256": ARTICLE.sha256,
    "citation": "The bridge opens, Harbour Post, Lu Wen, 2021-05-05 (page), "
    "https://harbour.example/bridge",
}


def test_a_passage_has_its_place_and_its_resolved_dates() -> None:
    found = passage_metadata(Hit(ARTICLE, 0, 28, 0.75, 0.5, 1.0))
    [resolved] = found.pop("dates")
    assert found == {"kind": "passage", **PLACE, "start": 0, "end": 28, "score": 0.75}
    assert (resolved["text"], resolved["value"]) == ("Monday", "2021-05-03")
    assert resolved["basis"] == "relative to publication 2021-05-05"


def test_dates_outside_the_passage_are_left_out() -> None:
    assert passage_metadata(Hit(ARTICLE, 29, len(TEXT), 0.75, 0.5, 1.0))["dates"] == []


def test_a_quote_says_what_answers_and_who_speaks() -> None:
    monday = ResolvedDate(21, 27, "Monday", "2021-05-03", date(2021, 5, 3), date(2021, 5, 3), "b")
    quote = Quote(
        ARTICLE, 0, len(TEXT), TEXT, 0.5, ((21, 27),), (monday,),
        Speaker("Ada Brook", 49, 58, "Ada Brook", direct=True),
        Receipt("", "", "https://harbour.example/bridge#:~:text=The"),
    )  # fmt: skip
    assert quote_metadata(quote, 2) == {
        "kind": "quote",
        **PLACE,
        "start": 0,
        "end": len(TEXT),
        "score": 0.5,
        "dates": [monday.to_dict()],
        "rank": 2,
        "highlights": [[21, 27]],
        "speaker": "Ada Brook",
        "link": "https://harbour.example/bridge#:~:text=The",
    }


def test_a_quote_of_which_little_is_known_says_none() -> None:
    bare = Quote(Article("a", "Rain fell.", "Rain", path="r.txt"), 0, 10, "Rain fell.", 0.5)
    found = quote_metadata(bare, 1)
    unknown = ("source", "author", "published", "url", "language", "speaker", "link")
    assert {name: found[name] for name in unknown} == dict.fromkeys(unknown)
    assert found["citation"] == "Rain, date not known, r.txt"


@given(st.text(), st.none() | st.text(), st.none() | st.dates())
def test_a_citation_is_one_line(title: str, author: str | None, day: date | None) -> None:
    line = citation_line(Citation("a", title, author=author, published=day))
    assert len(line.splitlines()) == 1
    assert " ".join(title.split()) in line
    assert (day.isoformat() if day else "date not known") in line


@given(st.text(min_size=1), st.data())
def test_what_is_known_of_a_passage_goes_through_json(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = passage_metadata(Hit(Article("a", text, "t"), start, end, 0.5, 0.5, 0.5))
    assert json.loads(json.dumps(found)) == found
    assert (found["start"], found["end"]) == (start, end)
