from __future__ import annotations

import random
import re
import zlib
from datetime import date

import pytest
from datasketch import MinHash
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.corpus.copies import CopyEntry, fold, signature, similarity
from assistant.settings import COPY_SIMILARITY

NAMES = "ferry harbour council mayor storm bridge school budget court strike river union"
VERBS = "closed opened backed rejected delayed praised blamed sued funded toured"
PLACES = "in Arden,on Friday,after a vote,near the coast,for a year,despite rain,at dawn"


def report(seed: int, sentences: int = 40) -> list[str]:
    """Paragraphs of a made-up report: two sentences each, about ten words a sentence."""
    draw = random.Random(seed)
    names, verbs, places = NAMES.split(), VERBS.split(), PLACES.split(",")
    lines = [
        f"The {draw.choice(names)} {draw.choice(names)} {draw.choice(verbs)} "
        f"{draw.randrange(2, 900)} {draw.choice(names)} {draw.choice(places)}."
        for _ in range(sentences)
    ]
    return [" ".join(lines[first : first + 2]) for first in range(0, sentences, 2)]


def text_of(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs)


def folded(*texts: str) -> dict[str, str]:
    return fold(
        CopyEntry(str(number), signature(text), None, number) for number, text in enumerate(texts)
    )


def test_a_report_with_a_changed_number_is_a_copy() -> None:
    text = text_of(report(1))
    changed = text.replace(text.split()[4], "1987", 1)
    assert changed != text
    assert folded(text, changed) == {"1": "0"}


def test_a_syndicated_copy_with_other_first_and_last_paragraphs_is_a_copy() -> None:
    paragraphs = report(2)
    syndicated = [*paragraphs[1:], "Our own reporters in Arden added to this account of the vote."]
    assert folded(text_of(paragraphs), text_of(syndicated)) == {"1": "0"}


def test_case_blanks_and_quotation_marks_do_not_matter() -> None:
    text = text_of(report(3))
    assert signature(text) == signature(text.upper().replace(" ", "  ").replace(".", '."'))


def test_two_reports_of_one_event_are_not_copies() -> None:
    shared_quote = report(4)[:2]
    one, other = [*shared_quote, *report(5)], [*shared_quote, *report(6)]
    assert folded(text_of(one), text_of(other)) == {}


def test_short_texts_fold_only_when_their_words_are_the_same() -> None:
    brief = "The ferry was cancelled on Friday because of the storm, the harbour master said."
    assert folded(brief, brief + " ", brief.replace("Friday", "Monday")) == {"1": "0"}


def test_texts_without_words_fold_only_when_identical() -> None:
    assert folded("🙂🙂", "🙂", "🙂🙂\n") == {"2": "0"}


def test_a_text_of_a_script_without_blanks_is_compared_by_characters() -> None:
    draw = random.Random(7)
    text = "".join(chr(draw.randrange(0x4E00, 0x5E00)) for _ in range(400))
    other = "".join(chr(draw.randrange(0x4E00, 0x5E00)) for _ in range(400))
    assert folded(text, text[:-3] + "事件。", other) == {"1": "0"}


def test_the_earliest_published_stands_and_undated_ones_come_last() -> None:
    sketch = signature(text_of(report(8)))
    entries = [
        CopyEntry("undated", sketch, None, 0),
        CopyEntry("later", sketch, date(2020, 5, 2), 1),
        CopyEntry("first", sketch, date(2020, 5, 1), 3),
        CopyEntry("same day", sketch, date(2020, 5, 1), 4),
    ]
    assert fold(entries) == {"undated": "first", "later": "first", "same day": "first"}


def chain() -> list[str]:
    paragraphs = report(9, 80)
    return [text_of(paragraphs[first : first + 30]) for first in (0, 3, 6)]


def test_a_chain_is_grouped_with_the_one_that_stands() -> None:
    first, middle, last = (signature(text) for text in chain())
    assert similarity(first, last) < COPY_SIMILARITY
    assert min(similarity(first, middle), similarity(middle, last)) >= COPY_SIMILARITY
    assert folded(*chain()) == {"1": "0", "2": "0"}
    entries = [CopyEntry("a", first, None, 0), CopyEntry("c", last, None, 1),
               CopyEntry("b", middle, None, 2)]  # fmt: skip
    assert fold(entries) == {"b": "a", "c": "a"}


def test_many_all_but_identical_pages_fold_into_one() -> None:
    paragraphs = report(10, 120)
    texts = [text_of([*paragraphs, f"Page {number}."]) for number in range(60)]
    assert folded(*texts) == {str(number): "0" for number in range(1, 60)}


@settings(max_examples=30, deadline=None)
@given(order=st.permutations(range(9)))
def test_the_order_in_which_entries_come_does_not_matter(order: list[int]) -> None:
    texts = [*chain(), *(text_of(report(seed)) for seed in (11, 12, 12, 13, 13, 14))]
    entries = [CopyEntry(str(row), signature(text), None, row) for row, text in enumerate(texts)]
    assert fold(entries[row] for row in order) == {"1": "0", "2": "0", "5": "4", "7": "6"}


@given(st.text())
def test_any_text_has_a_signature_that_equals_itself(text: str) -> None:
    assert signature(text) == signature(text)
    assert similarity(signature(text), signature(text)) == 1.0


@pytest.mark.parametrize("sentences", [8, 40, 3000])
def test_the_values_are_those_of_datasketch(sentences: int) -> None:
    text = text_of(report(16, sentences))
    words = re.findall(r"[^\W_]+", text.casefold())
    sketch = MinHash(128, seed=1, scheme="affine32", hashfunc=zlib.crc32)
    sketch.update_batch([" ".join(words[at : at + 3]).encode() for at in range(len(words) - 2)])
    assert signature(text)[1:] == sketch.hashvalues.astype("<u4").tobytes()


def test_a_lone_surrogate_is_no_obstacle() -> None:
    assert folded("\ud800 " * 60, "\ud800 " * 60) == {"1": "0"}


def test_nothing_folds_to_nothing() -> None:
    assert fold([]) == {}


@pytest.mark.parametrize("sentences", [12, 40, 400])
def test_the_estimate_is_near_the_true_similarity(sentences: int) -> None:
    paragraphs = report(15, sentences)
    cut = paragraphs[: len(paragraphs) // 2]
    estimate = similarity(signature(text_of(paragraphs)), signature(text_of(cut)))
    assert estimate == pytest.approx(0.5, abs=0.15)
