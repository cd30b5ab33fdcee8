from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from assistant.answer.words import content_words, stem, stems, word_spans, words


def test_words_keep_their_inner_marks_and_drop_the_possessive() -> None:
    assert words("Kim Jong-un’s 1.5 trips, in the U.S. alone") == [
        "Kim", "Jong-un", "1.5", "trips", "in", "the", "U.S", "alone",
    ]  # fmt: skip


def test_stems_join_the_forms_of_a_word_and_open_compounds() -> None:
    assert stems("visited visits") == {"visit"}
    assert {"inter-korean", "inter", "korean"} <= stems("Inter-Korean")


def test_content_words_are_said_once_without_stop_words() -> None:
    assert content_words("When did the King see the King of Spain?") == ["King", "see", "Spain"]


def test_word_spans_are_slices() -> None:
    text = "Two words"
    assert [text[start:end] for start, end in word_spans(text)] == ["Two", "words"]


def test_threads_that_stem_at_once_do_not_mix_words_up() -> None:
    listed = [f"{word}{number}ing" for number in range(400) for word in ("meet", "visit", "nation")]
    before = sys.getswitchinterval()
    # So short that the threads take turns within one word.
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(stem, listed * 4))
    finally:
        sys.setswitchinterval(before)
    stem.cache_clear()
    assert found == [stem(word) for word in listed] * 4
