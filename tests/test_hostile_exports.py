"""Every form in which an answer leaves the program, made of every hostile string."""

from __future__ import annotations

import json
import re
from typing import get_args

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.answer.plain import article_to_plain, hit_to_plain, printable, to_plain
from assistant.answer.rebuild import answers_from_json
from assistant.bibtex import citation_key
from assistant.models import Answer, Article, Hit, Interpretation, Quote
from assistant.settings import MAX_QUESTION_CHARACTERS
from assistant.shown import shown_text
from assistant.takeaway import Form, take_away
from tests.hostile import HUGE
from tests.hostile.reports import hostile_answer, hostile_quote
from tests.hostile.walk import by_kind, check_each
from tests.test_bibtex import parse, plain

HUGE_ONES = pytest.mark.parametrize("text", HUGE.values(), ids=HUGE.keys())
# What an answer's Markdown is made of, and what its lines are.
BLOCKS = {"blockquote", "paragraph", "inline", "bullet_list", "list_item", "heading", "hr"}
INLINE = {"text", "text_special", "softbreak", "hardbreak", "strong"}


def bare(text: str) -> str:
    """Return `text` without blanks, line ends and what no Markdown keeps (NUL)."""
    return "".join(text.replace("\x00", "\ufffd").split())


def shown(tokens: list[Token]) -> str:
    inner = (child for token in tokens for child in token.children or [])
    return bare("".join(child.content for child in inner))


def rendered(written: str, dialect: str = "commonmark") -> tuple[list[Token], list[str]]:
    """Return the parts of a Markdown text and its links; anything but plain text is an error."""
    tokens = MarkdownIt(dialect, {"linkify": False}).parse(written)
    children = [child for token in tokens for child in token.children or []]
    kinds = {re.sub("_(open|close)$", "", token.type) for token in tokens}
    inner = {re.sub("_(open|close)$", "", child.type) for child in children}
    assert kinds <= BLOCKS
    assert inner <= INLINE | {"link"}
    return tokens, [str(child.attrGet("href")) for child in children if child.type == "link_open"]


@pytest.mark.parametrize("dialect", ["commonmark", "gfm-like"])
@by_kind
def test_markdown_is_plain_text_in_block_quotes(kind: str, dialect: str) -> None:
    def check(text: str) -> None:
        answer = hostile_answer([text, "noon"])
        tokens, links = rendered(answer.to_markdown(), dialect)
        assert all(re.match("https?://", link, re.IGNORECASE) for link in links)
        assert bare(answer.quotes[0].text) in shown(tokens)
        assert shown(tokens).count(bare(text)) >= 4

    check_each(kind, check)


@by_kind
def test_markdown_of_no_answer(kind: str) -> None:
    def check(text: str) -> None:
        tokens, _ = rendered(hostile_answer([text], found=False).to_markdown())
        assert bare(text) in shown(tokens)

    check_each(kind, check)


@by_kind
def test_json_is_one_line_and_comes_back_as_it_went(kind: str) -> None:
    def check(text: str) -> None:
        answer = hostile_answer([text, "noon"])
        written = answer.to_json()
        assert "\n" not in written
        assert json.loads(written) == answer.to_dict()
        assert json.loads(written)["quotes"][0]["text"] == answer.quotes[0].text

    check_each(kind, check)


@by_kind
def test_bibtex_holds_the_text_in_its_fields(kind: str) -> None:
    def check(text: str) -> None:
        answer = hostile_answer([text, "noon"])
        entries = parse(answer.to_bibtex())
        keys = [citation_key(quote.article) for quote in answer.quotes]
        assert list(entries) == keys
        entry = entries[keys[0]]
        line = " ".join(text.split())
        assert plain(entry["note"]) == f"“{' '.join(answer.quotes[0].text.split())}”"
        assert plain(entry.get("title", "{}")[1:-1]) == line
        assert plain(entry.get("journal", "")) == line
        assert not set("{}\\ \n") & set(entry.get("url", ""))

    check_each(kind, check)


@by_kind
def test_csl_is_json_of_the_same_words(kind: str) -> None:
    def check(text: str) -> None:
        answer = hostile_answer([text])
        (item,) = json.loads(json.dumps(answer.to_csl()))
        assert item["note"] == f"“{answer.quotes[0].text}”"
        assert item.get("title", "") == " ".join(text.split())

    check_each(kind, check)


@by_kind
def test_plain_text_commands_no_terminal_and_poses_as_no_quote(kind: str) -> None:
    def check(text: str) -> None:
        quote = hostile_quote(text)
        hit = Hit(quote.article, quote.start, quote.end, 0.5, 0.5, 0.5)
        forms = (
            to_plain(hostile_answer([text, "noon"])), to_plain(hostile_answer([text], found=False)),
            hit_to_plain(hit), article_to_plain(quote.article),
        )  # fmt: skip
        for form in forms:
            assert printable(text) in form
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", form)
        citation = hit_to_plain(hit).removeprefix(printable(hit.text) + "\n")
        assert len(citation.splitlines()) == 1

    check_each(kind, check)


@by_kind
def test_a_kept_answer_is_made_again_and_taken_away(kind: str) -> None:
    def check(text: str) -> None:
        answer = hostile_answer([text, "noon"], text[:MAX_QUESTION_CHARACTERS])
        known = {quote.article.id: quote.article for quote in answer.quotes}
        again = answers_from_json(json.loads(answer.to_json()), known.get)
        assert again == [answer]
        for form in get_args(Form):
            taken = take_away(again, form)
            assert re.fullmatch(r"[\w.-]{1,80}", taken.filename, re.ASCII)
        tokens, _ = rendered(take_away(again, "markdown").text)
        assert shown(tokens).count(bare(text)) >= 4

    check_each(kind, check)


@HUGE_ONES
def test_a_long_quote_leaves_whole(text: str) -> None:
    article = Article("a1", text.strip(), "Long", url="https://example.org/")
    quote = Quote(article, 0, len(article.text), article.text, 0.9)
    answer = Answer("What?", Interpretation("what", "What?"), (quote,))
    tokens, links = rendered(answer.to_markdown())
    assert bare(quote.text) in shown(tokens)
    assert links == ["https://example.org/"]
    assert json.loads(answer.to_json())["quotes"][0]["text"] == quote.text
    (entry,) = parse(answer.to_bibtex()).values()
    assert plain(entry["note"]) == f"“{' '.join(quote.text.split())}”"
    assert answer.to_csl()[0]["note"] == f"“{quote.text}”"
    assert shown_text(quote) in to_plain(answer)
