from __future__ import annotations

import gzip
import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.files import find_files
from assistant.corpus.reader import read, read_file, read_stream
from assistant.errors import MissingExtra
from assistant.models import Article, Skipped
from tests.corpus.samples import BODY, article, articles, page, put, reason

TEXT = "\n\n".join(BODY)


def test_the_same_report_is_the_same_article_wherever_it_is_read(tmp_path: Path) -> None:
    line = json.dumps({"text": TEXT, "title": "Border reopens"})
    first = put(tmp_path, "a.jsonl", line)
    second = put(tmp_path, "deep/b.json", f"[{line}]")
    assert article(first).id == article(second).id
    assert len(article(first).id) == 16


def test_paths_name_the_file_and_the_record(tmp_path: Path) -> None:
    put(tmp_path, "deep/a.jsonl", '{"text": "One."}\n\n{"text": "Two."}\n')
    put(tmp_path, "b.html", page())
    assert [found.path for found in articles(tmp_path)] == [
        "b.html",
        "deep/a.jsonl#1",
        "deep/a.jsonl#2",
    ]


def test_a_bad_record_does_not_stop_the_others(tmp_path: Path) -> None:
    path = put(
        tmp_path, "a.jsonl", '{"text": "One."}\n{"text": \n[1]\n{"title": "x"}\n{"text": "5"}'
    )
    found = list(read(path))
    assert [type(item) for item in found] == [Article, Skipped, Skipped, Skipped, Article]
    assert [item.why for item in found if isinstance(item, Skipped)] == [
        "malformed JSON: Expecting value: line 2 column 1 (char 10)",
        "not a record with named fields but list",
        "no text in any field named text, body, content...; has: title",
    ]


@pytest.mark.parametrize(
    "suffix", ["txt", "html", "md", "jsonl", "csv", "xml", "pdf", "warc", "json"]
)
@pytest.mark.parametrize(
    "data", [b"", b" \n\n ", bytes(range(256)) * 20], ids=["empty", "blank", "binary"]
)
def test_no_file_is_read_as_more_than_it_is(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = put(tmp_path, f"a.{suffix}", data)
    assert not [found for found in read(path) if isinstance(found, Article)]


@pytest.mark.parametrize(
    "name", ["a.txt", "a.html", "a.md", "a.json", "a.csv", "a.parquet", "a.pdf"]
)
def test_an_empty_file_says_so(tmp_path: Path, name: str) -> None:
    assert reason(put(tmp_path, name, "")) == "empty"


def test_an_unknown_format_is_named(tmp_path: Path) -> None:
    assert reason(put(tmp_path, "photo.jpeg", b"x")) == "unknown format '.jpeg'"
    assert reason(put(tmp_path, "notes", b"x")) == "unknown format 'notes'"


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.json", "a.jsonl", "a.xml", "a.csv", "a.txt"])
@pytest.mark.parametrize(
    "data",
    [
        b"word " * 250_000,
        b"x" * 1_000_000,
        b"[" * 200_000,
        b'{"a":' * 100_000,
        b"<div>" * 100_000,
        b"> " * 20_000 + b"deep",
        b"---\n" + b"[" * 20_000,
        b'"' + b"never closed\n" * 5_000,
    ],
    ids=["one-line", "one-word", "brackets", "objects", "tags", "quotes", "yaml", "quote"],
)
def test_a_hostile_file_breaks_nothing(tmp_path: Path, name: str, data: bytes) -> None:
    path = put(tmp_path, name, data)
    assert [found.path.partition("#")[0] for found in read(path)][:1] in ([name], [])


def test_a_gzipped_file_of_any_kind(tmp_path: Path) -> None:
    put(tmp_path, "a.html.gz", gzip.compress(page().encode()))
    put(tmp_path, "b.jsonl.gz", gzip.compress(json.dumps({"text": TEXT}).encode()))
    put(tmp_path, "c.csv.gz", gzip.compress(b"title,text\nHello,Some words here.\n"))
    put(tmp_path, "d.txt.gz", gzip.compress(f"Border reopens\n\n{TEXT}".encode()))
    assert [found.path for found in articles(tmp_path)] == [
        "a.html.gz", "b.jsonl.gz#1", "c.csv.gz#1", "d.txt.gz",
    ]  # fmt: skip


def test_damaged_gzip_is_skipped(tmp_path: Path) -> None:
    whole = gzip.compress(page().encode())
    assert "cut off" in reason(put(tmp_path, "a.html.gz", whole[:-20]))
    assert "malformed" in reason(put(tmp_path, "b.html.gz", b"no gzip at all"))


def test_a_gzip_bomb_is_refused(tmp_path: Path) -> None:
    bomb = gzip.compress((b"x" * 2**20 + b"\n") * 64)
    *_, last = read(put(tmp_path, "a.jsonl.gz", bomb))
    assert isinstance(last, Skipped)
    assert "bomb" in last.why


def test_a_document_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.corpus.plain.MAX_DOCUMENT_BYTES", 2**20)
    assert "too large: more than 1 MB" in reason(put(tmp_path, "a.txt", "word " * 300_000))


def test_paragraphs_of_a_text_file_are_slices_of_it(tmp_path: Path) -> None:
    text = f"Border reopens\r\n\r\n{TEXT}\r\n\r\nShare\r\nTweet".replace("\n\n", "\r\n\r\n")
    found = article(put(tmp_path, "a.txt", text))
    assert found.text.endswith(TEXT)
    assert all(paragraph in text for paragraph in found.text.split("\n\n"))


def test_titles_fall_back_to_the_first_words_then_the_file(tmp_path: Path) -> None:
    long = json.dumps({"text": TEXT})
    assert article(put(tmp_path, "a.jsonl", long)).title.startswith("The two foreign ministers met")
    assert len(article(put(tmp_path, "b.jsonl", long)).title) <= 90


def test_addresses_that_could_run_code_are_dropped(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": "Words.", "url": url})
        for url in (
            "javascript:alert(1)",
            "https://a.example/x y",
            "http://[",
            "//a.example",
            'http://a"b',
        )
    ]
    assert {found.url for found in articles(put(tmp_path, "a.jsonl", "\n".join(lines)))} == {None}


def test_the_source_is_else_the_host(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", '{"text": "Words.", "url": "https://www.post.example/a"}')
    assert article(path).source == "post.example"


def test_the_language_is_found_in_the_text(tmp_path: Path) -> None:
    korean = "외교부 장관은 월요일 제네바에서 만나 국경 통과를 다시 열기로 합의했다고 밝혔다."
    lines = [{"text": TEXT}, {"text": korean}, {"text": "Yes."}, {"text": "Oui.", "lang": "fr-CA"}]
    path = put(tmp_path, "a.json", json.dumps(lines))
    assert [found.language for found in articles(path)] == ["en", "ko", None, "fr"]


def test_a_stream_of_json_lines() -> None:
    stream = io.BytesIO(b'{"text": "One."}\nnonsense\n')
    first, second = read_stream(stream)
    assert (first.path, second.path) == ("-#1", "-#2")
    assert isinstance(second, Skipped)


def test_a_missing_extra_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, "a.html", page())
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtra, match=r"pip install 'newsquote\[index\]'"):
        list(read_file(find_files(path)[0]))


LINE = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)
DATES = st.none() | st.dates(date(1700, 1, 1), date(2099, 12, 31))


@given(st.lists(st.tuples(LINE, LINE, DATES), max_size=4))
def test_articles_come_back_from_their_json(rows: list[tuple[str, str, date | None]]) -> None:
    lines = [
        json.dumps({"text": f"{text} is here.", "title": title, "date": day and day.isoformat()})
        for text, title, day in rows
    ]
    first = list(read_stream(io.BytesIO("\n".join(lines).encode())))
    kept = [found for found in first if isinstance(found, Article)]
    assert len(kept) == len(rows)
    assert [found.published for found in kept] == [day for *_, day in rows]
    again = "\n".join(json.dumps(found.to_dict()) for found in kept)
    assert list(read_stream(io.BytesIO(again.encode()))) == kept
