from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.reader import read
from assistant.corpus.records import FieldNames, read_record
from assistant.corpus.unreadable import Unreadable
from assistant.errors import InvalidRequest
from assistant.models import Skipped
from tests.corpus.samples import article, articles, put, reason

ROW = {"headline": "Border reopens", "Body": "Lorries cross again.", "pubDate": "2021-06-07"}


@pytest.mark.parametrize(
    "record",
    [
        {"text": "T", "title": "H", "date": "2021-06-07", "url": "http://a.example",
         "author": "A B", "source": "S", "language": "en"},
        {"articleBody": "T", "Headline": "H", "datePublished": "2021-06-07T10:00:00Z",
         "Link": "http://a.example", "authors": ["A B"], "publisher": {"name": "S"}, "lang": "en"},
        {"content": {"rendered": "<p>T</p>"}, "title": {"rendered": "H"},
         "published_at": 1623067200, "permalink": "http://a.example", "byline": "A B",
         "site_name": "S", "inLanguage": "en"},
        {"text": "", "content": ["T"], "title": "H", "date": "", "publish-date": "June 7, 2021",
         "url": "http://a.example", "creator": [{"name": "A B"}],
         "source": {"id": None, "name": "S"}, "language": "en"},
    ],
)  # fmt: skip
def test_the_usual_names(record: dict[str, Any]) -> None:
    draft = read_record(record)
    assert (draft.text, draft.title, draft.source, draft.author) == ("T", "H", "S", "A B")
    assert (draft.published, draft.published_basis) == (date(2021, 6, 7), "metadata")
    assert (draft.url, draft.language) == ("http://a.example", "en")


def test_several_authors_and_paragraphs_are_joined() -> None:
    draft = read_record({"text": ["One.", "Two."], "authors": ["A", {"name": "B"}]})
    assert (draft.text, draft.author) == ("One.\n\nTwo.", "A, B")


def test_html_in_a_field_becomes_text() -> None:
    draft = read_record({"text": "<p>One &amp; <b>two</b></p><script>x</script><ul><li>three</ul>"})
    assert draft.text == "One & two\n\nthree"
    assert read_record({"text": "if a < b and c > d"}).text == "if a < b and c > d"


def test_a_bad_date_is_no_error() -> None:
    draft = read_record({"text": "T", "date": "5 years ago"})
    assert (draft.published, draft.published_basis) == (None, "unknown")


def test_other_names_by_option() -> None:
    names = FieldNames.parse(["text=Brødtekst", "published=dato"])
    draft = read_record({"Brødtekst": "T", "dato": "2021-06-07", "text": "not this"}, names)
    assert (draft.text, draft.published) == ("T", date(2021, 6, 7))
    for option in ("text", "text=", "colour=red"):
        with pytest.raises(InvalidRequest, match="Not a field name"):
            FieldNames.parse([option])


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
)


@given(st.dictionaries(st.sampled_from(["text", "title", "date", "author", "url", "lang"]), JSON))
def test_no_record_breaks_it(record: dict[str, Any]) -> None:
    try:
        draft = read_record(record)
    except Unreadable:
        return
    assert draft.text.strip()
    assert isinstance(draft.title, str | None)
    assert isinstance(draft.author, str | None)


@pytest.mark.parametrize(
    "value",
    [ROW, [ROW], {"articles": [ROW]}, {"status": "ok", "data": [ROW]}, {"items": [ROW], "n": 1}],
)
def test_json_in_several_shapes(tmp_path: Path, value: Any) -> None:
    found = article(put(tmp_path, "a.json", json.dumps(value)))
    assert (found.title, found.path) == ("Border reopens", "a.json#1")


def test_json_lines_under_the_name_json(tmp_path: Path) -> None:
    assert len(articles(put(tmp_path, "a.json", f"{json.dumps(ROW)}\n{json.dumps(ROW)}\n"))) == 2


def test_json_that_is_none(tmp_path: Path) -> None:
    assert "malformed JSON" in reason(put(tmp_path, "a.json", '{"text": '))
    assert "not an article" in reason(put(tmp_path, "b.json", "3"))
    assert "nested too deeply" in reason(put(tmp_path, "c.json", "[" * 100_000))


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables(tmp_path: Path, name: str, mark: str, encoding: str) -> None:
    held = io.StringIO()
    writer = csv.writer(held, delimiter=mark)
    writer.writerow(["Title", "Text", "Date"])
    writer.writerow(["Café", f"A line, a mark {mark}\n\nand “another” paragraph.", "2021-06-07"])
    writer.writerow(["Bad", "", ""])
    first, second = read(put(tmp_path, name, held.getvalue().encode(encoding)))
    assert not isinstance(first, Skipped)
    shown = "A line, a mark" if mark == "\t" else f"A line, a mark {mark}"
    assert first.text == f"{shown}\n\nand “another” paragraph."
    assert (first.title, first.published) == ("Café", date(2021, 6, 7))
    assert isinstance(second, Skipped)


def test_ragged_rows_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", "title,text\nA,Words.,extra,more\nB\n,Other words.\n")
    assert [item.path for item in read(path) if isinstance(item, Skipped)] == ["a.csv#2"]


def test_a_field_longer_than_the_modules_limit(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", f'title,text\nA,"{"word " * 60_000}"\n')
    assert len(article(path).text) == 299_999


def test_parquet(tmp_path: Path) -> None:
    rows = {
        "article": [f"Words of number {number}." for number in range(600)],
        "publish_date": [date(2021, 6, 7)] * 600,
        "vector": [[0.1, 0.2]] * 600,
    }
    pq.write_table(pa.table(rows), tmp_path / "a.parquet")
    found = articles(tmp_path / "a.parquet")
    assert len(found) == 600
    assert (found[-1].path, found[-1].published) == ("a.parquet#600", date(2021, 6, 7))


def test_parquet_without_text_or_sense(tmp_path: Path) -> None:
    pq.write_table(pa.table({"vector": [1.0], "date": ["2021-06-07"]}), tmp_path / "a.parquet")
    assert reason(tmp_path / "a.parquet") == "no text column; has: vector, date"
    assert "malformed Parquet" in reason(put(tmp_path, "b.parquet", b"PAR1 nonsense PAR1"))
