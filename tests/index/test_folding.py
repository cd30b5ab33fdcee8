from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.corpus.copies import CopyEntry, fold, signature
from assistant.index import folding
from assistant.index.folding import fold_copies
from assistant.index.sqlite.ledger import Ledger
from assistant.models import Article, text_sha256

Corpus = Mapping[str, tuple[int, date | None]]

WORDS = ("ferry", "harbour", "council", "mayor", "storm", "bridge", "school", "budget", "court")
DAYS = st.sampled_from([None, date(2020, 5, 1), date(2020, 5, 2)])
# Names of files, each with the number of its text and its date.
CORPORA = st.dictionaries(
    st.sampled_from([f"{number:02}" for number in range(12)]),
    st.tuples(st.integers(0, 9), DAYS),
    min_size=1,
    max_size=12,
)


def report(number: int) -> str:
    """Texts 0 to 5 are windows of one long report, which form a chain of copies."""
    if number > 7:
        return f"Short notice {number % 2} of the harbour."
    draw = random.Random(0 if number < 6 else number)
    words = [f"{draw.choice(WORDS)}{draw.randrange(90)}" for _ in range(300)]
    return " ".join(words[8 * number : 8 * number + 180])


TEXTS = [report(number) for number in range(10)]
SIGNATURES = [signature(text) for text in TEXTS]


@pytest.fixture(autouse=True, scope="module")
def few_at_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folding, "TEXTS_AT_ONCE", 2)
        yield


def bring(ledger: Ledger, old: Corpus, new: Corpus) -> None:
    """Do what a build does with the files that differ."""
    for name in old:
        if name not in new:
            ledger.forget_file(name)
    for name, (number, day) in new.items():
        if old.get(name) != (number, day):
            text = TEXTS[number]
            one = Article(text_sha256(text)[:16], text, name, published=day, path=name)
            ledger.forget_file(name)
            ledger.add(name, [one], [SIGNATURES[number]])
            ledger.end_file(name, str(day))
    fold_copies(ledger)


def standings(ledger: Ledger) -> dict[str, str]:
    """Return the file that stands for each file."""
    query = "SELECT r.path, s.path FROM reports r JOIN reports s ON s.key = r.standing"
    return dict(ledger._rows(query))


def updated(corpora: list[Corpus]) -> dict[str, str]:
    """Return the standings after a build of each corpus, one upon the other."""
    with TemporaryDirectory() as name:
        folders = [Path(name) / str(number) for number in range(len(corpora))]
        before: Corpus = {}
        found: dict[str, str] = {}
        for number, corpus in enumerate(corpora):
            folders[number].mkdir()
            made = (
                Ledger.copy(folders[number - 1], folders[number])
                if number
                else Ledger.create(folders[0])
            )
            with closing(made) as ledger:
                bring(ledger, before, corpus)
                found = standings(ledger)
                ledger.finish()
            before = corpus
        return found


def folded(corpus: Corpus) -> dict[str, str]:
    """Return the standings that folding a whole corpus at once gives."""
    names = sorted(corpus)
    best: dict[int, str] = {}
    order: dict[int, int] = {}
    for place, name in enumerate(names):
        number, day = corpus[name]
        order.setdefault(number, place)
        if number not in best or (day or date.max) < (corpus[best[number]][1] or date.max):
            best[number] = name
    entries = [
        CopyEntry(str(number), SIGNATURES[number], corpus[best[number]][1], order[number])
        for number in best
    ]
    stands = fold(entries)
    return {
        name: best[int(stands.get(str(number), str(number)))]
        for name, (number, _) in corpus.items()
    }


def test_the_texts_form_a_chain_and_others() -> None:
    corpus = {f"{number:02}": (number, None) for number in range(10)}
    groups = folded(corpus)
    assert {name: groups[name] for name in ("00", "05", "06", "07")} == {
        "00": "00", "05": "00", "06": "06", "07": "07",
    }  # fmt: skip
    assert folded({name: corpus[name] for name in ("00", "05")})["05"] == "05"


@settings(max_examples=60, deadline=None)
@given(st.lists(CORPORA, min_size=1, max_size=4))
def test_an_updated_index_folds_as_one_built_anew(corpora: list[Corpus]) -> None:
    assert updated(corpora) == updated(corpora[-1:]) == folded(corpora[-1])


def test_a_broken_chain_falls_apart() -> None:
    whole: Corpus = {"a": (0, None), "b": (2, None), "c": (5, None)}
    assert updated([whole, {"a": (0, None), "c": (5, None)}]) == {"a": "a", "c": "c"}


def test_a_new_date_changes_who_stands() -> None:
    first: Corpus = {"a": (0, None), "b": (0, date(2020, 5, 2)), "c": (1, None)}
    assert updated([first]) == {"a": "b", "b": "b", "c": "b"}
    assert updated([first, {**first, "c": (1, date(2020, 5, 1))}]) == dict.fromkeys("abc", "c")
