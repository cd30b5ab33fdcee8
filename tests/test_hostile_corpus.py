"""Every hostile string read, indexed, found and asked for, with the real parts of a build."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

import numpy as np
import pytest

from assistant.answer.plain import to_plain
from assistant.assistant import Assistant
from assistant.corpus.encoding import clean_text
from assistant.corpus.fragment import looks_like_html
from assistant.corpus.reader import read
from assistant.index.builder import build_index
from assistant.index.verify import verify_index
from assistant.models import Article, Skipped
from assistant.reader.reading import Reading
from assistant.retriever import Retriever
from assistant.settings import MAX_QUESTION_CHARACTERS
from tests.hostile import BY_ID, HUGE
from tests.hostile.folder import body, write_corpus
from tests.hostile.walk import by_kind, check_each
from tests.index.models import make_tiny_model

# What the readers drop by rule, beside control characters and the form of blanks:
BINARY = {"control-14", "control-15"}  # so many control characters that it is no text file
WORDLESS = {"no-blank-100k", "tags-100k", "marks-100k", "combining-50k"}  # one word of 20,000
LIST_MARKS = {"markdown-15"}  # the mark of an indented item belongs to the page, not to the text
FURNITURE = {"markdown-40"}  # a line of one letter is no prose


class QuickReader:
    """Finds the same everywhere: every sentence is as good as the next."""

    name = "quick"

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        return [self._reading(text) for _, text in passages]

    def _reading(self, text: str) -> Reading:
        places = [[at, at + 1] for at, character in enumerate(text[:400]) if character.isalnum()]
        offsets = np.array(places or [[0, 1]], np.int64)
        flat = np.full(len(offsets), -1.0, np.float32)
        return Reading(5.0, offsets, flat, flat)


def letters(text: str) -> str:
    """Return what no reader may change: all but control characters and the form of blanks."""
    return "".join(clean_text(text).split())


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "corpus"
    write_corpus(folder)
    return folder


@pytest.fixture(scope="module")
def articles(corpus: Path) -> dict[str, Article | Skipped]:
    return {found.path: found for found in read(corpus)}


@pytest.fixture(scope="module")
def index(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile-index")
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        model = make_tiny_model(folder)
    report = build_index(corpus, folder / "index", model=str(model))
    assert {PurePosixPath(path).stem for path, _ in report.skipped} == BINARY | WORDLESS
    return folder / "index"


@pytest.fixture(scope="module")
def desk(index: Path) -> Iterator[Assistant]:
    with Retriever.open(index) as retriever:
        yield Assistant(retriever, reader=QuickReader())


def test_a_record_holds_every_string(articles: dict[str, Article | Skipped]) -> None:
    markup = 0
    for number, (identity, text) in enumerate(BY_ID.items(), 1):
        found = articles[f"plain.jsonl#{number}"]
        assert isinstance(found, Article), identity
        if looks_like_html(body(text)):
            # Markup in a record is how its site wrote the page: its text is taken.
            markup += 1
        else:
            assert letters(body(text)) == letters(found.text), identity
    assert markup < len(BY_ID) / 5


def test_a_page_that_says_the_strings_holds_them(articles: dict[str, Article | Skipped]) -> None:
    for number, (identity, text) in enumerate(BY_ID.items(), 1):
        found = articles[f"marked.jsonl#{number}"]
        assert isinstance(found, Article), identity
        assert letters(body(text)) == letters(found.text), identity


def test_a_text_holds_every_string(articles: dict[str, Article | Skipped]) -> None:
    for identity, text in BY_ID.items():
        found = articles[f"texts/{identity}.txt"]
        if identity in BINARY:
            assert isinstance(found, Skipped)
            assert found.why.startswith("binary")
        else:
            assert isinstance(found, Article), identity
            lost = identity in LIST_MARKS | FURNITURE
            assert (letters(text) in letters(found.text)) is not lost, identity
            assert not any(map(obeyed, found.text)), identity
    for identity in HUGE:
        found = articles[f"long/{identity}.txt"]
        assert isinstance(found, Skipped) is (identity in WORDLESS), identity


def obeyed(character: str) -> bool:
    return character not in "\n\t" and (character < " " or "\x7f" <= character < "\xa0")


def test_fields_are_one_line_and_addresses_are_of_the_web(
    articles: dict[str, Article | Skipped],
) -> None:
    for found in articles.values():
        if isinstance(found, Article):
            for field in (found.title, found.source, found.author):
                assert not any(map(obeyed, field or ""))
                assert "\n" not in (field or "")
            assert found.url is None or found.url.lower().startswith(("http://", "https://"))


def test_the_index_holds_what_was_read(
    articles: dict[str, Article | Skipped], desk: Assistant, index: Path
) -> None:
    kept = 0
    for found in articles.values():
        stored = desk.article(found.id) if isinstance(found, Article) else None
        if stored and isinstance(found, Article):
            kept += 1
            assert stored.text == found.text
    assert kept >= len(BY_ID)
    assert list(verify_index(index).problems) == []


@by_kind
def test_every_string_is_searched_and_asked_for(desk: Assistant, kind: str) -> None:
    def check(text: str) -> None:
        asked = text[:MAX_QUESTION_CHARACTERS]
        listing = desk.articles(asked, limit=5)
        assert len(listing.citations) == min(listing.total, 5)
        if not asked.strip():
            return
        for hit in desk.search(asked, k=5, read=False):
            assert hit.article.text[hit.start : hit.end] == hit.text
        answer = desk.ask(asked, history=[asked, text], source=[text], language=[text])
        assert not answer.found
        answer = desk.ask(f"What did the board say of {asked}"[:MAX_QUESTION_CHARACTERS])
        for quote in (*answer.quotes, *answer.nearest):
            quote.check()
        assert to_plain(answer) and answer.to_json() and answer.to_markdown()

    check_each(kind, check)
