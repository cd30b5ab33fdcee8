"""Markdown, feeds, PDF and WARC."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from assistant.corpus.pdf import paragraphs_of
from assistant.corpus.reader import read
from assistant.models import Article, Skipped
from tests.corpus.samples import BODY, article, articles, page, pdf, put, reason

TEXT = "\n\n".join(BODY)


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Border reopens\ndate: 2021-06-07\nauthors: [A, B]\npublisher: S\n---\n"
        "# Border reopens\n\nLorries *cross* [again](http://x.example) & `more`\nof them.\n\n"
        "- one\n- two\n\n> said **he**\n\n![alt](a.png)\n\n<div>raw</div>\n\n"
        "| a | b |\n|---|---|\n| c | d |\n"
    )
    found = article(put(tmp_path, "a.md", text))
    assert found.text.split("\n\n") == [
        "Lorries cross again & more of them.", "one", "two", "said he", "raw", "a", "b", "c", "d",
    ]  # fmt: skip
    assert (found.title, found.author, found.source) == ("Border reopens", "A, B", "S")
    assert (found.published, found.published_basis) == (date(2021, 6, 7), "metadata")


def test_markdown_without_front_matter(tmp_path: Path) -> None:
    found = article(
        put(tmp_path, "a.md", "# Border reopens\n\nLorries cross.\n\n## Why\n\nNobody said.")
    )
    assert (found.title, found.text) == ("Border reopens", "Lorries cross.\n\nWhy\n\nNobody said.")
    assert found.published_basis == "unknown"


def test_malformed_front_matter(tmp_path: Path) -> None:
    assert "front matter" in reason(put(tmp_path, "a.md", "---\ntitle: [a\n---\nWords."))


RSS = """<?xml version="1.0"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Example Post</title>
<item><title>One &amp; two</title><link>https://post.example/1</link>
<dc:creator>Ada Bell</dc:creator>
<pubDate>Mon, 07 Jun 2021 23:30:00 -0400</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>First.</p><p>Second <a href="/x">link</a>.</p>]]></content:encoded>
</item>
<item><title>Empty</title></item>
<item><description>Only this.</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>T</title>
<updated>2021-06-09T00:00:00Z</updated>{published}<link href="https://post.example/2"/>
<author><name>A</name></author><author><name>B</name></author>
<content type="html">&lt;p&gt;Words.&lt;/p&gt;</content></entry></feed>"""


def test_rss(tmp_path: Path) -> None:
    first, second, third = read(put(tmp_path, "a.xml", RSS))
    assert isinstance(first, Article)
    assert (first.text, first.title) == ("First.\n\nSecond link.", "One & two")
    assert (first.source, first.author, first.url) == (
        "The Example Post", "Ada Bell", "https://post.example/1",
    )  # fmt: skip
    assert (first.published, first.published_basis) == (date(2021, 6, 7), "metadata")
    assert second == Skipped("a.xml#2", "an entry without text")
    assert isinstance(third, Article)
    assert third.text == "Only this."


def test_atom_takes_no_update_for_a_publication(tmp_path: Path) -> None:
    stated = "<published>2021-06-07T10:00:00Z</published>"
    found = article(put(tmp_path, "a.atom", ATOM.replace("{published}", stated)))
    assert (found.text, found.author, found.published) == ("Words.", "A, B", date(2021, 6, 7))
    assert article(put(tmp_path, "b.atom", ATOM.replace("{published}", ""))).published is None


def test_xml_that_is_no_feed(tmp_path: Path) -> None:
    assert "not an RSS or Atom feed" in reason(put(tmp_path, "a.xml", "<a><b>c</b></a>"))
    assert "without entries" in reason(
        put(tmp_path, "b.xml", "<rss version='2.0'><channel/></rss>")
    )


def test_entities_that_grow_are_not_grown(tmp_path: Path) -> None:
    names = [f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 12)]
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "lol">{"".join(names)}]>'
        + RSS.partition("?>")[2].replace("Short.", "&e11;").replace("Only this.", "&e11;")
    )
    assert all(
        len(item.text) < 10_000
        for item in read(put(tmp_path, "a.xml", bomb))
        if isinstance(item, Article)
    )


def test_pdf(tmp_path: Path) -> None:
    words = TEXT.replace("\n\n", " ").split(" ")
    wrapped = [" ".join(words[at : at + 12]) for at in range(0, len(words), 12)]
    about = "/Title (Border reopens) /Author (Ada Bell) /CreationDate (D:20220101000000Z)"
    found = article(
        put(tmp_path, "a.pdf", pdf(["The Example Post", "7 June 2021", *wrapped], about))
    )
    assert (found.title, found.author) == ("Border reopens", "Ada Bell")
    assert found.published in (date(2021, 6, 7), None)
    assert BODY[1] in found.text


def test_pdf_that_cannot_be_read(tmp_path: Path) -> None:
    assert "no text in the PDF" in reason(put(tmp_path, "a.pdf", pdf([])))
    assert "malformed" in reason(put(tmp_path, "b.pdf", b"%PDF-1.4 nonsense"))


def test_wrapped_lines_become_paragraphs() -> None:
    lines = [
        "Post 2021 | {}",
        "The first line of a paragraph that goes",
        "on to a second line with a hyphen-",
        "ated word.",
        "The second paragraph of this page here",
        "ends.",
        "",
        "Third.",
    ]
    page_of = "\n".join(lines)
    pages = [page_of.replace("{}", str(number)).replace("Third", f"{name}") for number, name in
             enumerate(("Ants", "Bees", "Cats"))]  # fmt: skip
    found = paragraphs_of([pages[0]])
    assert found == [
        "Post 2021 | 0",
        "The first line of a paragraph that goes on to a second line with a hyphenated word.",
        "The second paragraph of this page here ends.",
        "Ants.",
    ]
    assert not [line for line in paragraphs_of(pages) if line.startswith("Post 2021")]


def record(status: str, kind: str, payload: bytes) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + payload
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2021-06-10T00:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        "WARC-Target-URI: https://post.example/2021/06/07/border\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def warc(*pages: tuple[str, str, bytes], compressed: bool = True) -> bytes:
    records = [record(*given) for given in pages]
    return b"".join(gzip.compress(data) if compressed else data for data in records)


@pytest.mark.parametrize(("name", "compressed"), [("a.warc", False), ("a.warc.gz", True)])
def test_warc(tmp_path: Path, name: str, compressed: bool) -> None:
    html = page("{}").replace('<link rel="canonical" href="https://post.example/2021/border">', "")
    data = warc(
        ("200 OK", "image/png", b"\x89PNG"),
        ("404 Not Found", "text/html", html.encode()),
        ("200 OK", "text/html; charset=utf-8", html.encode()),
        ("200 OK", "text/html", b"<html></html>"),
        ("200 OK", "text/html", html.replace("Monday", "Tuesday").encode()),
        compressed=compressed,
    )
    first, second, third = read(put(tmp_path, name, data))
    assert isinstance(first, Article)
    assert (first.path, first.url) == (f"{name}#1", "https://post.example/2021/06/07/border")
    assert (first.published, first.published_basis) == (date(2021, 6, 7), "url")
    assert isinstance(second, Skipped)
    assert isinstance(third, Article)
    assert third.path == f"{name}#3"


def test_warc_that_is_none(tmp_path: Path) -> None:
    assert "malformed WARC" in reason(put(tmp_path, "a.warc", b"nonsense\n" * 9))
    *_, last = read(put(tmp_path, "b.warc.gz", gzip.compress(b"nonsense\n" * 9)))
    assert isinstance(last, Skipped)


def test_records_of_many_files_are_counted_apart(tmp_path: Path) -> None:
    put(tmp_path, "a.xml", RSS)
    put(tmp_path, "b.jsonl", '{"text": "One."}')
    put(tmp_path, "c.html", page())
    found = [item.path for item in read(tmp_path) if isinstance(item, Article)]
    assert found == ["a.xml#1", "a.xml#3", "b.jsonl#1", "c.html"]
    assert len(articles(tmp_path / "c.html")) == 1
