from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.match import holds, is_named, overlaps
from assistant.models import Article, Citation, Quote

REPORT = Article(
    "a17", "The mill burned down. Nobody was hurt.", "Fire at the mill", "Valley Post",
    url="https://valley.example/fire", path="may/fire.txt",
    copies=(
        Citation("b2", "Old mill burns", url="https://coast.example/mill/", path="june/m.txt"),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "answers", "found"),
    [
        ("The Usher concert", ["usher"], True),
        ("The ushers came", ["usher"], False),
        ("In  New\nYork today", ["New York"], True),
        ("It cost $1.5 billion.", ["$1.5 billion"], True),
        ("It cost $21.5 billion.", ["1.5 billion"], False),
        ("It cost 215 billion.", ["15 billion"], False),
        ("Anything", [], False),
        ("A or B", ["C", "b"], True),
        ("a+b", ["a.b"], False),
    ],
)
def test_words_of_the_answer(text: str, answers: list[str], found: bool) -> None:
    assert holds(text, answers) is found


@given(st.text(min_size=1).filter(str.strip))
def test_an_answer_stands_in_itself(text: str) -> None:
    assert holds(f"so {text.strip()} it", [text])


@pytest.mark.parametrize(
    "name",
    [
        "a17", "b2", "https://valley.example/fire", "https://coast.example/mill", "may/fire.txt",
        "./may/fire.txt", "corpus/may/fire.txt", "C:\\corpus\\may\\fire.txt", "june/m.txt",
        "fire at the  mill", "Old mill burns",
    ],
)  # fmt: skip
def test_a_name_of_the_article_or_its_copy(name: str) -> None:
    assert is_named(REPORT, ["something else", name])


@pytest.mark.parametrize(
    "name",
    ["a1", "fire.txt", "https://x.example/may/fire.txt", "Fire", "dismay/fire.txt", "Valley Post"],
)
def test_what_is_no_name_of_it(name: str) -> None:
    assert not is_named(REPORT, [name])


def test_an_article_without_path_is_not_named_by_a_folder() -> None:
    assert not is_named(replace(REPORT, path="", copies=()), ["corpus/"])


def test_overlap_is_at_least_a_character() -> None:
    quote = Quote(REPORT, 0, 21, REPORT.text[:21], 0.5)
    assert overlaps(quote, [(20, 30)])
    assert not overlaps(quote, [(21, 30)])
    assert not overlaps(quote, [])
