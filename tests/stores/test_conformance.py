"""What every kind of article store must do, over SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

import numpy as np
import pytest

from assistant.errors import IndexUnusable
from assistant.index.changes import Changes
from assistant.models import Article, Citation, Skipped
from tests.stores.building import article, build, hold_all, read, seen, split
from tests.stores.kinds import Kind

# Long enough for a MinHash: of fewer than fifty words only the very same are copies.
WIRE = "\n".join(
    f"The council of ward {number} met on the hill and voted to mend gate {number} before spring."
    for number in range(12)
)
MAYOR = article(
    "The mayor spoke.\nNobody left.", "Mayor’s bridge", published=date(2020, 5, 2), source="Post",
    author="A. Writer", url="https://example.org/1", path="a.txt#1", published_basis="metadata",
    language="en",
)  # fmt: skip
LODZ = article("Tram lines are laid.", "Łódź at 7 o’clock", path="a.txt#2", source="times")
FIRST = article(WIRE, "Gates", published=date(2019, 3, 1), path="a.txt#3", source="Wire")
COPY = article(
    WIRE + "\nReporting by two.", "Gates to be mended", published=date(2019, 3, 2), path="b.txt#1"
)
UNDATED = article(WIRE + " It rained.", "Rain on gates", path="b.txt#2", source="Post")
FILES: dict[str, tuple[Article | Skipped, ...]] = {
    "a.txt": (MAYOR, LODZ, FIRST),
    "b.txt": (COPY, UNDATED, Skipped("b.txt#3", "no text")),
}
IDS = [one.id for one in (MAYOR, LODZ, FIRST, COPY, UNDATED)]


def made(kind: Kind) -> None:
    build(kind.create("one"), FILES)


def test_what_was_read_comes_back(kind: Kind) -> None:
    assert build(kind.create("one"), FILES) == Changes(added=5)
    store = kind.open("one")
    found = store.articles([*IDS, "0" * 16])
    assert set(found) == set(IDS)
    assert found[MAYOR.id] == MAYOR
    assert found[FIRST.id].copies == (UNDATED.citation, COPY.citation)
    assert found[COPY.id] == COPY
    assert store.counts() == {"articles": 3, "copies": 2, "passages": 15, "skipped": 1}
    assert store.count_anew() == store.counts()
    assert list(store.standing_ids()) == sorted([MAYOR.id, LODZ.id, FIRST.id])
    assert store.skipped() == [("b.txt#3", "no text")]
    assert list(store.stamps()) == [("a.txt", "stamp of 3"), ("b.txt", "stamp of 3")]
    assert list(store.problems()) == []
    store.close()


def test_every_passage_is_its_slice(kind: Kind) -> None:
    made(kind)
    store = kind.open("one")
    found = list(store.all_passages())
    expected = [passage for one in (MAYOR, LODZ, FIRST) for passage in split(one.id, one.text)]
    assert [passage for _, passage in found] == expected
    places = store.passages([key for key, _ in found])
    assert places == {key: (one.article_id, one.start, one.end) for key, one in found}
    assert store.passages([1, 2**62]) == {}
    assert store.sample_keys(1000) == sorted(places)
    store.close()


def test_numbers_of_what_is_held(kind: Kind) -> None:
    made(kind)
    store = kind.open("one")
    assert store.tally("source") == [("Post", 1), ("Wire", 1), ("times", 1)]
    assert store.tally("language") == [("en", 1)]
    assert store.tally("month") == [("2019-03", 1), ("2020-05", 1)]
    assert store.dates() == (date(2019, 3, 1), date(2020, 5, 2))
    ids = sorted([MAYOR.id, LODZ.id, FIRST.id])
    assert store.sample_ids(2) == ids[:2]
    assert store.sample_ids(1) == ids[:1]
    assert store.sample_ids(0) == []
    store.close()


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ((), ["Mayor’s bridge", "Gates", "Łódź at 7 o’clock"]),
        (("mayor's",), ["Mayor’s bridge"]),
        (("lodz", "o'clock"), ["Łódź at 7 o’clock"]),
        (("at",), ["Gates", "Łódź at 7 o’clock"]),
        (("%",), []),
        (("_",), []),
        (("\\",), []),
        (("'; DROP TABLE states; --",), []),
    ],
)
def test_titles_are_found_by_their_words(
    kind: Kind, words: tuple[str, ...], titles: list[str]
) -> None:
    made(kind)
    store = kind.open("one")
    listing = store.listing(words, (), 10, 0)
    assert [one.title for one in listing.citations] == titles
    assert listing.total == len(titles)
    store.close()


def test_a_page_of_the_list(kind: Kind) -> None:
    made(kind)
    store = kind.open("one")
    page = store.listing((), (), 1, 1)
    assert (page.total, page.citations) == (3, (FIRST.citation,))
    assert store.listing((), (), 10, 3).citations == ()
    assert store.listing((), (), 10, 2**31 - 1).total == 3
    store.close()


def test_an_update_leaves_the_old_state_as_it_is(kind: Kind) -> None:
    made(kind)
    old = kind.open("one")
    before = seen(old, IDS)
    ledger = kind.copy("one", "two")
    new = article("A ferry sank.", "Ferry", published=date(2021, 1, 1), path="a.txt#1")
    moved = Article(LODZ.id, LODZ.text, LODZ.title, path="a.txt#9", source="Times")
    read(ledger, {"a.txt": (new, moved)}, gone=["b.txt"])
    # Mayor and ferry at one place, Łódź elsewhere; the wire report and its copies are gone.
    assert ledger.changes() == Changes(added=0, changed=2, removed=3, unchanged=0)
    assert hold_all(ledger) == [new.id]
    assert len(ledger.doomed(0, 100)) == 2 + 12
    ledger.finish()
    assert seen(old, IDS) == before
    store = kind.open("two")
    assert set(store.articles([*IDS, new.id])) == {new.id, LODZ.id}
    assert store.tally("source") == [("Times", 1)]
    assert store.counts() == {"articles": 2, "copies": 0, "passages": 2, "skipped": 0}
    assert list(store.problems()) == []
    store.close()
    old.close()
    kind.drop("two")
    store = kind.open("two")
    assert store.articles([LODZ.id]) == {LODZ.id: moved}
    store.close()


def test_copies_come_apart_when_the_text_between_them_goes(kind: Kind) -> None:
    made(kind)
    ledger = kind.copy("one", "two")
    build(ledger, {"a.txt": (MAYOR, LODZ)})
    store = kind.open("two")
    assert store.articles([COPY.id])[COPY.id] == Article(
        COPY.id, COPY.text, COPY.title, published=COPY.published, path=COPY.path,
        copies=(UNDATED.citation,),
    )  # fmt: skip
    assert store.listing(("gates",), (), 9, 0).citations == (COPY.citation,)
    store.close()


def test_a_build_that_died_goes_on_from_its_last_commit(kind: Kind) -> None:
    ledger = kind.create("one")
    read(ledger, FILES)
    first, *_ = ledger.next_waiting(0, 1)
    keys = ledger.hold(first, split(first.id, ledger.text(first.number)))
    ledger.commit()
    ledger.forget_file("a.txt")
    ledger.close()
    ledger = kind.resume("one")
    assert list(ledger.stamps()) == [("a.txt", "stamp of 3"), ("b.txt", "stamp of 3")]
    assert ledger.passages(keys) == {}
    ledger.give_up_pending()
    assert ledger.doomed(0, 10) == sorted(keys)
    assert ledger.waiting() == (3, sum(len(one.text) for one in (MAYOR, LODZ, FIRST)))
    ledger.hold(first, split(first.id, first_text := ledger.text(first.number)))
    assert first_text == MAYOR.text
    assert ledger.doomed(0, 10) == []
    ledger.mark_held([first.number])
    assert ledger.passage_count() == 2
    assert sorted(hold_all(ledger)) == sorted([LODZ.id, FIRST.id])
    assert ledger.changes() == Changes(added=5)
    ledger.absolve()
    ledger.finish()
    store = kind.open("one")
    assert store.counts()["passages"] == 15
    store.close()


def test_a_finished_state_that_nothing_names_yet_can_be_gone_on_with(kind: Kind) -> None:
    made(kind)
    ledger = kind.resume("one")
    assert ledger.waiting() == (0, 0)
    assert ledger.changes() == Changes(added=5)
    ledger.finish()
    store = kind.open("one")
    assert store.counts()["articles"] == 3
    store.close()


def test_nothing_is_gone_on_with_where_nothing_is(kind: Kind) -> None:
    made(kind)
    with pytest.raises((IndexUnusable, sqlite3.Error)):
        kind.resume("another")


def test_reading_all_again_embeds_nothing_again(kind: Kind) -> None:
    made(kind)
    ledger = kind.copy("one", "two")
    ledger.forget_stamps()
    assert list(ledger.stamps()) == [("a.txt", ""), ("b.txt", "")]
    read(ledger, FILES)
    assert ledger.changes() == Changes(unchanged=5)
    assert hold_all(ledger) == []
    ledger.finish()
    old, new = kind.open("one"), kind.open("two")
    assert seen(new, IDS) == seen(old, IDS)
    old.close()
    new.close()


def test_a_file_cut_off_by_a_kill_is_read_again(kind: Kind) -> None:
    made(kind)
    ledger = kind.copy("one", "two")
    ledger.forget_file("a.txt")
    ledger.add("a.txt", (MAYOR,), [b"=half"])
    ledger.commit()
    ledger.close()
    ledger = kind.resume("two")
    read(ledger, {"a.txt": FILES["a.txt"]})
    assert ledger.changes() == Changes(unchanged=5)
    assert hold_all(ledger) == []
    ledger.finish()


def test_two_passages_never_share_a_key(kind: Kind) -> None:
    ledger = kind.create("one")
    read(ledger, FILES)
    one, *_ = ledger.next_waiting(0, 1)
    passage, *_ = split(one.id, ledger.text(one.number))
    with pytest.raises(IndexUnusable):
        ledger.hold(one, [passage, passage])
    ledger.close()


def test_bands_are_found_by_their_hashes(kind: Kind) -> None:
    ledger = kind.create("one")
    ledger.add("a.txt", (MAYOR, LODZ), [b"~one", b"~two"])
    first, second = ledger.loose(10)
    assert (first.signature, first.banded) == (b"~one", False)
    hashes = np.array([7, -(2**63), 2**63 - 1, 7], np.int64)
    numbers = np.array([first.number, first.number, second.number, second.number], np.int64)
    ledger.add_bands(hashes, numbers)
    met, of = ledger.meeting(np.array([7, 7, -(2**63), 5], np.int64))
    assert met.tolist() == [-(2**63), 7, 7]
    assert of.tolist() == [first.number, first.number, second.number]
    assert met.dtype == of.dtype == np.int64
    assert [len(part) for part in ledger.meeting(np.array([5], np.int64))] == [0, 0]
    assert [one.banded for one in ledger.loose(10)] == [True, True]
    assert [one.number for one in ledger.loose(1)] == [first.number]
    assert ledger.signatures([first.number, 99]) == {first.number: b"~one"}
    ledger.regroup({first.number: first.number, second.number: second.number}, {})
    assert ledger.loose(10) == []
    ledger.regroup({}, {second.number: first.number})
    assert ledger.groups([first.number, second.number, 99]) == dict.fromkeys(
        (first.number, second.number), first.number
    )
    ledger.close()


@pytest.mark.parametrize(
    "text",
    [
        "Right to left: שלום עולם, مرحبا بالعالم.",
        "Faces 😀👩‍👩‍👧‍👦 and flags 🇪🇺.",
        "Quotes ' \" \\ ` $1 %s {} -- ; /* */ \\. \\N",
        "Tabs\tand\r\nends\u2028of\u0085lines",
        "e\u0301 is not é",
        "x" * 100_000,
        "\u0001\u0002\ud7ff\ue000 end",
    ],
)
def test_hostile_strings_come_back_character_for_character(kind: Kind, text: str) -> None:
    # Titles and names without the lines' ends, as the reader leaves them.
    name = " ".join(text.split())
    hostile: dict[str, Any] = dict.fromkeys(("source", "author", "language"), name)
    one = article(text, name, url=name, path=name, **hostile)
    build(kind.create("one"), {name: (one, Skipped(name, name))})
    store = kind.open("one")
    assert store.articles([one.id]) == {one.id: one}
    assert store.skipped() == [(name, name)]
    assert [stamp for stamp, _ in store.stamps()] == [name]
    assert store.tally("source") == [(name, 1)]
    assert "".join(passage.text for _, passage in store.all_passages()) == text.replace("\n", "")
    assert store.listing((), (), 1, 0).citations == (
        Citation(one.id, name, name, name, None, "unknown", name, name),
    )
    store.close()
